import { record, text, texts } from '../../../../../kinds/ingress-view';
import type { Cluster } from '../../cluster';
import { type Fields, type Named, objectRef } from '../../view';

export const GROUP = 'gateway.envoyproxy.io';

export interface FoundSecret {
  readonly key: string;
  /** Absent: its values are not known. */
  readonly values?: { readonly [key: string]: string };
}

/** The Secret that a policy names: envoyproxy/gateway@v1.9.1:internal/gatewayapi/validate.go (`validateSecretRef`). */
export function secretOf(given: Fields, policy: Named, cluster: Cluster): FoundSecret | { readonly missing: string } {
  const ref = objectRef(given, '', 'Secret', policy.namespace);
  const key = `${ref.namespace}/${ref.name}`;
  if (text(ref.name) === '') return { missing: 'no Secret is named' };
  if (!cluster.permits({ group: GROUP, kind: policy.object.kind, namespace: policy.namespace, name: policy.name }, ref))
    return { missing: `no ReferenceGrant permits Secret ${key}` };
  const secret = cluster.find('Secret', key);
  if (secret === undefined) return cluster.complete ? { missing: `there is no Secret ${key}` } : { key };
  const { data, stringData } = secret;
  // Somebody else fills a Secret without data later.
  if (data === undefined && stringData === undefined) return { key };
  const decoded = Object.entries(record(data)).map(([name, value]) => [name, Buffer.from(text(value), 'base64').toString('utf8')]);
  return { key, values: { ...Object.fromEntries(decoded), ...texts(stringData) } };
}
