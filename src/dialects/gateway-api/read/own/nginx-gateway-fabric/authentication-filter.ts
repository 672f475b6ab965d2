import { record, text } from '../../../../../kinds/ingress-view';
import type { EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Cluster } from '../../cluster';
import { type Named, nameOf } from '../../view';
import type { Extension } from '../extension';
import { secretAt } from '../secrets';

/**
 * A password file, which nginx looks into before it forwards a request. Tokens and sign-in need NGINX Plus, and whether that runs is not known.
 *
 * nginx/nginx-gateway-fabric@e55bfe3:internal/controller/state/graph/authentication_filter.go (`validateAuthenticationFilter`),
 * internal/controller/nginx/config/servers_template.go (`auth_basic`), internal/controller/state/graph/shared/secrets/secrets.go (`AuthKey`).
 */
export function readAuthenticationFilter(filter: Named, cluster: Cluster): Extension {
  const { type, basic } = record(filter.object.spec);
  const origin = originOf(filter, 'spec.basic');
  if (type !== 'Basic') return { effects: [], undecided: `what ${nameOf(filter)} does, which needs NGINX Plus` };
  const own = record(basic);
  const secret = secretAt(`${filter.namespace}/${text(record(own.secretRef).name)}`, cluster);
  if ('missing' in secret) return { effects: [], invalid: secret.missing };
  if (secret.values !== undefined && secret.values.auth === undefined)
    return { effects: [], invalid: `Secret ${secret.key} has no key auth` };
  return {
    effects: [{ effect: 'basicAuth', value: own as EffectValue, origin }],
    steps: [{ kind: 'gate', gate: { kind: 'credentials', status: 401 }, origin }],
  };
}
