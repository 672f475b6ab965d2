import { finding } from '../findings/catalogue';
import { didYouMean } from '../findings/did-you-mean';
import type { Finding } from '../findings/finding';
import type { Annotations } from '../model/neutral-route';
import type { Identity } from './dialect';
import { READERS } from './readers';

/** Prefixes of controllers that no dialect is for, which users confuse with those of the dialects. */
const OTHER_PREFIXES: { readonly [prefix: string]: string } = {
  'nginx.org/': 'the controller of NGINX Inc.',
  'nginx.com/': 'the controller of NGINX Inc.',
  'ingress.kubernetes.io/': 'old controllers',
  'haproxy-ingress.github.io/': 'HAProxy Ingress',
  'appgw.ingress.kubernetes.io/': 'the Azure Application Gateway controller',
  'konghq.com/': 'Kong',
};

/** Words in names of annotations that keep clients out: who they are, where they come from, and how much they ask. */
const GUARD =
  /auth|allow-?list|white-?list|deny-?list|black-?list|source-range|inbound-cidrs|jwt|oidc|tls-(?:secret|verify|client)|client-(?:ca|crt)|satisfy|rate-?limit|^limit-|modsecurity|waf|shield/;

/**
 * Reports annotations of the user that the controller of the routes does not read. Without a controller it reports only annotations
 * that another choice of controller would have checked.
 */
export function checkForeignAnnotations(
  annotations: Annotations,
  { annotationPrefix: own, title, guards }: Identity,
  /** The annotations of the controller. */
  names: readonly string[],
  where: (key: string) => string,
): Finding[] {
  const foreign = new Map<string, string>(own === undefined ? [] : Object.entries(OTHER_PREFIXES));
  for (const {
    identity: { annotationPrefix, name },
  } of READERS)
    if (annotationPrefix !== undefined) foreign.set(annotationPrefix, name);
  return Object.keys(annotations).flatMap((key) => {
    const prefix = key.slice(0, key.indexOf('/') + 1);
    const of = foreign.get(prefix);
    if (of === undefined || prefix === own) return [];
    if (own !== undefined && GUARD.test(key.slice(prefix.length)))
      return [finding('annotation/guard-not-read', where(key), { key, of, target: title, guards })];
    const meant = own === undefined ? undefined : didYouMean(key.slice(prefix.length), names);
    return [
      finding('annotation/not-read', where(key), {
        key,
        of,
        target: title,
        suggestion: meant === undefined ? undefined : own + meant,
        named: own !== undefined,
      }),
    ];
  });
}
