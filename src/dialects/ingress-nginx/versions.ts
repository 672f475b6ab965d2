import { isOlder } from '../release';

/**
 * What other releases of ingress-nginx 1.x do otherwise than the one that this dialect knows, as far as their sources show it by a default or a
 * line. Source: kubernetes/ingress-nginx at the tags controller-v1.0.0 to controller-v1.15.1.
 */

interface VersionFact {
  /** Releases from the first to the one before the second have it. */
  readonly releases: readonly (readonly [from: string, before: string])[];
  /** Follows the name of the release. */
  readonly says: string;
  /** The file that shows it. */
  readonly source: string;
}

const CONFIG = 'internal/ingress/controller/config/config.go';
const NGINX = 'images/nginx/rootfs/build.sh and NGINX_BASE';
const FIRST = '1.0.0';

const FACTS: readonly VersionFact[] = [
  {
    releases: [
      [FIRST, '1.11.5'],
      ['1.12.0', '1.12.1'],
    ],
    says: 'tests the configuration with nginx at admission, so that an Ingress which nginx refuses is not created',
    source: 'internal/ingress/controller/controller.go (`CheckIngress`)',
  },
  {
    releases: [[FIRST, '1.12.0']],
    says: 'does not validate annotations unless --enable-annotation-validation is set (which v1.9.1 introduced)',
    source: 'pkg/flags/flags.go',
  },
  { releases: [[FIRST, '1.12.0']], says: 'has annotations-risk-level "Critical", so that it takes snippets of any risk', source: CONFIG },
  {
    releases: [[FIRST, '1.12.0']],
    says: 'has strict-validate-path-type off, so that it takes patterns in Exact and Prefix paths',
    source: CONFIG,
  },
  { releases: [[FIRST, '1.12.0']], says: 'has allow-cross-namespace-resources on', source: CONFIG },
  { releases: [[FIRST, '1.9.1']], says: 'has allow-snippet-annotations on', source: CONFIG },
  { releases: [[FIRST, '1.10.0']], says: 'contains nginx 1.21.6 or older', source: NGINX },
  { releases: [['1.10.0', '1.13.0']], says: 'contains nginx 1.25', source: NGINX },
  {
    releases: [[FIRST, '1.13.0']],
    says: 'sends no X-Original-Forwarded-Host to backends',
    source: 'rootfs/etc/nginx/template/nginx.tmpl',
  },
];

/** The first release that has an annotation; absent for those of v1.0.0. Source: internal/ingress/annotations. */
const SINCE: { readonly [annotation: string]: string } = {
  'allowlist-source-range': '1.9.1',
  'auth-always-set-cookie': '1.2.1',
  'auth-keepalive': '1.2.0',
  'auth-keepalive-requests': '1.2.0',
  'auth-keepalive-share-vars': '1.9.1',
  'auth-keepalive-timeout': '1.2.0',
  'auth-tls-match-cn': '1.2.0',
  'canary-weight-total': '1.1.1',
  'custom-headers': '1.10.1',
  'denylist-source-range': '1.6.4',
  'disable-proxy-intercept-errors': '1.9.5',
  'enable-opentelemetry': '1.7.0',
  'limit-allowlist': '1.9.1',
  'mirror-host': '1.2.1',
  'opentelemetry-operation-name': '1.7.0',
  'opentelemetry-trust-incoming-span': '1.7.0',
  'proxy-busy-buffers-size': '1.13.0',
  'relative-redirects': '1.13.0',
  'session-cookie-domain': '1.4.0',
  'session-cookie-secure': '1.0.1',
  'stream-snippet': '1.1.1',
  'temporal-redirect-code': '1.12.0',
};

/** What a release does otherwise, in words that follow its name. */
export const differencesOf = (version: string): readonly string[] =>
  FACTS.filter(({ releases }) => releases.some(([from, before]) => !isOlder(version, from) && isOlder(version, before))).map(
    ({ says }) => says,
  );

/** The first release that has an annotation, if the given one is older. */
export function sinceLater(annotation: string, version: string): string | undefined {
  const since = Object.hasOwn(SINCE, annotation) ? SINCE[annotation] : undefined;
  return since !== undefined && isOlder(version, since) ? since : undefined;
}
