import { list, record, text } from '../../../../../kinds/ingress-view';
import type { EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Step } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { type Fields, type Named, nameOf } from '../../view';
import { type PolicyAround, type Treatment, undecidedStep } from '../treatment';
import { disputed, inForce, specOf } from './in-force';

/**
 * Directives `limit_req` of nginx: those of a location take the place of those of the server, while the status and the dry run of the server
 * hold where the location has none. What nginx answers by itself is not counted, as `return` comes first.
 *
 * nginx/nginx-gateway-fabric@e55bfe3:internal/controller/nginx/config/policies/ratelimit (generator.go, validator.go);
 * nginx/nginx@release-1.29.0:src/http/modules/ngx_http_limit_req_module.c (`ngx_http_limit_req_merge_conf`).
 */
export function readRateLimitPolicy(_: Named, cluster: Cluster, { attached, route, forwards }: PolicyAround): Treatment {
  const policies = inForce(attached, contradicts);
  const unclear = disputed(policies, route, cluster);
  if (unclear !== undefined)
    return { first: [undecidedStep(`whether ${nameOf(unclear)} holds for a path that another route has, too`, originOf(unclear, 'spec'))] };
  const effects = policies
    .filter((policy) => rulesOf(policy).length > 0)
    .map(
      (policy) =>
        ({ effect: 'rateLimit', value: specOf(policy).rateLimit as EffectValue, origin: originOf(policy, 'spec.rateLimit') }) as const,
    );
  const [nearest] = policies.filter((policy) => rulesOf(policy).length > 0);
  const isDry = policies.map((policy) => limitOf(policy).dryRun).find((one) => one !== undefined) === true;
  if (!forwards || isDry || nearest === undefined) return { effects };
  const status = policies.map((policy) => limitOf(policy).rejectCode).find((one) => typeof one === 'number') ?? NOT_AVAILABLE;
  // All that are at the nearest place hold together.
  const level = policies.filter((policy) => isOfGateway(policy) === isOfGateway(nearest));
  return { effects, last: level.flatMap((policy) => rulesOf(policy).map((rule, index) => gateOf(policy, rule, index, status as number))) };
}

const NOT_AVAILABLE = 503;

const limitOf = (policy: Named): Fields => record(specOf(policy).rateLimit);

const rulesOf = (policy: Named): readonly Fields[] => list(record(limitOf(policy).local).rules).map(record);

const isOfGateway = (policy: Named): boolean => list(specOf(policy).targetRefs).some((ref) => record(ref).kind === 'Gateway');

const contradicts = ({ rateLimit: older }: Fields, { rateLimit: newer }: Fields): boolean =>
  ['dryRun', 'logLevel', 'rejectCode'].some((field) => record(older)[field] !== undefined && record(newer)[field] !== undefined);

/** Texts that are another one for each client. */
const PER_CLIENT = ['$binary_remote_addr', '$remote_addr'];

const SECONDS: { readonly [unit: string]: number } = { s: 1, m: 60 };

function gateOf(policy: Named, rule: Fields, index: number, status: number): Step {
  const field = `spec.rateLimit.local.rules[${index}]`;
  const origin = originOf(policy, field);
  const key = text(rule.key) || '$binary_remote_addr';
  const [, requests, unit = ''] = /^(\d+)r\/([sm])$/.exec(text(rule.rate) || '100r/s') ?? [];
  if (!PER_CLIENT.includes(key) || requests === undefined)
    return undecidedStep(`which requests ${nameOf(policy)} counts by "${key}"`, origin);
  const counter = `${policy.namespace}/${policy.name} ${index}`;
  const gate = { kind: 'requestRate', requests: Number(requests), seconds: SECONDS[unit] as number, counter, spared: [], status } as const;
  return { kind: 'gate', gate, origin };
}
