import { record, text, texts } from '../../../../kinds/ingress-view';
import type { Cluster } from '../cluster';

export interface FoundSecret {
  readonly key: string;
  /** Absent: its values are not known. */
  readonly values?: { readonly [key: string]: string };
}

/** The Secret of a key `namespace/name`. */
export function secretAt(key: string, cluster: Cluster): FoundSecret | { readonly missing: string } {
  const secret = cluster.find('Secret', key);
  if (secret === undefined) return cluster.complete ? { missing: `there is no Secret ${key}` } : { key };
  const { data, stringData } = secret;
  // Somebody else fills a Secret without data later.
  if (data === undefined && stringData === undefined) return { key };
  const decoded = Object.entries(record(data)).map(([name, value]) => [name, Buffer.from(text(value), 'base64').toString('utf8')]);
  return { key, values: { ...Object.fromEntries(decoded), ...texts(stringData) } };
}
