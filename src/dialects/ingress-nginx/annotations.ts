import { type IngressNginxAnnotation, type IngressNginxValue, snippet } from './annotation-row';

/**
 * Every annotation that ingress-nginx v1.15.1 reads on an Ingress, in alphabetical order; data and nothing else. To add one, add a
 * row: the typed props, the checks, the suggestions and the docs are made from this table (`npm run generate`).
 *
 * The shapes that many rows share stand above the rows. A `pattern` accepts what the controller's own validator accepts; where that
 * repeats a repetition it is written without, since Go's engine is linear and JavaScript's is not.
 */
const row = (
  name: string,
  value: IngressNginxValue,
  defaultBehaviour: string,
  risk: IngressNginxAnnotation['risk'],
  scope: IngressNginxAnnotation['scope'],
  group: string,
  source: string,
  summary: string,
  more: Pick<IngressNginxAnnotation, 'aliases' | 'needs' | 'ifEmpty' | 'guards'> = {},
): IngressNginxAnnotation => ({
  name,
  group,
  value,
  scope,
  risk,
  default: defaultBehaviour,
  summary,
  source: `kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/${source}`,
  ...more,
});

// ---- characters that the controller lets pass: internal/ingress/annotations/parser/validators.go
const BASIC_CHARACTERS = '^[/\\-._~a-zA-Z0-9:]*$';
const EXTENDED_CHARACTERS = '^[/\\-._~a-zA-Z0-9:, ]*$';
const REGEX_CHARACTERS = '^[/\\-._~a-zA-Z0-9:^$[\\](){}*+?|&=\\\\]*$';
const SERVER_NAME_CHARACTERS = '^\\s*([/\\-._~a-zA-Z0-9:^$[\\](){}*+?|&=\\\\]+\\s*)?$';
const URL_CHARACTERS = '^[/\\-._~a-zA-Z0-9:,?&=]*$';
const URL_WITH_VARIABLES = '^[/\\-._~a-zA-Z0-9:, ?&=$]*$';
const PATH_WITH_CAPTURES = '^/?[\\-._~a-zA-Z0-9/:$]*$';
const HEADERS = '^[A-Za-z0-9\\-_, ]*$';
const SIZE_CHARACTERS = '^\\d+[bkmgBKMG]?$';

/** The controller anchors only one end of each half: it lets "0 and more" and "more and 5" pass. */
const COOKIE_SECONDS = '(^0|-?[1-9]\\d*$)';

// ---- what also takes effect
const NO_SPACE = '^[^ ]*$';
const HEADER = '^[A-Za-z0-9\\-_]+$';

// ---- values; cors-allow-methods and cors-expose-headers are checked a second time with their spaces, so theirs are not ignored
const BOOLEAN: IngressNginxValue = { type: 'boolean' };
const ON_OFF: IngressNginxValue = { type: 'enum', options: ['on', 'off'], caseSensitive: true };
const ON_OFF_PATTERN: IngressNginxValue = {
  type: 'enum',
  options: ['on', 'off'],
  caseSensitive: true,
  pattern: '^(on|off)$',
  spacesIgnored: true,
};
const NETWORKS: IngressNginxValue = { type: 'cidrs', lineBreaks: true };
const TOKEN: IngressNginxValue = {
  type: 'text',
  pattern: BASIC_CHARACTERS,
  spacesIgnored: true,
  works: NO_SPACE,
  accepts: 'letters, digits and the characters - . _ ~ / :',
};
const SERVER_NAME: IngressNginxValue = {
  type: 'text',
  pattern: SERVER_NAME_CHARACTERS,
  lineBreaks: true,
  accepts: 'a host name, or variables of nginx, without spaces, quotes and ";"',
};
const NAMESPACED_NAME: IngressNginxValue = {
  type: 'text',
  pattern: BASIC_CHARACTERS,
  spacesIgnored: true,
  works: '^[^/ ]+/[^/ ]+$',
  accepts: 'namespace/name',
};
const OWN_OR_NAMESPACED_NAME: IngressNginxValue = {
  type: 'text',
  pattern: BASIC_CHARACTERS,
  spacesIgnored: true,
  works: '^([^/ ]+/)?[^/ ]+$',
  accepts: 'a name, or namespace/name',
};
const VARIABLES: IngressNginxValue = {
  type: 'text',
  pattern: '^[A-Za-z0-9\\-_${}]*$',
  spacesIgnored: true,
  works: NO_SPACE,
  accepts: 'letters, digits, variables of nginx and the characters - _ $ { }',
};
const URL_WITHOUT_SPACES: IngressNginxValue = {
  type: 'text',
  pattern: URL_CHARACTERS,
  spacesIgnored: true,
  works: NO_SPACE,
  accepts: 'letters, digits and the characters - . _ ~ / : , ? & =',
};
const SIZE: IngressNginxValue = {
  type: 'text',
  pattern: SIZE_CHARACTERS,
  spacesIgnored: true,
  works: '^\\d+[kKmM]?$',
  accepts: 'a number of bytes, or with k or m behind it',
};

/** Source of the locations that are denied: internal/ingress/annotations/ipallowlist/main.go#L99, ipdenylist/main.go#L96. */
const CLOSED = 'is empty, and the controller answers 503 to everybody';

// biome-ignore format: a table, one row a line
export const ANNOTATIONS: readonly IngressNginxAnnotation[] = [
  row('affinity', { type: 'enum', options: ['cookie'], caseSensitive: true }, 'no stickiness', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L73', 'Sticks clients to a pod with a cookie, for every Service that the Ingress uses.'),
  row('affinity-canary-behavior', { type: 'enum', options: ['sticky', 'legacy'], caseSensitive: true }, 'sticky', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L87', 'Whether a session stays with the canary or the main Service (sticky), or is decided again by the canary rules (legacy).', { needs: ['affinity'] }),
  row('affinity-mode', { type: 'enum', options: ['balanced', 'persistent'], caseSensitive: true }, 'balanced', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L79', 'balanced spreads sessions again when pods are added; persistent never moves a session.', { needs: ['affinity'] }),
  row('allowlist-source-range', NETWORKS, 'config map whitelist-source-range (empty = all)', 'Medium', 'location', 'acl', 'ipallowlist/main.go#L41', 'Answers 403 to clients outside these networks.', { aliases: ['whitelist-source-range'], ifEmpty: CLOSED, guards: true }),
  row('app-root', { type: 'text', pattern: PATH_WITH_CAPTURES, works: '^/', accepts: 'a path that begins with "/", of letters, digits and the characters - . _ ~ / : $' }, 'no redirect', 'Medium', 'server', 'rewrite', 'rewrite/main.go#L74', 'Answers a request for exactly "/" on the host with 302 to this path. One value per host.'),
  row('auth-always-set-cookie', BOOLEAN, 'false', 'Low', 'location', 'authentication', 'authreq/main.go#L145', 'Passes Set-Cookie of the authentication service on whatever the status of the answer.', { needs: ['auth-url'] }),
  row('auth-cache-duration', { type: 'text', pattern: EXTENDED_CHARACTERS, works: '^(\\d{3} +)*\\d+(ms|s|m|h|d|w|M|y)$', accepts: 'status codes and then a duration such as "200 202 10m"', separator: ',' }, '200 202 401 5m', 'Medium', 'location', 'authentication', 'authreq/main.go#L120', 'How long answers of the authentication service are cached, by status.', { needs: ['auth-cache-key'] }),
  row('auth-cache-key', VARIABLES, 'no caching', 'Medium', 'location', 'authentication', 'authreq/main.go#L90', 'Key under which answers of the authentication service are cached.', { needs: ['auth-url'] }),
  row('auth-keepalive', { type: 'integer', min: 0 }, '0 (off)', 'Low', 'location', 'authentication', 'authreq/main.go#L96', 'Idle connections kept to the authentication service; none are kept where the host of auth-url has a variable.', { needs: ['auth-url'] }),
  row('auth-keepalive-requests', { type: 'integer', min: 1 }, '1000', 'Low', 'location', 'authentication', 'authreq/main.go#L108', 'Requests over one kept connection to the authentication service.', { needs: ['auth-url'] }),
  row('auth-keepalive-share-vars', BOOLEAN, 'false', 'Low', 'location', 'authentication', 'authreq/main.go#L102', 'Shares variables of nginx between the request and the one to the authentication service.', { needs: ['auth-url'] }),
  row('auth-keepalive-timeout', { type: 'integer', min: 1 }, '60', 'Low', 'location', 'authentication', 'authreq/main.go#L114', 'Seconds an idle connection to the authentication service stays open.', { needs: ['auth-url'] }),
  row('auth-method', { type: 'enum', options: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'], caseSensitive: true, pattern: '^(GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE)$', spacesIgnored: true }, 'GET', 'Low', 'location', 'authentication', 'authreq/main.go#L66', 'Method of the request to the authentication service.', { needs: ['auth-url'] }),
  row('auth-proxy-set-headers', NAMESPACED_NAME, 'none', 'Medium', 'location', 'authentication', 'authreq/main.go#L132', 'ConfigMap, as namespace/name, with further headers of the request to the authentication service.', { needs: ['auth-url'] }),
  row('auth-realm', { type: 'text', pattern: '^[/\\-._~a-zA-Z0-9: ]*$', accepts: 'letters, digits, spaces and the characters - . _ ~ / :' }, 'no text', 'Medium', 'location', 'authentication', 'auth/main.go#L71', 'Text that the browser shows when it asks for user name and password.', { needs: ['auth-type'] }),
  row('auth-request-redirect', URL_WITHOUT_SPACES, 'the URL of the request', 'Medium', 'location', 'authentication', 'authreq/main.go#L139', 'Value of the header X-Auth-Request-Redirect that the authentication service sees.', { needs: ['auth-url'] }),
  row('auth-response-headers', { type: 'text', pattern: HEADERS, spacesIgnored: true, works: HEADER, accepts: 'a name of letters, digits, - and _', separator: ',' }, 'none', 'Medium', 'location', 'authentication', 'authreq/main.go#L126', 'Headers of the answer of the authentication service that the Service sees.', { needs: ['auth-url'] }),
  row('auth-secret', OWN_OR_NAMESPACED_NAME, 'none; auth-type needs it', 'Medium', 'location', 'authentication', 'auth/main.go#L63', 'Secret with users and passwords, of the same namespace unless the controller allows others.', { needs: ['auth-type'] }),
  row('auth-secret-type', { type: 'enum', options: ['auth-file', 'auth-map'], caseSensitive: true, pattern: 'auth-file|auth-map', spacesIgnored: true }, 'auth-file', 'Low', 'location', 'authentication', 'auth/main.go#L64', 'auth-file reads htpasswd lines from the key "auth" of the Secret, auth-map takes each key as a user.', { needs: ['auth-type'] }),
  row('auth-signin', { type: 'text', pattern: URL_WITH_VARIABLES, spacesIgnored: true, works: NO_SPACE, accepts: 'a URL, of letters, digits and the characters - . _ ~ / : , ? & = $' }, 'a 401 is answered as it is', 'High', 'location', 'authentication', 'authreq/main.go#L72', 'URL that a 401 of the authentication service is redirected to with 302; the original URL goes into a query parameter.', { needs: ['auth-url'] }),
  row('auth-signin-redirect-param', URL_WITHOUT_SPACES, 'rd', 'Medium', 'location', 'authentication', 'authreq/main.go#L78', 'Name of the query parameter that carries the original URL.', { needs: ['auth-url'] }),
  row('auth-snippet', snippet('block'), 'none', 'Critical', 'location', 'authentication', 'authreq/main.go#L84', 'Raw nginx text inside the location of the authentication service.', { needs: ['auth-url'] }),
  row('auth-tls-error-page', { type: 'text', pattern: '^(@[A-Za-z0-9_-]+|((https?://)?[A-Za-z0-9\\-.]+(:\\d+)?)?(/[A-Za-z0-9\\-_.]+)*/?)$', spacesIgnored: true, works: NO_SPACE, accepts: 'a URL of letters, digits and the characters - . _ /, or "@" and the name of a location' }, '400', 'High', 'server', 'authentication', 'authtls/main.go#L69', 'Where a client is sent whose certificate is missing or fails the check (495 and 496).', { needs: ['auth-tls-secret'] }),
  row('auth-tls-match-cn', { type: 'regex', engine: 're2', prefix: 'CN=', accepts: '"CN=" and a regular expression of Go' }, 'every subject', 'High', 'server', 'authentication', 'authtls/main.go#L81', 'Refuses with 403 a client certificate whose subject does not match.', { needs: ['auth-tls-secret'] }),
  row('auth-tls-pass-certificate-to-upstream', BOOLEAN, 'false', 'Low', 'server', 'authentication', 'authtls/main.go#L75', 'Shows the client certificate to the Service, as URL-escaped PEM in the header ssl-client-cert.', { needs: ['auth-tls-secret'] }),
  row('auth-tls-secret', NAMESPACED_NAME, 'none', 'Medium', 'server', 'authentication', 'authtls/main.go#L51', 'Secret, as namespace/name, with ca.crt; asks every client of the host for a certificate. The first Ingress of the host decides.'),
  row('auth-tls-verify-client', { type: 'enum', options: ['on', 'off', 'optional', 'optional_no_ca'], caseSensitive: true, pattern: '^(on|off|optional|optional_no_ca)$', spacesIgnored: true }, 'on', 'Medium', 'server', 'authentication', 'authtls/main.go#L57', 'How the client certificate is checked; a certificate that fails answers 400 where it is on.', { needs: ['auth-tls-secret'] }),
  row('auth-tls-verify-depth', { type: 'integer', min: 1 }, '1', 'Low', 'server', 'authentication', 'authtls/main.go#L63', 'Longest chain of client certificates.', { needs: ['auth-tls-secret'] }),
  row('auth-type', { type: 'enum', options: ['basic', 'digest'], caseSensitive: true, pattern: 'basic|digest', spacesIgnored: true }, 'none', 'Low', 'location', 'authentication', 'auth/main.go#L77', 'Asks for user name and password.'),
  row('auth-url', { type: 'text', pattern: URL_WITH_VARIABLES, spacesIgnored: true, works: '^[A-Za-z][A-Za-z0-9.\\-]*://(?![^/?]*\\.\\.)[^/? ]+[^ ]*$', accepts: 'a URL with scheme and host, of letters, digits and the characters - . _ ~ / : , ? & = $' }, 'no check', 'High', 'location', 'authentication', 'authreq/main.go#L60', 'Authentication service asked before each request: 2xx lets it pass, 401 and 403 stop it.'),
  row('backend-protocol', { type: 'enum', options: ['AUTO_HTTP', 'HTTP', 'HTTPS', 'GRPC', 'GRPCS', 'FCGI'], caseSensitive: false }, 'HTTP', 'Low', 'location', 'backend', 'backendprotocol/main.go#L38', 'Protocol that the Service speaks.'),
  row('canary', BOOLEAN, 'false', 'Low', 'upstream', 'canary', 'canary/main.go#L41', 'Makes the Ingress an alternative backend of a host and path that another Ingress has; most other annotations on it are ignored.'),
  row('canary-by-cookie', TOKEN, 'no cookie decides', 'Medium', 'upstream', 'canary', 'canary/main.go#L84', 'Cookie that decides: "always" goes to the canary, "never" does not.', { needs: ['canary'] }),
  row('canary-by-header', TOKEN, 'no header decides', 'Medium', 'upstream', 'canary', 'canary/main.go#L59', 'Header that decides: "always" goes to the canary, "never" does not, other values are left to the other rules.', { needs: ['canary'] }),
  row('canary-by-header-pattern', { type: 'regex', engine: 'pcre', pattern: REGEX_CHARACTERS, accepts: 'a regular expression of letters, digits and the characters - . _ ~ / : ^ $ [ ] ( ) { } * + ? | & = and backslash' }, 'none', 'Medium', 'upstream', 'canary', 'canary/main.go#L76', 'Regular expression of header values that go to the canary; ignored beside canary-by-header-value.', { needs: ['canary-by-header'] }),
  row('canary-by-header-value', TOKEN, 'always and never', 'Medium', 'upstream', 'canary', 'canary/main.go#L67', 'Header value that goes to the canary, instead of "always" and "never".', { needs: ['canary-by-header'] }),
  row('canary-weight', { type: 'integer', min: 0 }, '0', 'Low', 'upstream', 'canary', 'canary/main.go#L47', 'Share of the requests that go to the canary, out of canary-weight-total.', { needs: ['canary'] }),
  row('canary-weight-total', { type: 'integer', min: 100 }, '100 (smaller values act as 100)', 'Low', 'upstream', 'canary', 'canary/main.go#L53', 'What canary-weight is a share of.', { needs: ['canary-weight'] }),
  row('client-body-buffer-size', SIZE, '8k (config map client-body-buffer-size)', 'Low', 'location', 'backend', 'clientbodybuffersize/main.go#L33', 'Memory for a request body before it goes to disk.'),
  row('configuration-snippet', snippet('block'), 'none', 'Critical', 'location', 'snippets', 'snippet/main.go#L33', 'Raw nginx text inside the location block.'),
  row('connection-proxy-header', { type: 'enum', options: ['close', 'keep-alive'], caseSensitive: true, pattern: '^(close|keep-alive)$', spacesIgnored: true }, 'follows the Upgrade header of the request', 'Low', 'location', 'backend', 'connection/main.go#L37', 'Fixes the Connection header that the Service sees.'),
  row('cors-allow-credentials', BOOLEAN, 'true', 'Low', 'location', 'cors', 'cors/main.go#L99', 'Sends Access-Control-Allow-Credentials.', { needs: ['enable-cors'] }),
  row('cors-allow-headers', { type: 'text', pattern: HEADERS, spacesIgnored: true, works: HEADER, accepts: 'a name of letters, digits, - and _', separator: ',' }, 'DNT, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Content-Type, Range, Authorization', 'Medium', 'location', 'cors', 'cors/main.go#L85', 'Request headers that scripts may set.', { needs: ['enable-cors'] }),
  row('cors-allow-methods', { type: 'text', pattern: '^[A-Za-z](?:,?[\\t\\n\\f\\r ]?[A-Za-z])*,?[\\t\\n\\f\\r ]?$', works: '^[A-Za-z]+$', accepts: 'a method, of letters only', separator: ',' }, 'GET, PUT, POST, DELETE, PATCH, OPTIONS', 'Medium', 'location', 'cors', 'cors/main.go#L92', 'Methods that scripts may use.', { needs: ['enable-cors'] }),
  row('cors-allow-origin', { type: 'text', pattern: '^(?:[A-Za-z0-9\\-.,]|[*][.]|[a-z]://|:\\d)*$|^[*]$', spacesIgnored: true, works: '^([a-z]+://(\\*\\.)?[A-Za-z0-9\\-.]+(:\\d+)?|\\*|null)$', accepts: '"*", "null" or an origin such as "https://example.com" or "https://*.example.com:8443"', separator: ',' }, '*', 'Medium', 'location', 'cors', 'cors/main.go#L76', 'Origins whose scripts may ask; "*." stands for one label.', { needs: ['enable-cors'] }),
  row('cors-expose-headers', { type: 'text', pattern: '^[A-Za-z0-9\\-_*](?:,?[\\t\\n\\f\\r ]?[A-Za-z0-9\\-_*])*,?[\\t\\n\\f\\r ]?$', works: '^([A-Za-z0-9\\-_]+|\\*)$', accepts: 'a name of letters, digits, - and _, or "*"', separator: ',' }, 'none', 'Medium', 'location', 'cors', 'cors/main.go#L105', 'Response headers that scripts may read.', { needs: ['enable-cors'] }),
  row('cors-max-age', { type: 'integer', min: -1 }, '1728000', 'Low', 'location', 'cors', 'cors/main.go#L112', 'Seconds a browser may remember the answer to a preflight request; -1 means none.', { needs: ['enable-cors'] }),
  row('custom-headers', NAMESPACED_NAME, 'none', 'Medium', 'location', 'backend', 'customheaders/main.go#L73', 'ConfigMap, as namespace/name, with headers of the response; each must be in the config map option global-allowed-response-headers, or the route answers 503.'),
  row('custom-http-errors', { type: 'integers', min: 400, max: 599, pattern: '^(?:[4,5]\\d{2},?)*$', spacesIgnored: true }, 'config map custom-http-errors (empty)', 'Low', 'location', 'backend', 'customhttperrors/main.go#L41', 'Statuses of the Service whose answers come from the default backend instead.'),
  row('default-backend', { type: 'text', pattern: '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$', accepts: 'the name of a Service of the same namespace' }, 'none', 'Low', 'location', 'backend', 'defaultbackend/main.go#L35', 'Service, by its first port, that answers when the main one has no pod ready, and for custom-http-errors.'),
  row('denylist-source-range', NETWORKS, 'config map denylist-source-range (empty)', 'Medium', 'location', 'acl', 'ipdenylist/main.go#L40', 'Answers 403 to clients of these networks.', { ifEmpty: CLOSED }),
  row('disable-proxy-intercept-errors', BOOLEAN, 'false', 'Low', 'location', 'backend', 'disableproxyintercepterrors/main.go#L34', 'Leaves answers of the Service as they are although custom-http-errors is set.'),
  row('enable-access-log', BOOLEAN, 'true', 'Low', 'location', 'log', 'log/main.go#L34', 'Writes requests to the access log.'),
  row('enable-cors', BOOLEAN, 'false', 'Low', 'location', 'cors', 'cors/main.go#L70', 'Answers preflight requests with 204 and adds the CORS headers.'),
  row('enable-global-auth', BOOLEAN, 'true', 'Low', 'location', 'authentication', 'authreqglobal/main.go#L33', 'Applies the config map option global-auth-url to this Ingress.'),
  row('enable-modsecurity', BOOLEAN, 'config map enable-modsecurity (false)', 'Low', 'location', 'modsecurity', 'modsecurity/main.go#L37', 'Turns the ModSecurity firewall on.'),
  row('enable-opentelemetry', BOOLEAN, 'config map enable-opentelemetry (false)', 'Low', 'location', 'opentelemetry', 'opentelemetry/main.go#L40', 'Traces requests.'),
  row('enable-owasp-core-rules', BOOLEAN, 'false', 'Low', 'location', 'modsecurity', 'modsecurity/main.go#L43', 'Loads the OWASP rules where ModSecurity is on.'),
  row('enable-rewrite-log', BOOLEAN, 'false', 'Low', 'location', 'log', 'log/main.go#L40', 'Logs each step of a rewrite at the level notice.'),
  row('fastcgi-index', { type: 'text', pattern: '^[A-Za-z0-9.\\-_]+$', spacesIgnored: true, works: NO_SPACE, accepts: 'a file name, of letters, digits and the characters . - _' }, 'none', 'Medium', 'location', 'fastcgi', 'fastcgi/main.go#L47', 'Index file for FastCGI.'),
  row('fastcgi-params-configmap', OWN_OR_NAMESPACED_NAME, 'none', 'Medium', 'location', 'fastcgi', 'fastcgi/main.go#L53', 'ConfigMap of the same namespace with parameters for FastCGI.'),
  row('force-ssl-redirect', BOOLEAN, 'false (config map force-ssl-redirect)', 'Medium', 'location', 'rewrite', 'rewrite/main.go#L61', 'Redirects http to https, with or without a certificate for the host.'),
  row('from-to-www-redirect', BOOLEAN, 'false', 'Low', 'server', 'redirect', 'redirect/redirect.go#L56', 'Redirects the host with "www." to the one without, or the other way round, whichever has no Ingress; keeps path and query, drops one final slash.'),
  row('http2-push-preload', BOOLEAN, 'false', 'Low', 'location', 'http2', 'http2pushpreload/main.go#L33', 'Does nothing any more: nginx removed HTTP/2 push in 1.25.1.'),
  row('limit-allowlist', NETWORKS, 'none', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L187', 'Networks that are not limited.', { aliases: ['limit-whitelist'], needs: ['limit-rps', 'limit-rpm', 'limit-connections'] }),
  row('limit-burst-multiplier', { type: 'integer', min: 1 }, '5', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L181', 'Requests that may come at once, as a multiple of the limit.', { needs: ['limit-rps', 'limit-rpm', 'limit-connections'] }),
  row('limit-connections', { type: 'integer', min: 0 }, '0 (off)', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L175', 'Connections of one client address at one time; more are answered 503.'),
  row('limit-rate', { type: 'integer', min: 0 }, '0 (config map limit-rate)', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L149', 'Kilobytes per second of each response.'),
  row('limit-rate-after', { type: 'integer', min: 0 }, '0', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L157', 'Kilobytes that are sent before limit-rate starts.'),
  row('limit-rpm', { type: 'integer', min: 0 }, '0 (off)', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L163', 'Requests per minute of one client address; more are answered 503.'),
  row('limit-rps', { type: 'integer', min: 0 }, '0 (off)', 'Low', 'location', 'rate-limit', 'ratelimit/main.go#L169', 'Requests per second of one client address; more are answered 503.'),
  row('load-balance', { type: 'enum', options: ['round_robin', 'chash', 'chashsubset', 'sticky_balanced', 'sticky_persistent', 'ewma'], caseSensitive: true }, 'config map load-balance (round_robin)', 'Low', 'upstream', 'backend', 'loadbalancing/main.go#L37', 'How a pod is picked; round_robin or ewma are meant for users.'),
  row('mirror-host', SERVER_NAME, 'host of mirror-target', 'High', 'location', 'mirror', 'mirror/main.go#L54', 'Host header of the copies.', { needs: ['mirror-target'] }),
  row('mirror-request-body', ON_OFF_PATTERN, 'on', 'Low', 'location', 'mirror', 'mirror/main.go#L42', 'Whether the copy has the body of the request.', { needs: ['mirror-target'] }),
  row('mirror-target', { type: 'text', pattern: SERVER_NAME_CHARACTERS, lineBreaks: true, accepts: 'a URL of letters, digits, variables and the characters - . _ ~ / : ? & =' }, 'no copy', 'High', 'location', 'mirror', 'mirror/main.go#L48', 'URL that gets a copy of each request; its answer is thrown away.'),
  row('modsecurity-snippet', snippet('singleQuotes'), 'none', 'Critical', 'location', 'modsecurity', 'modsecurity/main.go#L55', 'Further rules for ModSecurity.'),
  row('modsecurity-transaction-id', VARIABLES, 'none', 'High', 'location', 'modsecurity', 'modsecurity/main.go#L49', 'Expression for the id of a ModSecurity transaction.'),
  row('opentelemetry-operation-name', { type: 'text', pattern: '^[A-Za-z0-9_\\-]*$', spacesIgnored: true, works: NO_SPACE, accepts: 'letters, digits, - and _' }, 'none', 'Medium', 'location', 'opentelemetry', 'opentelemetry/main.go#L53', 'Name of the span.', { needs: ['enable-opentelemetry'] }),
  row('opentelemetry-trust-incoming-span', BOOLEAN, 'config map opentelemetry-trust-incoming-span (true)', 'Low', 'location', 'opentelemetry', 'opentelemetry/main.go#L47', 'Continues the trace of the request.', { needs: ['enable-opentelemetry'] }),
  row('permanent-redirect', { type: 'text', pattern: URL_CHARACTERS, accepts: 'a URL of letters, digits and the characters - . _ ~ / : , ? & =' }, 'no redirect', 'Medium', 'location', 'redirect', 'redirect/redirect.go#L75', 'URL that every request of the Ingress is redirected to; the path and query of the request are not appended.'),
  row('permanent-redirect-code', { type: 'integer', min: 300, max: 308 }, '301', 'Low', 'location', 'redirect', 'redirect/redirect.go#L82', 'Status of permanent-redirect. The controller takes 301 for a number outside 300 to 308.', { needs: ['permanent-redirect'] }),
  row('preserve-trailing-slash', BOOLEAN, 'false', 'Medium', 'location', 'rewrite', 'rewrite/main.go#L55', 'Keeps the final slash in the redirect to https, which otherwise drops one.'),
  row('proxy-body-size', { type: 'text', pattern: SIZE_CHARACTERS, spacesIgnored: true, works: '^\\d+[kKmMgG]?$', accepts: 'a number of bytes, or with k, m or g behind it; 0 means no limit' }, '1m', 'Medium', 'location', 'backend', 'proxy/main.go#L108', 'Largest request body; a larger one is answered 413.'),
  row('proxy-buffer-size', SIZE, '4k', 'Low', 'location', 'backend', 'proxy/main.go#L83', 'Buffer for the header of an answer of the Service.'),
  row('proxy-buffering', ON_OFF, 'off', 'Low', 'location', 'backend', 'proxy/main.go#L152', 'Buffers answers of the Service.'),
  row('proxy-buffers-number', { type: 'integer', min: 2 }, '4', 'Low', 'location', 'backend', 'proxy/main.go#L76', 'Buffers for an answer of the Service.'),
  row('proxy-busy-buffers-size', SIZE, 'as nginx decides', 'Low', 'location', 'backend', 'proxy/main.go#L90', 'Buffers that may be busy with sending to the client.'),
  row('proxy-connect-timeout', { type: 'integer', min: 1 }, '5 seconds', 'Low', 'location', 'backend', 'proxy/main.go#L58', 'Seconds to connect to a pod. 0 is no time at all, and is answered 504.'),
  row('proxy-cookie-domain', { type: 'text', pattern: '^(off|[\\-._~a-zA-Z0-9/:]+[\\t\\n\\f\\r ]+[\\-._~a-zA-Z0-9/:]+)$', accepts: '"off", or a domain and its replacement with a space between' }, 'off', 'Medium', 'location', 'backend', 'proxy/main.go#L102', 'Rewrites the domain of cookies that the Service sets.'),
  row('proxy-cookie-path', { type: 'text', pattern: URL_CHARACTERS, spacesIgnored: true, works: '^(off|[^ ]+ +[^ ]+)$', accepts: '"off", or a path and its replacement with a space between' }, 'off', 'Medium', 'location', 'backend', 'proxy/main.go#L96', 'Rewrites the path of cookies that the Service sets.'),
  row('proxy-http-version', { type: 'enum', options: ['1.0', '1.1'], caseSensitive: true }, '1.1', 'Low', 'location', 'backend', 'proxy/main.go#L158', 'HTTP version that the Service sees.'),
  row('proxy-max-temp-file-size', SIZE, '1024m', 'Low', 'location', 'backend', 'proxy/main.go#L164', 'Disk space for an answer that does not fit the buffers.'),
  row('proxy-next-upstream', { type: 'enum', options: ['error', 'timeout', 'invalid_header', 'http_500', 'http_502', 'http_503', 'http_504', 'http_403', 'http_404', 'http_429', 'non_idempotent', 'off'], caseSensitive: true, separator: ' ', pattern: '^((error|timeout|invalid_header|http_500|http_502|http_503|http_504|http_403|http_404|http_429|non_idempotent|off)[\\t\\n\\f\\r ]?)+$' }, 'error timeout', 'Medium', 'location', 'backend', 'proxy/main.go#L114', 'When another pod is tried.'),
  row('proxy-next-upstream-timeout', { type: 'integer', min: 0 }, '0 (no limit)', 'Low', 'location', 'backend', 'proxy/main.go#L122', 'Seconds for all tries; 0 means no limit.'),
  row('proxy-next-upstream-tries', { type: 'integer', min: 0 }, '3', 'Low', 'location', 'backend', 'proxy/main.go#L128', 'Tries; 0 means no limit.'),
  row('proxy-read-timeout', { type: 'integer', min: 1 }, '60 seconds', 'Low', 'location', 'backend', 'proxy/main.go#L70', 'Seconds between two reads from a pod. 0 is answered 504.'),
  row('proxy-redirect-from', URL_WITHOUT_SPACES, 'off', 'Medium', 'location', 'backend', 'proxy/main.go#L140', 'Location headers of the Service that are rewritten.'),
  row('proxy-redirect-to', URL_WITHOUT_SPACES, 'off', 'Medium', 'location', 'backend', 'proxy/main.go#L146', 'What proxy-redirect-from is replaced with.', { needs: ['proxy-redirect-from'] }),
  row('proxy-request-buffering', ON_OFF, 'on', 'Low', 'location', 'backend', 'proxy/main.go#L134', 'Reads the whole request before a pod sees it.'),
  row('proxy-send-timeout', { type: 'integer', min: 0 }, '60 seconds', 'Low', 'location', 'backend', 'proxy/main.go#L64', 'Seconds between two writes to a pod.'),
  row('proxy-ssl-ciphers', { type: 'text', pattern: '^[A-Za-z0-9+:_\\-!]*$', spacesIgnored: true, works: NO_SPACE, accepts: 'an OpenSSL cipher list, of letters, digits and the characters + : _ - !' }, 'DEFAULT', 'Medium', 'server', 'proxy', 'proxyssl/main.go#L69', 'Ciphers for TLS to the Service.', { needs: ['proxy-ssl-secret'] }),
  row('proxy-ssl-name', { type: 'text', pattern: SERVER_NAME_CHARACTERS, lineBreaks: true, works: '^(?!\\})([^{]|\\$\\{)*$', accepts: 'a host name, or variables such as "${host}"' }, 'host of the Service', 'High', 'server', 'proxy', 'proxyssl/main.go#L82', 'Name for SNI and for the check of the certificate of the Service.', { needs: ['proxy-ssl-secret'] }),
  row('proxy-ssl-protocols', { type: 'enum', options: ['TLSv1.2', 'TLSv1.3'], caseSensitive: true, separator: ' ', pattern: '^(TLSv1\\.2|TLSv1\\.3| )*$', spacesIgnored: true }, 'TLSv1.2', 'Low', 'server', 'proxy', 'proxyssl/main.go#L76', 'TLS versions for the Service.', { needs: ['proxy-ssl-secret'] }),
  row('proxy-ssl-secret', NAMESPACED_NAME, 'none', 'Medium', 'server', 'proxy', 'proxyssl/main.go#L60', 'Secret, as namespace/name, with the client certificate and the CA for TLS to the Service. All proxy-ssl annotations of the first Ingress with a CA hold for the whole host, unless the config map has proxy-ssl-location-only; they do nothing for gRPC.'),
  row('proxy-ssl-server-name', ON_OFF_PATTERN, 'off', 'Low', 'server', 'proxy', 'proxyssl/main.go#L101', 'Sends the server name (SNI) to the Service.', { needs: ['proxy-ssl-secret'] }),
  row('proxy-ssl-verify', ON_OFF_PATTERN, 'off', 'Low', 'server', 'proxy', 'proxyssl/main.go#L89', 'Checks the certificate of the Service.', { needs: ['proxy-ssl-secret'] }),
  row('proxy-ssl-verify-depth', { type: 'integer', min: 1 }, '1', 'Low', 'server', 'proxy', 'proxyssl/main.go#L95', 'Longest chain of certificates of the Service.', { needs: ['proxy-ssl-secret'] }),
  row('relative-redirects', BOOLEAN, 'false', 'Low', 'location', 'redirect', 'redirect/redirect.go#L88', 'Redirects of nginx show a path only.'),
  row('rewrite-target', { type: 'text', pattern: PATH_WITH_CAPTURES, accepts: 'a path of letters, digits and the characters - . _ ~ / : $, where $1 is the first capture of the path' }, 'the path is not changed', 'Medium', 'location', 'rewrite', 'rewrite/main.go#L42', 'Replaces the whole path that the Service sees where the path of the route, read as a regular expression, matches; the query is kept. Makes every path of the host a regular expression.'),
  row('satisfy', { type: 'enum', options: ['any', 'all'], caseSensitive: true }, 'all (nginx default)', 'Low', 'location', 'authentication', 'satisfy/main.go#L33', 'Whether all of the access checks must pass (allowlist and authentication), or any of them.'),
  row('server-alias', { type: 'text', pattern: '^\\s*([/\\-._~a-zA-Z0-9:^$[\\](){}*+?|&=\\\\]+\\s*)?(,\\s*([/\\-._~a-zA-Z0-9:^$[\\](){}*+?|&=\\\\]+\\s*)?)*$', accepts: 'a host name, or "~" and a regular expression without commas', separator: ',', lineBreaks: true }, 'none', 'High', 'server', 'alias', 'alias/main.go#L37', 'Further names of the host.'),
  row('server-snippet', snippet('block'), 'none', 'Critical', 'server', 'snippets', 'serversnippet/main.go#L33', 'Raw nginx text inside the server block of the host. The first Ingress of the host decides.'),
  row('service-upstream', BOOLEAN, 'config map service-upstream (false)', 'Low', 'upstream', 'backend', 'serviceupstream/main.go#L34', 'Sends requests to the cluster IP of the Service instead of its pods.'),
  row('session-cookie-change-on-failure', BOOLEAN, 'false', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L144', 'Points the cookie to another pod after a try that failed.', { needs: ['affinity'] }),
  row('session-cookie-conditional-samesite-none', BOOLEAN, 'false', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L138', 'Leaves SameSite=None out for browsers that misread it.', { needs: ['affinity'] }),
  row('session-cookie-domain', TOKEN, 'no Domain attribute', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L125', 'Domain attribute of the cookie.', { needs: ['affinity'] }),
  row('session-cookie-expires', { type: 'integer', pattern: COOKIE_SECONDS, spacesIgnored: true }, 'a session cookie', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L107', 'Expires attribute of the cookie, in seconds from now.', { needs: ['affinity'] }),
  row('session-cookie-max-age', { type: 'integer', pattern: COOKIE_SECONDS }, 'a session cookie', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L113', 'Max-Age attribute of the cookie, in seconds.', { needs: ['affinity'] }),
  row('session-cookie-name', TOKEN, 'INGRESSCOOKIE', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L95', 'Name of the cookie.', { needs: ['affinity'] }),
  row('session-cookie-path', URL_WITHOUT_SPACES, 'the path of the route; with regular expressions it must be set', 'Medium', 'upstream', 'affinity', 'sessionaffinity/main.go#L119', 'Path attribute of the cookie.', { needs: ['affinity'] }),
  row('session-cookie-samesite', { type: 'enum', options: ['None', 'Lax', 'Strict'], caseSensitive: false }, 'no SameSite attribute', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L131', 'SameSite attribute of the cookie.', { needs: ['affinity'] }),
  row('session-cookie-secure', BOOLEAN, 'secure where the request came by https', 'Low', 'upstream', 'affinity', 'sessionaffinity/main.go#L101', 'Sets the Secure attribute of the cookie, also where the request came by http; "false" is the same as absent.', { needs: ['affinity'] }),
  row('ssl-ciphers', { type: 'text', pattern: '^(?:[A-Za-z0-9!:+\\-_]|@STRENGTH|@SECLEVEL=[0-5])*$', spacesIgnored: true, works: NO_SPACE, accepts: 'an OpenSSL cipher list, of letters, digits and the characters ! : + - _, "@STRENGTH" and "@SECLEVEL=0" to 5' }, 'config map ssl-ciphers', 'Low', 'server', 'backend', 'sslcipher/main.go#L48', 'Cipher list for the host. The first Ingress of the host decides.'),
  row('ssl-passthrough', BOOLEAN, 'false', 'Low', 'server', 'ssl-passthrough', 'sslpassthrough/main.go#L34', 'Passes TLS through to the Service by SNI; only the path "/" of the host is used. Needs the flag --enable-ssl-passthrough.'),
  row('ssl-prefer-server-ciphers', BOOLEAN, 'on', 'Low', 'server', 'backend', 'sslcipher/main.go#L41', 'Whether the order of the server decides which cipher is taken. The first Ingress of the host decides.'),
  row('ssl-redirect', BOOLEAN, 'true (config map ssl-redirect)', 'Low', 'location', 'rewrite', 'rewrite/main.go#L49', 'Redirects http to https where the host has a certificate.'),
  row('stream-snippet', snippet('block'), 'none', 'Critical', 'controller', 'snippets', 'streamsnippet/main.go#L33', 'Raw nginx text inside the stream block of the controller.'),
  row('temporal-redirect', { type: 'text', pattern: URL_CHARACTERS, works: '^[hH][tT][tT][pP][^/]*:', accepts: 'a URL that begins with "http", of letters, digits and the characters - . _ ~ / : , ? & =' }, 'no redirect', 'Medium', 'location', 'redirect', 'redirect/redirect.go#L62', 'URL that every request of the Ingress is redirected to with 302; wins over permanent-redirect.'),
  row('temporal-redirect-code', { type: 'integer', min: 300, max: 307 }, '302', 'Low', 'location', 'redirect', 'redirect/redirect.go#L69', 'Status of temporal-redirect. The controller takes 302 for a number outside 300 to 307.', { needs: ['temporal-redirect'] }),
  row('upstream-hash-by', VARIABLES, 'no hashing', 'High', 'upstream', 'backend', 'upstreamhashby/main.go#L43', 'Picks the pod by a hash of this text; wins over load-balance.'),
  row('upstream-hash-by-subset', BOOLEAN, 'false', 'Low', 'upstream', 'backend', 'upstreamhashby/main.go#L50', 'Hashes to a group of pods instead of one.', { needs: ['upstream-hash-by'] }),
  row('upstream-hash-by-subset-size', { type: 'integer', min: 1 }, '3', 'Low', 'upstream', 'backend', 'upstreamhashby/main.go#L56', 'Pods of a group.', { needs: ['upstream-hash-by-subset'] }),
  row('upstream-vhost', SERVER_NAME, 'the Host header of the client', 'Low', 'location', 'backend', 'upstreamvhost/main.go#L33', 'Host header that the Service sees.'),
  row('use-port-in-redirects', BOOLEAN, 'false', 'Low', 'location', 'redirect', 'portinredirect/main.go#L33', 'Redirects of nginx show the port.'),
  row('use-regex', BOOLEAN, 'false', 'Low', 'location', 'rewrite', 'rewrite/main.go#L67', 'Reads every path of the host as a case-insensitive regular expression anchored at the start.'),
  row('x-forwarded-prefix', { type: 'text', pattern: PATH_WITH_CAPTURES, spacesIgnored: true, works: NO_SPACE, accepts: 'a path of letters, digits and the characters - . _ ~ / : $, where $1 is the first capture of the path' }, 'no header', 'Medium', 'location', 'backend', 'xforwardedprefix/main.go#L33', 'Adds the header X-Forwarded-Prefix with this value.', { needs: ['rewrite-target'] }),
];
