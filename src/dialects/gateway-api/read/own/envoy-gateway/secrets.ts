import { text } from '../../../../../kinds/ingress-view';
import type { Cluster } from '../../cluster';
import { type Fields, type Named, objectRef } from '../../view';
import { type FoundSecret, secretAt } from '../secrets';

export const GROUP = 'gateway.envoyproxy.io';

/** The Secret that a policy names: envoyproxy/gateway@v1.9.1:internal/gatewayapi/validate.go (`validateSecretRef`). */
export function secretOf(given: Fields, policy: Named, cluster: Cluster): FoundSecret | { readonly missing: string } {
  const ref = objectRef(given, '', 'Secret', policy.namespace);
  const key = `${ref.namespace}/${ref.name}`;
  if (text(ref.name) === '') return { missing: 'no Secret is named' };
  if (!cluster.permits({ group: GROUP, kind: policy.object.kind, namespace: policy.namespace, name: policy.name }, ref))
    return { missing: `no ReferenceGrant permits Secret ${key}` };
  return secretAt(key, cluster);
}
