import type { AnnotationRow } from '../../annotation-table/row';
import type { AnnotationValue } from '../../annotation-table/value';
import {
  ADDRESSES,
  BOOLEAN,
  CODE,
  COUNT,
  HEADER,
  HEADER_LINES,
  METHODS,
  NAME,
  NAMESPACED_NAME,
  REWRITE_LINES,
  SAMPLES,
  SIZE,
  SNIPPET,
  TIME,
  WORD,
} from './values';

/** One annotation of the HAProxy Kubernetes Ingress Controller. */
export interface HaproxyAnnotation extends AnnotationRow {
  /**
   * `path`: a rule for the paths of the Ingress. `backend`: a setting of the backend, which all Ingresses that name the same Service and port
   * share, unless they have `standalone-backend`.
   */
  readonly scope: 'path' | 'backend';
}

type Scope = HaproxyAnnotation['scope'];

/**
 * Every annotation that the controller reads on an Ingress; data and nothing else. To add one, add a row: the typed props, the checks, the
 * suggestions and the docs are made from this table (`npm run generate`). `route-acl` is not among them: it is read on Services alone.
 *
 * Source of the list: haproxytech/kubernetes-ingress@v3.2.11:documentation/doc.yaml, pkg/annotations/annotations.go (`Frontend`, `Backend`).
 */
const row = (
  name: string,
  scope: Scope,
  value: AnnotationValue,
  defaultBehaviour: string,
  group: string,
  source: string,
  summary: string,
  more: Pick<HaproxyAnnotation, 'aliases' | 'needs'> = {},
): HaproxyAnnotation => ({
  name,
  scope,
  group,
  value,
  default: defaultBehaviour,
  summary,
  source: `haproxytech/kubernetes-ingress@v3.2.11:pkg/${source}`,
  ...more,
});

const LISTS = 'annotations/ingress/accessControl.go';
const AUTH = 'annotations/ingress/basicAuth.go';
const CORS = 'annotations/ingress/resSetCORS.go';
const LIMIT = 'annotations/ingress/reqRateLimit.go';
const SSL = 'annotations/ingress/httpsRedirect.go';

// biome-ignore format: a table
export const ANNOTATIONS: readonly HaproxyAnnotation[] = [
  row('abortonclose', 'backend', BOOLEAN, 'false', 'backend', 'annotations/service/abortOnClose.go', 'Whether requests of clients that have gone away are taken out of the queue.'),
  row('allow-list', 'path', ADDRESSES, 'all clients', 'access', LISTS, 'Clients that are let in; others get 403. An address that is not valid switches the whole list off.', { aliases: ['whitelist'] }),
  row('auth-realm', 'path', WORD, 'Protected-Content', 'authentication', AUTH, 'The realm of the password prompt; spaces become "-".', { needs: ['auth-type'] }),
  row('auth-secret', 'path', NAME, 'nobody is let in', 'authentication', AUTH, 'Secret with a key for each user; the value is a hash of crypt(3).', { needs: ['auth-type'] }),
  row('auth-type', 'path', { type: 'enum', options: ['basic-auth'], caseSensitive: true }, 'no password', 'authentication', AUTH, 'Asks for user name and password; others get 401.'),
  row('backend-config-snippet', 'backend', SNIPPET, 'none', 'raw', 'annotations/cfgSnippet.go', 'Lines for the backend, which come before its servers. A line that HAProxy refuses drops the snippet.'),
  row('check', 'backend', BOOLEAN, 'true', 'health', 'annotations/service/check.go', 'Whether pods are asked whether they are alive.'),
  row('check-http', 'backend', { type: 'text', pattern: '^\\S+( \\S+){0,2}$', accepts: 'a path, with a method before it and a version behind it if wanted' }, 'a TCP connection', 'health', 'annotations/service/checkHTTP.go', 'The request by which pods are asked.', { needs: ['check'] }),
  row('check-interval', 'backend', TIME, '2s', 'health', 'annotations/service/checkInter.go', 'Time between two checks of a pod.'),
  row('cookie-persistence', 'backend', WORD, 'none', 'affinity', 'annotations/service/cookie.go', 'Name of a cookie that keeps a client on one pod; its value follows from address and port of the pod.'),
  row('cookie-persistence-no-dynamic', 'backend', WORD, 'none', 'affinity', 'annotations/service/cookie.go', 'The same with names of servers as values, which differ between pods of the controller.'),
  row('cors-allow-credentials', 'path', BOOLEAN, 'false', 'CORS', CORS, 'Whether cross-origin requests may carry cookies and credentials.', { needs: ['cors-enable'] }),
  row('cors-allow-headers', 'path', { type: 'text', pattern: '^[^"]+$', accepts: 'names of headers with commas between' }, '*', 'CORS', CORS, 'Request headers that other origins may send.', { needs: ['cors-enable'] }),
  row('cors-allow-methods', 'path', METHODS, '*', 'CORS', CORS, 'Methods that other origins may use.', { needs: ['cors-enable'] }),
  row('cors-allow-origin', 'path', { type: 'regex', engine: 'pcre', accepts: '"*", or a regular expression that is found anywhere in the origin' }, '*', 'CORS', CORS, 'Origins that may read the answers.', { needs: ['cors-enable'] }),
  row('cors-enable', 'path', BOOLEAN, 'false', 'CORS', CORS, 'Whether answers have headers of CORS, for requests that have an Origin.'),
  row('cors-max-age', 'path', TIME, '5s', 'CORS', CORS, 'How long browsers remember what is allowed.', { needs: ['cors-enable'] }),
  row('cors-respond-to-options', 'path', BOOLEAN, 'false', 'CORS', CORS, 'Whether every OPTIONS request is answered with 204 instead of being sent to the backend.', { needs: ['cors-enable'] }),
  row('cr-backend', 'backend', NAME, 'none', 'backend', 'annotations/models.go', 'A Backend of ingress.v3.haproxy.org, which takes the place of all annotations about the backend but the snippet.'),
  row('deny-list', 'path', ADDRESSES, 'nobody', 'access', LISTS, 'Clients that get 403. An address that is not valid switches the whole list off.', { aliases: ['blacklist'] }),
  row('forwarded-for', 'backend', BOOLEAN, 'true', 'client address', 'annotations/service/backendForwardedFor.go', 'Whether the address of the client is sent in X-Forwarded-For.'),
  row('load-balance', 'backend', { type: 'text', pattern: '^\\S.*$', works: '^(roundrobin|static-rr|leastconn|first|source|random(\\(\\d+\\))?|hdr\\(\\S+\\)( use_domain_only)?|uri( (whole|path-only|(len|depth) \\d+))*|url_param \\S+( (check_post|max_wait) \\d+)*|rdp-cookie(\\(\\S+\\))?)$', accepts: 'an algorithm of the directive balance, such as "leastconn"' }, 'roundrobin', 'backend', 'annotations/service/loadbalance.go', 'How a pod is picked.'),
  row('path-rewrite', 'path', REWRITE_LINES, 'the path stays', 'rewrite', 'annotations/ingress/reqPathRewrite.go', 'Where the regular expression matches anywhere in the path, the text takes the place of the whole path; \\1 is a group. A text alone replaces every path.'),
  row('pod-maxconn', 'backend', COUNT, 'no limit', 'limits', 'annotations/service/maxconn.go', 'Most simultaneous connections to a pod, of all pods of the controller together.'),
  row('rate-limit-period', 'path', TIME, 'none: the configuration is refused', 'limits', LIMIT, 'The time in which requests are counted. Ingresses with the same time count together.', { needs: ['rate-limit-requests'] }),
  row('rate-limit-requests', 'path', COUNT, 'no limit', 'limits', LIMIT, 'Most requests of a client address in the period. Requests that are refused count too.', { needs: ['rate-limit-period'] }),
  row('rate-limit-size', 'path', SIZE, '100k', 'limits', LIMIT, 'How many addresses are remembered.', { needs: ['rate-limit-requests'] }),
  row('rate-limit-status-code', 'path', { type: 'integer', min: 200, max: 599 }, '403', 'limits', LIMIT, 'The answer to requests beyond the limit.', { needs: ['rate-limit-requests'] }),
  row('rate-limit-whitelist', 'path', ADDRESSES, 'nobody', 'limits', LIMIT, 'Clients without a limit.', { needs: ['rate-limit-requests'] }),
  row('request-capture', 'path', SAMPLES, 'none', 'log', 'annotations/ingress/reqCapture.go', 'What is written into the log of each request.'),
  row('request-capture-len', 'path', COUNT, '128', 'log', 'annotations/ingress/reqCapture.go', 'How many characters of it.', { needs: ['request-capture'] }),
  row('request-redirect', 'path', WORD, 'none', 'redirect', 'annotations/ingress/hostRedirect.go', 'Where clients are sent: a host, with scheme, port and beginning of the path if wanted. Path and query of the request follow.'),
  row('request-redirect-code', 'path', CODE, '302', 'redirect', 'annotations/ingress/hostRedirect.go', 'Status of that redirect.', { needs: ['request-redirect'] }),
  row('request-set-header', 'path', HEADER_LINES, 'none', 'headers', 'annotations/ingress/reqSetHdr.go', 'Headers that the backend sees: a name, a space and a value, one a line.'),
  row('response-set-header', 'path', HEADER_LINES, 'none', 'headers', 'annotations/ingress/reqSetHdr.go', 'Headers of the response: a name, a space and a value, one a line.'),
  row('scale-server-slots', 'backend', { type: 'integer', min: 1 }, '42', 'backend', 'service/endpoints.go', 'How many servers are held ready for new pods.'),
  row('send-proxy-protocol', 'backend', { type: 'enum', options: ['proxy', 'proxy-v1', 'proxy-v2', 'proxy-v2-ssl', 'proxy-v2-ssl-cn'], caseSensitive: false }, 'none', 'client address', 'annotations/service/sendProxy.go', 'The version of the PROXY protocol by which pods get the address of the client.'),
  row('server-ca', 'backend', NAMESPACED_NAME, 'the certificate is not verified', 'TLS towards the backend', 'annotations/service/ca.go', 'Secret whose tls.crt is the authority by which certificates of pods are verified. Without its namespace it does nothing.'),
  row('server-crt', 'backend', NAMESPACED_NAME, 'none', 'TLS towards the backend', 'annotations/service/crt.go', 'Secret with the certificate that pods get to see. Without its namespace it does nothing.'),
  row('server-proto', 'backend', { type: 'enum', options: ['h1', 'h2'], caseSensitive: true }, 'HTTP/1.1, or what TLS agrees on', 'backend', 'annotations/service/proto.go', 'The version of HTTP towards pods.'),
  row('server-ssl', 'backend', BOOLEAN, 'false', 'TLS towards the backend', 'annotations/service/ssl.go', 'Whether pods are spoken to over TLS, without verification.'),
  row('set-host', 'path', WORD, 'as the client sent it', 'headers', 'annotations/ingress/reqSetHost.go', 'The Host header that the backend sees.'),
  row('src-ip-header', 'path', HEADER, 'the address of the connection', 'client address', 'annotations/ingress/srcIPHdr.go', 'A header whose value is the address of the client.'),
  row('ssl-passthrough', 'path', BOOLEAN, 'false', 'TLS', 'ingress/ingress.go', 'Whether TLS connections to the hosts go to the Service as they are.'),
  row('ssl-redirect', 'path', BOOLEAN, 'true, if an entry of spec.tls names a host', 'redirect', SSL, 'Whether http is sent to https.'),
  row('ssl-redirect-code', 'path', CODE, '302', 'redirect', SSL, 'Status of the redirect to https.'),
  row('ssl-redirect-port', 'path', { type: 'integer', min: 0, max: 65535 }, '8443', 'redirect', SSL, 'Port in the URL of that redirect, as clients see it.'),
  row('standalone-backend', 'backend', BOOLEAN, 'false', 'backend', 'service/service.go', 'Whether the Ingress has backends of its own, so that its settings are not those of other Ingresses with the same Service.'),
  row('timeout-check', 'backend', TIME, 'as the interval', 'health', 'annotations/service/timeoutCheck.go', 'How long a pod may take to answer a check.'),
  row('timeout-server', 'backend', TIME, '50s', 'timeouts', 'annotations/service/timeoutServer.go', 'How long a pod may be silent.'),
];
