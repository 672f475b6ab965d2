import type { FeatureName } from '../src/model/features';
import { type Case, type Probe, probeText } from './cases';

/** A request of a case that a target treats otherwise than is meant, because of something that no route can say. */
interface Difference {
  /** A target, or the beginning of several. */
  readonly target: string;
  readonly case: string;
  /** As titles of tests name it. */
  readonly request: string;
  readonly answer: string;
  readonly because: string;
  /** What the target has only approximately, of which synth reports. */
  readonly feature?: FeatureName;
}

/** A case that synth refuses because of a value, which the answers of a target do not see. */
interface Refused {
  readonly target: string;
  readonly case: string;
  readonly code: string;
  readonly because: string;
}

const REFUSED: readonly Refused[] = [
  {
    target: 'traefik/ingress',
    case: 'redirect-to-another-host-keeps-the-path',
    code: 'traefik/ingress-without-service',
    because: 'a construct has redirects alone, and an Ingress must name a Service',
  },
  {
    target: 'gateway-api/istio',
    case: 'replace-prefix-of-the-root-puts-a-path-before',
    code: 'gateway-api/root-not-replaced',
    because: 'a text in the place of "/" is put before a path without a slash',
  },
  {
    target: 'gateway-api/istio',
    case: 'regular-expression-is-anchored-at-the-start',
    code: 'gateway-api/pattern-hidden',
    because: 'a route for "/" takes all requests of a host',
  },
  ...[
    'backend-speaks-grpc',
    'backend-speaks-grpcs',
    'backend-speaks-http-2',
    'jwt-for-an-audience',
    'jwt-of-an-issuer',
    'oidc-signs-in-with-a-provider',
  ].map((name) => ({
    target: 'aws-load-balancer',
    case: name,
    code: 'aws-load-balancer/needs-https',
    because: 'a load balancer has this on HTTPS listeners alone, and the case has no certificate',
  })),
];

const PORT = 'a Gateway listens on the ports of its listeners alone';
const LABELS = 'the wildcard of a Gateway API hostname stands for any number of labels';
const NORMAL = 'the proxy sends the path that it compared, in normal form';
const SLASH_SENT_BACK =
  'Envoy Gateway sends a client with an escaped slash to the path with a slash, unless a ClientTrafficPolicy says otherwise';
const NOT_KNOWN = 'what becomes of such paths is not known of this implementation, or left open';

const SHOP = 'http://shop.example.com';

const difference = (target: string, name: string, request: string, answer: string, because: string): Difference => ({
  target,
  case: name,
  request,
  answer,
  because,
});

const RECORDED = ['envoy-gateway', 'istio', 'traefik', 'contour'].map((name) => `gateway-api/${name}`);
const OTHERS = ['specification', 'nginx-gateway-fabric', 'cilium', 'kgateway'].map((name) => `gateway-api/${name}`);

/** Cases with requests whose paths are in no normal form. */
const ODD_PATHS: { readonly [name: string]: readonly string[] } = {
  'dot-segments-do-not-lead-around-a-route': [`${SHOP}/public/../private/x`, `${SHOP}/public/./x`],
  'encoded-characters-arrive-as-they-were-sent': ['/files/a%20b.txt', '/files/caf%C3%A9', '/files/a%2Fb', '/%66iles/x'].map(
    (path) => SHOP + path,
  ),
  'redirect-to-another-host-keeps-the-path': ['http://old.example.com/a%20b'],
  'repeated-slashes-count-once': [`${SHOP}//api//users`],
  'strip-prefix-and-encoded-characters': ['a%20b.txt', 'caf%C3%A9', '100%25', 'what%3F?x=1', 'a%2Fb', '/a'].map(
    (path) => `${SHOP}/files/${path}`,
  ),
};

const APPROXIMATE_OF_AWS: readonly (readonly [name: string, feature: FeatureName, request: string, answer: string])[] = [
  ['header-match-precedes-the-route-without-one', 'headerMatch', `${SHOP}/api/x X-Beta: ON`, 'beta:80 gets /api/x'],
  ['https-redirect-always', 'httpsRedirect', `${SHOP}/a`, '301 to https://shop.example.com/a'],
  ['https-redirect-for-hosts-with-a-certificate', 'httpsRedirect', `${SHOP}/a/b?c=d`, '301 to https://shop.example.com/a/b?c=d'],
  ['https-redirect-for-hosts-with-a-certificate', 'httpsRedirect', `${SHOP}/a/`, '301 to https://shop.example.com/a/'],
  ['query-match-compares-a-parameter', 'queryMatch', `${SHOP}/search?ENGINE=new`, 'next:80 gets /search?ENGINE=new'],
  ['wildcard-host-takes-one-label', 'wildcardHost', 'http://mitte.berlin.shops.example.com/a', 'web:80 gets /a'],
];

const DIFFERENCES: readonly Difference[] = [
  difference('gateway-api/', 'host-is-compared-without-case-and-port', `${SHOP}:9000/a`, '0', PORT),
  difference('gateway-api/', 'wildcard-host-takes-one-label', 'http://mitte.berlin.shops.example.com/a', 'web:80 gets /a', LABELS),
  difference(
    'gateway-api/envoy-gateway',
    'tls-passthrough-sends-all-tls-of-a-host-to-one-service',
    'https://shop.example.com/v1/x',
    '0',
    'a Gateway speaks TLS only with hosts that have a certificate',
  ),
  ...OTHERS.flatMap((target) =>
    Object.entries(ODD_PATHS).flatMap(([name, all]) => all.map((request) => difference(target, name, request, 'undecided', NOT_KNOWN))),
  ),
  ...RECORDED.flatMap((target) => [
    difference(target, 'dot-segments-do-not-lead-around-a-route', `${SHOP}/public/../private/x`, 'private:80 gets /private/x', NORMAL),
    difference(target, 'dot-segments-do-not-lead-around-a-route', `${SHOP}/public/./x`, 'public:80 gets /public/x', NORMAL),
    difference(target, 'encoded-characters-arrive-as-they-were-sent', `${SHOP}/%66iles/x`, 'web:80 gets /files/x', NORMAL),
  ]),
  ...['envoy-gateway', 'traefik', 'contour'].flatMap((name) => [
    difference(`gateway-api/${name}`, 'repeated-slashes-count-once', `${SHOP}//api//users`, 'api:80 gets /api/users', NORMAL),
    difference(`gateway-api/${name}`, 'strip-prefix-and-encoded-characters', `${SHOP}/files//a`, 'files:80 gets /a', NORMAL),
  ]),
  difference(
    'gateway-api/istio',
    'repeated-slashes-count-once',
    `${SHOP}//api//users`,
    'web:80 gets //api//users',
    'Istio keeps slashes as they are',
  ),
  difference(
    'gateway-api/envoy-gateway',
    'encoded-characters-arrive-as-they-were-sent',
    `${SHOP}/files/a%2Fb`,
    `307 to ${SHOP}/files/a/b`,
    SLASH_SENT_BACK,
  ),
  difference(
    'gateway-api/envoy-gateway',
    'strip-prefix-and-encoded-characters',
    `${SHOP}/files/a%2Fb`,
    `307 to ${SHOP}/files/a/b`,
    SLASH_SENT_BACK,
  ),
  ...APPROXIMATE_OF_AWS.map(([name, feature, request, answer]) => ({
    ...difference('aws-load-balancer', name, request, answer, 'the feature is met only approximately'),
    feature,
  })),
];

/** Features that become regular expressions. */
const PATTERNS: readonly FeatureName[] = ['regexPath', 'regexRewrite', 'headerPatternMatch', 'canaryByHeaderPattern', 'canaryByCookie'];

/**
 * Requests about which the documentation of a controller says nothing, so that its reader decides nothing. AWS describes neither the normal
 * form in which rules are evaluated nor the language of its regular expressions. Nothing listens on other ports, unless something in front of
 * the load balancer does.
 */
const LEFT_OPEN: { readonly [controller: string]: (probe: Probe, asked: readonly FeatureName[]) => boolean } = {
  'aws-load-balancer': ({ url }, asked) => {
    const [path = ''] = url.replace(/^https?:\/\/[^/]+/, '').split('?');
    return /^https?:\/\/[^/]+:\d/.test(url) || /%|\/\/|\/\.{1,2}(?:\/|$)/.test(path) || asked.some((feature) => PATTERNS.includes(feature));
  },
};

/** How many requests of the cases that are, so that no answer is lost unseen. */
export const LEFT_OPEN_REQUESTS: { readonly [controller: string]: number } = { 'aws-load-balancer': 31 };

export const mayLeaveOpen = (controller: string, probe: Probe, asked: readonly FeatureName[]): boolean =>
  LEFT_OPEN[controller]?.(probe, asked) === true;

const used = new Set<object>();

const isFor = (target: string, controller: string): boolean =>
  target.endsWith('/') ? controller.startsWith(target) : controller === target;

export function differenceOf(controller: string, { name }: Case, probe: Probe): Difference | undefined {
  const found = DIFFERENCES.find((one) => isFor(one.target, controller) && one.case === name && one.request === probeText(probe));
  if (found !== undefined) used.add(found);
  return found;
}

export function refusalOf(controller: string, { name }: Case): Refused | undefined {
  const found = REFUSED.find((one) => isFor(one.target, controller) && one.case === name);
  if (found !== undefined) used.add(found);
  return found;
}

/** Those that no case asked for. */
export const unusedExceptions = (): readonly object[] => [...DIFFERENCES, ...REFUSED].filter((one) => !used.has(one));
