import { ApiObject, type Chart, Duration } from 'cdk8s';
import { PathType, Rewrite, RouteTarget, UrlScheme } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../../../../src/api/routes/route-options';
import { BackendProtocol } from '../../../../src/api/routes/route-policies';
import { AnnotationRisk } from '../../../../src/dialects/ingress-nginx/public';
import { nginx, to, unknownNginx } from '../../../synth-routes';
import { type Check, props, route, shop, untyped } from './check';

const { REGEX, IMPLEMENTATION_SPECIFIC } = PathType;
const native = (ingressNginx: object, more: PathIngressProps = {}) => props({ ingressNginx, ...more });
const raw = (name: string, value: string) => props({ annotations: { [`nginx.ingress.kubernetes.io/${name}`]: value } });
const nowhere: PathIngressProps = { namespace: untyped(undefined) };

/** Copies for a Service of this app, by the name of its port. */
const copiesByPortName = (chart: Chart): void => {
  const spec = { ports: [{ name: 'http', port: 80 }] };
  new ApiObject(chart, 'copy', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'copy', namespace: 'web' }, spec });
  shop(chart).addRoute('/x', to('web'), { mirror: { target: RouteTarget.namedPort('copy', 'http') } });
};

/** Two routes of one PathIngress. */
const two =
  (...routes: readonly [path: string, options?: RouteOptions, target?: RouteTarget][]) =>
  (chart: Chart): void => {
    const ingress = shop(chart);
    for (const [path, options = {}, target = to('web')] of routes) ingress.addRoute(path, target, options);
  };

/** Mistakes that ingress-nginx alone finds. */
export const INGRESS_NGINX: readonly Check[] = [
  ['ingress-nginx/path-characters', 'strict validation lets few characters pass', route('/a~b')],
  ['ingress-nginx/path-characters', 'a pattern that is called a prefix', route('/foo(/|$)(.*)')],
  ['ingress-nginx/path-characters', 'letters beyond ASCII', route('/über')],
  [
    'ingress-nginx/setting-not-known',
    'strict validation may be off',
    (chart) => shop(chart, { controller: unknownNginx() }).addRoute('/a~b', to('web')),
  ],
  ['ingress-nginx/path-refused', 'a directive', route('/x;alias/etc;', { pathType: IMPLEMENTATION_SPECIFIC })],
  ['ingress-nginx/path-refused', 'code', route('/content_by_lua', { pathType: REGEX })],
  ['ingress-nginx/path-refused', 'secrets', route('/var/run/secrets')],
  ['ingress-nginx/path-refused', 'configuration', route('/etc/nginx')],
  ['ingress-nginx/regex-does-not-compile', 'it would break the configuration of everybody', route('/foo(', { pathType: REGEX })],
  ['ingress-nginx/regex-does-not-compile', 'what JavaScript takes and PCRE does not', route('/(?<é>a)', { pathType: REGEX })],
  ['ingress-nginx/regex-differs-by-library', 'a hyphen behind a set', route('/[\\w-.]+', { pathType: REGEX })],
  ['ingress-nginx/regex-not-decided', 'a pattern that calls itself', route('/a(?R)?', { pathType: REGEX })],
  [
    'ingress-nginx/capture-missing',
    'one capture and the second is meant',
    route('/(.*)', { pathType: REGEX, rewrite: Rewrite.regex('/$2') }),
  ],
  [
    'ingress-nginx/regex-does-not-compile',
    'a path that is a pattern because of another one on the host',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/a', to('a'), { rewrite: Rewrite.stripPrefix() });
      ingress.addRoute('/x/(.*', to('b'), { pathType: IMPLEMENTATION_SPECIFIC });
    },
  ],
  [
    'ingress-nginx/capture-missing',
    'a rewrite-target as annotation, and a path as the old manifest had it but for the captures',
    route('/api', { pathType: IMPLEMENTATION_SPECIFIC, ingressNginx: { rewriteTarget: '/$2' } }),
  ],
  [
    'ingress-nginx/capture-missing',
    'an exact path has none',
    route('/api', { pathType: PathType.EXACT }, to('web'), { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$1' } }),
  ],
  ['ingress-nginx/capture-missing', 'a prefix has two', route('/api', { ingressNginx: { rewriteTarget: '/$3' } })],
  [
    'ingress-nginx/redirect-status',
    'a rewrite answers 302',
    route('/x', {}, RouteTarget.redirect({ hostname: 'a.example.com', status: 301 })),
  ],
  [
    'ingress-nginx/redirect-keeps-pattern',
    'the client could put headers into the answer',
    route('/(a|b)', { pathType: REGEX }, RouteTarget.redirect({ hostname: 'a.example.com' })),
  ],
  [
    'ingress-nginx/redirect-keeps-pattern',
    'what is left to the controller may be a pattern',
    route('/a', { pathType: IMPLEMENTATION_SPECIFIC }, RouteTarget.redirect({ hostname: 'a.example.com' })),
  ],
  [
    'ingress-nginx/pattern-after-prefix',
    'the prefix is written as the longer text',
    two(['/items'], ['/items/[0-9]', { pathType: REGEX }]),
  ],
  [
    'ingress-nginx/pattern-after-prefix',
    'a character behind a backslash belongs to what the pattern begins with',
    two(['/items.v1'], ['/items\\.v1/[0-9]', { pathType: REGEX }]),
  ],
  [
    'ingress-nginx/pattern-after-prefix',
    'so is what is left to the controller, once the host has a pattern',
    two(['/items', { rewrite: Rewrite.stripPrefix() }], ['/items/new', { pathType: IMPLEMENTATION_SPECIFIC }]),
  ],
  [
    'ingress-nginx/canary-is-also-main',
    'the preview is the Service of a route',
    two(['/', { canary: { target: to('next'), weight: 10 } }], ['/preview', {}, to('next')]),
  ],
  [
    'ingress-nginx/canary-is-also-main',
    'as it is of a default backend',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('web'), { canary: { target: to('next'), weight: 10 } });
      ingress.addDefaultBackend(to('next'));
    },
  ],
  [
    'ingress-nginx/canary-is-also-main',
    'in another PathIngress',
    (chart) => {
      shop(chart).addRoute('/x', to('web'), { canary: { target: to('next'), weight: 10 } });
      new PathIngress(chart, 'other', { controller: nginx(), namespace: 'web', host: 'b.example.com' }).addRoute('/', to('next'));
    },
  ],
  [
    'ingress-nginx/canary-rules-differ',
    'two shares of one Service',
    two(['/a', { canary: { target: to('next'), weight: 10 } }], ['/b', { canary: { target: to('next'), weight: 90 } }, to('other')]),
  ],
  [
    'ingress-nginx/redirect-needs-hostname',
    'https of which host?',
    route('/x', {}, RouteTarget.redirect({ path: '/y', scheme: UrlScheme.HTTPS }), { host: '' }),
  ],
  [
    'ingress-nginx/namespace-needed',
    'a config map is named with its namespace',
    route('/x', { responseHeaders: { set: { 'X-A': 'b' } } }, to('web'), {
      ...nowhere,
      controller: nginx({ 'global-allowed-response-headers': 'X-A' }),
    }),
  ],
  [
    'ingress-nginx/namespace-needed',
    'so is a Secret',
    route('/x', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca' } }, to('web'), nowhere),
  ],
  ['ingress-nginx/namespace-needed', 'and that of clients', props({ clientCertificates: { secretName: 'ca' }, ...nowhere })],
  [
    'ingress-nginx/namespace-needed',
    'and that of a Service for copies',
    route('/x', { mirror: { target: to('copy') } }, to('web'), nowhere),
  ],
  [
    'ingress-nginx/policy-not-for-protocol',
    'gRPC is not tried again',
    route('/x', { backendProtocol: BackendProtocol.GRPC, retries: { attempts: 1 } }),
  ],
  [
    'ingress-nginx/policy-not-for-protocol',
    'nor are its errors replaced',
    route('/x', { backendProtocol: BackendProtocol.GRPCS, customErrors: { statuses: [503], target: to('errors') } }),
  ],
  [
    'ingress-nginx/policy-not-for-protocol',
    'copies are HTTP',
    route('/x', { backendProtocol: BackendProtocol.FCGI, mirror: { target: to('copy') } }),
  ],
  [
    'ingress-nginx/policy-not-for-protocol',
    'FastCGI has time limits of its own',
    route('/x', { backendProtocol: BackendProtocol.FCGI, timeouts: { read: Duration.seconds(5) } }),
  ],
  [
    'ingress-nginx/policy-not-for-protocol',
    'and no headers',
    route('/x', { backendProtocol: BackendProtocol.FCGI, upstreamHost: 'a.example.com' }),
  ],
  ['ingress-nginx/firewall-only-reports', 'the image says so', route('/x', { waf: { owaspCoreRules: true } })],
  [
    'ingress-nginx/firewall-only-reports',
    'a snippet of the config map counts only where ModSecurity is on',
    route('/x', { waf: {} }, to('web'), { controller: nginx({ 'modsecurity-snippet': 'SecRuleEngine On' }) }),
  ],
  ['ingress-nginx/firewall-only-reports', 'nobody knows', route('/x', { waf: {} }, to('web'), { controller: unknownNginx() })],
  ['ingress-nginx/retry-status', 'nginx has no word for it', route('/x', { retries: { attempts: 1, statuses: [503, 501] } })],
  ['ingress-nginx/mirror-port-name', 'a URL has numbers', copiesByPortName],
  ['ingress-nginx/hash-name', 'nginx drops such a header', route('/x', { loadBalancing: { hashHeader: 'x_user' } })],
  ['ingress-nginx/hash-name', 'the variable ends at "-"', route('/x', { loadBalancing: { hashCookie: 'my-user' } })],
  [
    'ingress-nginx/affinity-before-load-balancing',
    'the cookie alone decides',
    route('/x', { loadBalancing: { hashHeader: 'X-User' }, sessionAffinity: {} }),
  ],
  [
    'ingress-nginx/rate-limit-split',
    'routes with other settings are in other Ingresses, which count for themselves',
    (chart) => {
      const ingress = shop(chart, { rateLimit: { requestsPerSecond: 5 } });
      ingress.addRoute('/x', to('web'));
      ingress.addRoute('/y', to('web'), { backendProtocol: BackendProtocol.GRPC });
    },
  ],
  [
    'ingress-nginx/rate-limit-split',
    'a native setting is counted in the same way',
    (chart) => {
      const ingress = shop(chart, { ingressNginx: { limitConnections: 5 } });
      ingress.addRoute('/x', to('web'));
      ingress.addRoute('/y', to('web'), { backendProtocol: BackendProtocol.GRPC });
    },
  ],
  ['ingress-nginx/header-not-allowed', 'the controller must list it', route('/x', { responseHeaders: { set: { 'X-A': 'b' } } })],
  [
    'ingress-nginx/header-refused',
    'letters beyond ASCII',
    route('/x', { responseHeaders: { set: { 'X-A': 'ü' } } }, to('web'), {
      controller: nginx({ 'global-allowed-response-headers': 'X-A' }),
    }),
  ],
  [
    'ingress-nginx/alias-needs-one-host',
    'an alias of which host?',
    props({ hosts: ['a.example.com', 'b.example.com'], hostAliases: ['c.example.com'] }),
  ],
  ['ingress-nginx/alias-needs-one-host', 'an alias of nothing', props({ host: '', hostAliases: ['c.example.com'] })],
  ['ingress-nginx/alias-is-host', 'an alias of itself', props({ host: 'a.example.com', hostAliases: ['a.example.com'] })],
  [
    'ingress-nginx/client-certificates-need-host',
    'there is no server to ask',
    props({ host: '', clientCertificates: { secretName: 'ca' } }),
  ],
  [
    'ingress-nginx/overlap',
    'two Ingresses with one path',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('a'));
      ingress.addRoute('/x', to('b'), { pathType: PathType.EXACT, upstreamHost: 'b.example.com' });
    },
  ],
  [
    'ingress-nginx/same-location',
    'two types that the controller reads as one',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('a'));
      ingress.addRoute('/x', to('b'), { pathType: IMPLEMENTATION_SPECIFIC });
    },
  ],
  [
    'ingress-nginx/canary-takes-more',
    'a canary hangs on the Service',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('a'), { canary: { target: to('b'), weight: 5 } });
      ingress.addRoute('/y', to('a'));
    },
  ],
  ['ingress-nginx/redirect-takes-unmatched', 'a host that only redirects', route('/x', {}, RouteTarget.redirect({ path: '/y' }))],
  [
    'ingress-nginx/redirect-may-take-unmatched',
    'a redirect beside other routes',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', RouteTarget.redirect({ path: '/y' }));
      ingress.addRoute('/y', to('a'));
    },
  ],
  [
    'ingress-nginx/backend-tls-takes-host',
    'the verification of one route holds for the host',
    (chart) => {
      const ingress = shop(chart);
      ingress.addRoute('/x', to('a'), { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', verify: true } });
      ingress.addRoute('/y', to('b'), { backendProtocol: BackendProtocol.HTTPS });
    },
  ],
  [
    'ingress-nginx/backend-tls-without-secret',
    'nothing of it would be read',
    route('/x', { backendProtocol: BackendProtocol.HTTPS, backendTls: { serverName: 'a.example.com' } }),
  ],
  [
    'ingress-nginx/backend-tls-with-grpcs',
    'the certificate would not be verified',
    route('/x', { backendProtocol: BackendProtocol.GRPCS, backendTls: { secretName: 'ca', verify: true } }),
  ],
  [
    'ingress-nginx/passthrough-by-name',
    'names of handshakes are compared as they are',
    route('/', {}, RouteTarget.tlsPassthrough(to('web')), { host: '*.example.com' }),
  ],
  [
    'ingress-nginx/passthrough-by-name',
    'an alias is no host of a rule',
    route('/', {}, RouteTarget.tlsPassthrough(to('web')), { hostAliases: ['www.example.com'] }),
  ],
  [
    'ingress-nginx/passthrough-off',
    'the controller of the app has no such flag',
    (chart) => {
      const controller = new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx() });
      shop(chart, { controller }).addRoute('/', RouteTarget.tlsPassthrough(to('web')));
    },
  ],
  ['ingress-nginx/passthrough-not-known', 'it is a flag of the controller', route('/', {}, RouteTarget.tlsPassthrough(to('web')))],
  [
    'ingress-nginx/other-namespace',
    'a Secret for a backend',
    route('/x', { backendProtocol: BackendProtocol.HTTPS, backendTls: { secretName: 'ca', secretNamespace: 'other' } }),
  ],
  ['ingress-nginx/other-namespace', 'a Secret for clients', props({ clientCertificates: { secretName: 'ca', secretNamespace: 'other' } })],
  ['ingress-nginx/other-namespace', 'a Secret of users', native({ authType: 'basic', authSecret: 'other/users' })],
  [
    'ingress-nginx/setting-not-known',
    'a Secret of another namespace',
    props({ controller: unknownNginx(), clientCertificates: { secretName: 'ca', secretNamespace: 'other' } }),
  ],
  [
    'ingress-nginx/setting-not-known',
    'headers that the controller may not allow',
    route('/x', { responseHeaders: { set: { 'X-A': 'b' } } }, to('web'), { controller: unknownNginx() }),
  ],
  [
    'ingress-nginx/setting-not-known',
    'a snippet',
    native({ configurationSnippet: 'more_set_headers "X-A: b";', acceptedRisk: AnnotationRisk.CRITICAL }, { controller: unknownNginx() }),
  ],
  [
    'ingress-nginx/upstream-settings-differ',
    'one Service, two cookies',
    (chart) => {
      const ingress = shop(chart);
      for (const cookieName of ['a', 'b']) ingress.addRoute(`/${cookieName}`, to('web'), { sessionAffinity: { cookieName } });
    },
  ],

  ['annotation/unknown', 'a typed name with a slip', native({ proxyReadTimout: 30 })],
  ['annotation/unknown', 'a raw name with a slip', raw('rewrite-targt', '/')],
  ['annotation/value-not-accepted', 'a number out of range', native({ canary: true, canaryWeight: 101 })],
  ['annotation/value-not-accepted', 'a word that is none of the options', native({ backendProtocol: 'HTPS' })],
  ['annotation/value-not-accepted', 'a line break, which would begin a new directive', raw('proxy-read-timeout', '30\nroot /')],
  ['annotation/value-not-accepted', 'a directive behind a value', raw('rewrite-target', '/$1; root /etc;')],
  ['annotation/value-not-accepted', 'a directive in a rewrite', route('/(x)', { pathType: REGEX, rewrite: Rewrite.regex('/$1;root/etc') })],
  ['ingress-nginx/redirect-characters', 'a directive in a redirect', route('/x', {}, RouteTarget.redirect({ path: '/y"{' }))],
  ['ingress-nginx/redirect-characters', 'an encoded space', route('/x', {}, RouteTarget.redirect({ path: '/a%20b' }))],
  [
    'annotation/value-not-accepted',
    'a snippet that ends its block',
    native(
      { configurationSnippet: '} server {', acceptedRisk: AnnotationRisk.CRITICAL },
      {
        controller: nginx({ 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' }),
      },
    ),
  ],
  ['annotation/stops-nginx', 'buffers that do not go together', native({ proxyBufferSize: '256k', proxyBuffersNumber: 2 })],
  [
    'annotation/stops-nginx',
    'a variable that there is not',
    native({ authUrl: 'https://auth.example.com/$nope' }, { controller: nginx({}) }),
  ],
  [
    'annotation/word-blocked',
    'a word that the controller is set to refuse',
    native({ upstreamVhost: 'bad.example.com' }, { controller: nginx({ 'annotation-value-word-blocklist': 'bad' }) }),
  ],
  ['annotation/risk-not-accepted', 'a snippet without agreement', native({ configurationSnippet: 'more_set_headers "X-A: b";' })],
  ['annotation/risk-not-accepted', 'a lower agreement', native({ serverAlias: ['a.example.com'], acceptedRisk: AnnotationRisk.MEDIUM })],
  [
    'annotation/risk-not-allowed',
    'the controller allows less',
    native({ serverAlias: ['a.example.com'] }, { controller: nginx({ 'annotations-risk-level': 'Medium' }) }),
  ],
  [
    'annotation/snippets-not-allowed',
    'the controller takes no snippets',
    native({ configurationSnippet: 'more_set_headers "X-A: b";', acceptedRisk: AnnotationRisk.CRITICAL }),
  ],
  [
    'annotation/critical-risk',
    'a snippet that was agreed to',
    native(
      { configurationSnippet: 'more_set_headers "X-A: b";', acceptedRisk: AnnotationRisk.CRITICAL },
      {
        controller: nginx({ 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' }),
      },
    ),
  ],
  ['annotation/high-risk', 'what may name other hosts is reported', native({ serverAlias: ['a.example.com'] })],
  [
    'annotation/conflict',
    'a typed annotation against a policy',
    native({ backendProtocol: 'GRPC' }, { backendProtocol: BackendProtocol.HTTPS }),
  ],
  [
    'annotation/conflict',
    'a raw annotation against a policy',
    (chart) =>
      shop(chart, { annotations: { 'nginx.ingress.kubernetes.io/upstream-vhost': 'a.example.com' } }).addRoute('/x', to('web'), {
        upstreamHost: 'b.example.com',
      }),
  ],
  [
    'annotation/conflict',
    'no regular expressions against a rewrite',
    (chart) => shop(chart, { ingressNginx: { useRegex: false } }).addRoute('/x', to('web'), { rewrite: Rewrite.stripPrefix() }),
  ],
  ['annotation/no-effect', 'the half of a pair', native({ corsMaxAge: 5 })],
  [
    'annotation/no-effect',
    'a redirect between two hosts that both have routes',
    native({ fromToWwwRedirect: true }, { hosts: ['shop.example.com', 'www.shop.example.com'] }),
  ],
  [
    'annotation/no-effect',
    'the same in two PathIngresses',
    (chart) => {
      new PathIngress(chart, 'www', { controller: nginx(), host: 'www.shop.example.com' }).addRoute('/', to('web'));
      shop(chart, { ingressNginx: { fromToWwwRedirect: true } }).addRoute('/', to('web'));
    },
  ],
  ['annotation/guard-not-read', 'a guard of another controller', props({ annotations: { 'haproxy.org/allow-list': '10.0.0.0/8' } })],
  ['annotation/guard-empty', 'an empty allow list', props({ ingressNginx: untyped({ whitelistSourceRange: [] }) })],
  ['annotation/not-read', 'the other controller with nginx in its name', props({ annotations: { 'nginx.org/rewrites': 'x' } })],
  ['annotation/not-read', 'a prefix of the past', props({ annotations: { 'ingress.kubernetes.io/rewrite-target': '/' } })],
  [
    'annotation/not-read',
    'nobody is named who reads it',
    (chart) =>
      new PathIngress(chart, 'shop', { annotations: { 'nginx.ingress.kubernetes.io/proxy-body-sice': '8m' } }).addRoute('/x', to('web')),
  ],
];
