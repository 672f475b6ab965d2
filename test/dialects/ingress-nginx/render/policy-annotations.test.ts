import { Duration, Size } from 'cdk8s';
import { LoadBalancingAlgorithm } from '../../../../src/api/routes/backend-policies';
import { ClientCertificateVerification, type PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import {
  AffinityMode,
  BackendProtocol,
  BasicAuthSecretType,
  HttpsRedirect,
  type RoutePolicies,
  SameSite,
} from '../../../../src/api/routes/route-policies';
import { TlsCipher } from '../../../../src/api/routes/tls-policy';
import { sizeText } from '../../../../src/dialects/ingress-nginx/render/policy-annotations';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings, type Manifest, nginx, nginxAnnotations, synthRoutes, to } from '../../../synth-routes';

collectWarnings();

const allowing = nginx({ 'global-allowed-response-headers': 'X-Frame-Options,X-Team', 'allow-cross-namespace-resources': 'true' });

const OF_A_ROUTE: readonly (readonly [string, RoutePolicies, { [name: string]: string }])[] = [
  ['https where there is a certificate, said aloud', { httpsRedirect: HttpsRedirect.WHEN_TLS }, { 'ssl-redirect': 'true' }],
  ['https also where TLS ends before the controller', { httpsRedirect: HttpsRedirect.ALWAYS }, { 'force-ssl-redirect': 'true' }],
  ['plain http in spite of a certificate', { httpsRedirect: HttpsRedirect.NEVER }, { 'ssl-redirect': 'false' }],
  ['CORS with all defaults', { cors: {} }, { 'enable-cors': 'true' }],
  [
    'CORS with everything',
    {
      cors: {
        allowOrigins: ['https://app.example.com', 'https://*.example.org:8443'],
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['Authorization', 'X-Team'],
        exposeHeaders: ['X-Total'],
        allowCredentials: false,
        maxAge: Duration.hours(1),
      },
    },
    {
      'enable-cors': 'true',
      'cors-allow-origin': 'https://app.example.com, https://*.example.org:8443',
      'cors-allow-methods': 'GET, POST',
      'cors-allow-headers': 'Authorization, X-Team',
      'cors-expose-headers': 'X-Total',
      'cors-allow-credentials': 'false',
      'cors-max-age': '3600',
    },
  ],
  ['CORS that exposes nothing', { cors: { exposeHeaders: [] } }, { 'enable-cors': 'true' }],
  ['users of one htpasswd file', { basicAuth: { secretName: 'users' } }, { 'auth-type': 'basic', 'auth-secret': 'users' }],
  [
    'users by key, with a text for the browser',
    { basicAuth: { secretName: 'users', secretType: BasicAuthSecretType.MAP, realm: 'Staff only' } },
    { 'auth-type': 'basic', 'auth-secret': 'users', 'auth-secret-type': 'auth-map', 'auth-realm': 'Staff only' },
  ],
  [
    'another service decides',
    { externalAuth: { url: 'https://auth.example.com/check' } },
    { 'auth-url': 'https://auth.example.com/check' },
  ],
  [
    'another service decides, with everything',
    {
      externalAuth: {
        url: 'http://auth.web.svc.cluster.local/check',
        method: 'POST',
        signInUrl: 'https://auth.example.com/login',
        responseHeaders: ['X-User', 'X-Groups'],
      },
    },
    {
      'auth-url': 'http://auth.web.svc.cluster.local/check',
      'auth-method': 'POST',
      'auth-signin': 'https://auth.example.com/login',
      'auth-response-headers': 'X-User,X-Groups',
    },
  ],
  [
    'addresses that may pass, of both kinds',
    { allowSourceRanges: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'] },
    { 'allowlist-source-range': '10.0.0.0/8,2001:db8::/32,192.0.2.7' },
  ],
  ['addresses that may not pass', { denySourceRanges: ['192.0.2.0/24'] }, { 'denylist-source-range': '192.0.2.0/24' }],
  ['requests a second', { rateLimit: { requestsPerSecond: 10 } }, { 'limit-rps': '10' }],
  [
    'all limits',
    {
      rateLimit: { requestsPerSecond: 10, requestsPerMinute: 300, burstMultiplier: 3, connections: 20, exemptSourceRanges: ['10.0.0.0/8'] },
    },
    {
      'limit-rps': '10',
      'limit-rpm': '300',
      'limit-burst-multiplier': '3',
      'limit-connections': '20',
      'limit-allowlist': '10.0.0.0/8',
    },
  ],
  ['a body of 8 MiB', { maxBodySize: Size.mebibytes(8) }, { 'proxy-body-size': '8m' }],
  ['bodies without limit', { maxBodySize: Size.kibibytes(0) }, { 'proxy-body-size': '0' }],
  [
    'time limits, in whichever unit they were given',
    { timeouts: { connect: Duration.seconds(3), read: Duration.minutes(2), send: Duration.millis(4000) } },
    { 'proxy-connect-timeout': '3', 'proxy-read-timeout': '120', 'proxy-send-timeout': '4' },
  ],
  ['a client stays on its pod', { sessionAffinity: {} }, { affinity: 'cookie' }],
  [
    'a client stays on its pod, with everything',
    {
      sessionAffinity: {
        cookieName: 'route',
        maxAge: Duration.days(2),
        path: '/app',
        secure: true,
        sameSite: SameSite.NONE,
        mode: AffinityMode.PERSISTENT,
      },
    },
    {
      affinity: 'cookie',
      'affinity-mode': 'persistent',
      'session-cookie-name': 'route',
      'session-cookie-max-age': '172800',
      'session-cookie-expires': '172800',
      'session-cookie-path': '/app',
      'session-cookie-secure': 'true',
      'session-cookie-samesite': 'None',
    },
  ],
  ['HTTPS to the backend', { backendProtocol: BackendProtocol.HTTPS }, { 'backend-protocol': 'HTTPS' }],
  ['gRPC to the backend', { backendProtocol: BackendProtocol.GRPC }, { 'backend-protocol': 'GRPC' }],
  ['FastCGI to the backend', { backendProtocol: BackendProtocol.FCGI }, { 'backend-protocol': 'FCGI' }],
  [
    'mTLS to the backend, verified',
    {
      backendProtocol: BackendProtocol.HTTPS,
      backendTls: { secretName: 'backend-ca', verify: true, verifyDepth: 2, serverName: 'api.internal' },
    },
    {
      'backend-protocol': 'HTTPS',
      'proxy-ssl-secret': 'web/backend-ca',
      'proxy-ssl-verify': 'on',
      'proxy-ssl-verify-depth': '2',
      'proxy-ssl-name': 'api.internal',
      'proxy-ssl-server-name': 'on',
    },
  ],
  [
    'a Secret of another namespace, not verified',
    { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', secretNamespace: 'certs', verify: false } },
    { 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'certs/ca', 'proxy-ssl-verify': 'off' },
  ],
  [
    'one more try, with the causes that nginx has by itself, because the config map may have others',
    { retries: { attempts: 1 } },
    { 'proxy-next-upstream': 'error timeout', 'proxy-next-upstream-tries': '2' },
  ],
  ['no second try', { retries: { attempts: 0 } }, { 'proxy-next-upstream': 'error timeout', 'proxy-next-upstream-tries': '1' }],
  [
    'more tries after some statuses, in ten seconds',
    { retries: { attempts: 2, statuses: [502, 503], totalTimeout: Duration.seconds(10) } },
    {
      'proxy-next-upstream': 'error timeout http_502 http_503',
      'proxy-next-upstream-tries': '3',
      'proxy-next-upstream-timeout': '10',
    },
  ],
  [
    'copies for another Service, by a name without search domains, with the path and the Host header of the client',
    { mirror: { target: to('copy', 8080), percent: 100 } },
    { 'mirror-target': 'http://copy.web.svc.cluster.local:8080$request_uri', 'mirror-host': '$http_host' },
  ],
  [
    'copies over TLS where the backend speaks it',
    { mirror: { target: to('copy') }, backendProtocol: BackendProtocol.HTTPS },
    {
      'backend-protocol': 'HTTPS',
      'mirror-target': 'https://copy.web.svc.cluster.local:80$request_uri',
      'mirror-host': '$http_host',
    },
  ],
  [
    'copies as the client came where the backend is spoken to so',
    { mirror: { target: to('copy') }, backendProtocol: BackendProtocol.AUTO_HTTP },
    {
      'backend-protocol': 'AUTO_HTTP',
      'mirror-target': '$scheme://copy.web.svc.cluster.local:80$request_uri',
      'mirror-host': '$http_host',
    },
  ],
  [
    'answers of another Service',
    { customErrors: { statuses: [404, 503], target: to('errors') } },
    { 'custom-http-errors': '404,503', 'default-backend': 'errors' },
  ],
  ['pods one after the other', { loadBalancing: { algorithm: LoadBalancingAlgorithm.ROUND_ROBIN } }, { 'load-balance': 'round_robin' }],
  ['the pod that answers fastest', { loadBalancing: { algorithm: LoadBalancingAlgorithm.LEAST_TIME } }, { 'load-balance': 'ewma' }],
  ['a pod by address', { loadBalancing: { algorithm: LoadBalancingAlgorithm.CLIENT_ADDRESS } }, { 'upstream-hash-by': '$remote_addr' }],
  ['a pod by header', { loadBalancing: { hashHeader: 'X-User-Id' } }, { 'upstream-hash-by': '$http_x_user_id' }],
  ['a pod by cookie', { loadBalancing: { hashCookie: 'userId' } }, { 'upstream-hash-by': '$cookie_userId' }],
  ['a firewall with the rules of the controller', { waf: {} }, { 'enable-modsecurity': 'true' }],
  [
    'a firewall with the OWASP rules',
    { waf: { owaspCoreRules: true } },
    { 'enable-modsecurity': 'true', 'enable-owasp-core-rules': 'true' },
  ],
  ['WebSocket is HTTP', { backendProtocol: BackendProtocol.WEBSOCKET }, { 'backend-protocol': 'HTTP' }],
  ['the Host header of the backend', { upstreamHost: 'legacy.internal' }, { 'upstream-vhost': 'legacy.internal' }],
  [
    'headers of the response, in a config map',
    { responseHeaders: { set: { 'X-Team': 'shop' } } },
    { 'custom-headers': 'web/shop-headers' },
  ],
  [
    'what ingress-nginx alone can do',
    { ingressNginx: { proxyBuffering: 'on', proxyBuffersNumber: 8, mirrorTarget: 'http://mirror.example.com$request_uri' } },
    { 'proxy-buffering': 'on', 'proxy-buffers-number': '8', 'mirror-target': 'http://mirror.example.com$request_uri' },
  ],
];

const OF_ALL_ROUTES: readonly (readonly [string, PathIngressProps, { [name: string]: string }])[] = [
  ['further names of the host', { hostAliases: ['www.example.com', 'example.com'] }, { 'server-alias': 'www.example.com,example.com' }],
  [
    'cipher suites, by the names of OpenSSL',
    { tlsPolicy: { ciphers: Object.values(TlsCipher) } },
    {
      'ssl-ciphers':
        'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:' +
        'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305',
    },
  ],
  [
    'cipher suites for the hosts that nobody names, which have a server too',
    { host: '', tlsPolicy: { ciphers: [TlsCipher.ECDHE_RSA_AES_128_GCM] } },
    { 'ssl-ciphers': 'ECDHE-RSA-AES128-GCM-SHA256' },
  ],
  ['where "/" leads', { appRoot: '/app' }, { 'app-root': '/app' }],
  [
    'certificates of clients',
    { clientCertificates: { secretName: 'clients' } },
    { 'auth-tls-secret': 'web/clients', 'auth-tls-verify-client': 'on' },
  ],
  [
    'certificates of clients, with everything',
    {
      clientCertificates: {
        secretName: 'clients',
        secretNamespace: 'certs',
        verify: ClientCertificateVerification.OPTIONAL,
        verifyDepth: 3,
        errorPage: 'https://example.com/no-certificate',
        passToBackend: true,
      },
    },
    {
      'auth-tls-secret': 'certs/clients',
      'auth-tls-verify-client': 'optional',
      'auth-tls-verify-depth': '3',
      'auth-tls-error-page': 'https://example.com/no-certificate',
      'auth-tls-pass-certificate-to-upstream': 'true',
    },
  ],
  [
    'an annotation as it is',
    { annotations: { 'nginx.ingress.kubernetes.io/enable-access-log': 'false', 'a.b/c': 'd' } },
    { 'enable-access-log': 'false', 'a.b/c': 'd' },
  ],
];

const ingressOf = (manifests: readonly Manifest[]) => manifests.find(({ kind }) => kind === 'Ingress');

test.each(OF_A_ROUTE)('on a route: %s', (_, policies, annotations) => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/x', to('x'), policies), { controller: allowing });
  expect(nginxAnnotations(ingressOf(manifests))).toEqual(annotations);
  expectValid(manifests);
});

test.each(OF_A_ROUTE)('on the PathIngress, for a route that says nothing: %s', (_, policies, annotations) => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/x', to('x')), { controller: allowing, ...policies });
  expect(nginxAnnotations(ingressOf(manifests))).toEqual(annotations);
});

test.each(OF_A_ROUTE)('on the PathIngress, for its default backend: %s', (_, policies, annotations) => {
  const manifests = synthRoutes((ingress) => ingress.addDefaultBackend(to('x')), { controller: allowing, ...policies });
  expect(nginxAnnotations(ingressOf(manifests))).toEqual(annotations);
  expectValid(manifests);
});

test.each(OF_ALL_ROUTES)('on the PathIngress alone: %s', (_, props, annotations) => {
  const manifests = synthRoutes((ingress) => ingress.addRoute('/x', to('x')), { controller: allowing, ...props });
  expect(nginxAnnotations(ingressOf(manifests))).toEqual(annotations);
  expectValid(manifests);
});

test('every policy that the controller can do is in the table', () => {
  const inTable = new Set(OF_A_ROUTE.flatMap(([, policies]) => Object.keys(policies)));
  expect([...inTable].sort()).toEqual([
    'allowSourceRanges',
    'backendProtocol',
    'backendTls',
    'basicAuth',
    'cors',
    'customErrors',
    'denySourceRanges',
    'externalAuth',
    'httpsRedirect',
    'ingressNginx',
    'loadBalancing',
    'maxBodySize',
    'mirror',
    'rateLimit',
    'responseHeaders',
    'retries',
    'sessionAffinity',
    'timeouts',
    'upstreamHost',
    'waf',
  ]);
});

test('the config map of response headers holds them as they are', () => {
  const manifests = synthRoutes(
    (ingress) => ingress.addRoute('/x', to('x'), { responseHeaders: { set: { 'X-Team': 'shop', 'X-Frame-Options': 'DENY' } } }),
    {
      controller: allowing,
    },
  );
  expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'shop-headers', namespace: 'web' },
    data: { 'X-Team': 'shop', 'X-Frame-Options': 'DENY' },
  });
});

test('a route that says otherwise is not given what the PathIngress says', () => {
  const manifests = synthRoutes(
    (ingress) => {
      ingress.addRoute('/open', to('open'), { httpsRedirect: HttpsRedirect.NEVER });
      ingress.addRoute('/closed', to('closed'));
    },
    { httpsRedirect: HttpsRedirect.ALWAYS, maxBodySize: Size.mebibytes(1) },
  );
  expect(manifests.map(nginxAnnotations)).toEqual([
    { 'ssl-redirect': 'false', 'proxy-body-size': '1m' },
    { 'force-ssl-redirect': 'true', 'proxy-body-size': '1m' },
  ]);
});

test('settings of a host stand once, on its first Ingress', () => {
  const manifests = synthRoutes(
    (ingress) => {
      ingress.addRoute('/a', to('a'));
      ingress.addRoute('/b', to('b'), { maxBodySize: Size.mebibytes(1) });
    },
    { appRoot: '/a', hostAliases: ['example.com'], clientCertificates: { secretName: 'clients' } },
  );
  expect(manifests.map(nginxAnnotations)).toEqual([
    { 'app-root': '/a', 'server-alias': 'example.com', 'auth-tls-secret': 'web/clients', 'auth-tls-verify-client': 'on' },
    { 'proxy-body-size': '1m' },
  ]);
});

test('on a host with regular expressions the cookie gets a path, which a pattern cannot be', () => {
  const [manifest] = synthRoutes((ingress) => ingress.addRoute('/x', to('x'), { sessionAffinity: {}, ingressNginx: { useRegex: true } }));
  expect(nginxAnnotations(manifest)).toEqual({ affinity: 'cookie', 'session-cookie-path': '/', 'use-regex': 'true' });
});

test.each([
  [0, '0', 'no limit'],
  [1, '1', 'bytes have no unit'],
  [1024, '1k', 'the smallest unit'],
  [1536, '1536', 'not a whole number of a unit'],
  [8 * 1024 ** 2, '8m', 'mebibytes'],
  [2 * 1024 ** 3, '2g', 'gibibytes'],
])('%s bytes are "%s" to nginx: %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
