import { fail } from '../../findings/fail';
import {
  CHECKED_LATER,
  inWords,
  type Kind,
  OBJECT,
  objectOf,
  oneOf,
  type Place,
  readStruct,
  required,
  type Shape,
  struct,
} from '../../input/struct-shape';
import type { IIngressController } from '../controller/ingress-controller';
import { FindingSeverity } from '../finding';
import type { ClientCertificateOptions, PathIngressProps } from './path-ingress-options';
import { POLICIES } from './policy-shapes';
import { RequestMatch } from './request-match';
import { Rewrite } from './rewrite';
import type { CanaryOptions, RouteOptions } from './route-options';
import { RoutePolicy } from './route-policies';
import { Tls } from './tls';
import type { TlsPolicyOptions } from './tls-policy';

/** Shapes of the props of a PathIngress and the options of its routes. */

const MATCH = objectOf(RequestMatch);

const MATCHES: Kind<RequestMatch[]> & { readonly required?: never } = {
  words: 'a list such as [RequestMatch.header("x-beta", "on"), RequestMatch.method(HttpMethod.GET)]',
  accepts: (value) => Array.isArray(value) && value.every(MATCH.accepts),
};

const CANARY: Shape<CanaryOptions> = {
  target: required(inWords('a Service such as RouteTarget.named("web-next", 80)', CHECKED_LATER)),
  matches: MATCHES,
  header: CHECKED_LATER,
  cookie: CHECKED_LATER,
  weight: CHECKED_LATER,
  weightTotal: CHECKED_LATER,
};

const CLIENT_CERTIFICATES: Shape<ClientCertificateOptions> = {
  secretName: required(inWords('the name of a Secret with "ca.crt"', CHECKED_LATER)),
  secretNamespace: CHECKED_LATER,
  verify: CHECKED_LATER,
  verifyDepth: CHECKED_LATER,
  errorPage: CHECKED_LATER,
  passToBackend: CHECKED_LATER,
};

const TLS_POLICY: Shape<TlsPolicyOptions> = { minVersion: CHECKED_LATER, maxVersion: CHECKED_LATER, ciphers: CHECKED_LATER };

/** Users may implement the interface themselves. A ControllerKind is refused, because it has neither class nor settings. */
export const CONTROLLER: Kind<IIngressController> & { readonly required?: never } = {
  words: 'an IngressController, or IngressController.fromIngressClassName("nginx", { kind: ControllerKind.ingressNginx() })',
  accepts: (value) => {
    if (!OBJECT.accepts(value)) return false;
    const { kind, ingressClassName } = value as IIngressController;
    return typeof ingressClassName === 'string' && OBJECT.accepts(kind) && typeof kind._dialect === 'string';
  },
};

const TLS = inWords('Tls.secret("shop-tls") or Tls.controllerDefault(); addTls() adds further ones', objectOf(Tls));

const PATH_INGRESS: Shape<PathIngressProps> = {
  ...POLICIES,
  controller: CONTROLLER,
  ingressClassName: CHECKED_LATER,
  host: CHECKED_LATER,
  hosts: CHECKED_LATER,
  tls: TLS,
  hostAliases: CHECKED_LATER,
  appRoot: CHECKED_LATER,
  clientCertificates: inWords('an object such as { secretName: "client-ca" }', struct(CLIENT_CERTIFICATES)),
  tlsPolicy: inWords('an object such as { minVersion: TlsVersion.TLS_1_3 }', struct(TLS_POLICY)),
  name: CHECKED_LATER,
  namespace: CHECKED_LATER,
  labels: inWords('a map of strings such as { team: "shop" }', OBJECT),
  annotations: inWords('a map of strings such as { "nginx.ingress.kubernetes.io/proxy-buffering": "off" }', OBJECT),
  failOn: oneOf(FindingSeverity),
};

const POLICY = oneOf(RoutePolicy);

const ROUTE: Shape<RouteOptions> = {
  ...POLICIES,
  pathType: CHECKED_LATER,
  matches: MATCHES,
  rewrite: inWords('Rewrite.stripPrefix(), replacePrefix("/new"), replacePath("/new") or regex("/$1")', objectOf(Rewrite)),
  canary: inWords('an object such as { target: RouteTarget.named("web-next", 80), weight: 10 }', struct(CANARY)),
  without: {
    words: `a list of members of RoutePolicy: ${Object.keys(RoutePolicy).join(', ')}`,
    accepts: (value) => Array.isArray(value) && value.every(POLICY.accepts),
  },
  host: CHECKED_LATER,
};

/** Names that users may try, with the names that exist. */
const advice = (names: readonly string[], write: string): Place => ({
  members: Object.fromEntries(names.map((name) => [name, CHECKED_LATER])),
  write: () => write,
});

const OUTSIDE_PATH_INGRESS: readonly Place[] = [
  advice(['path', 'paths', 'routes', 'rules'], 'addRoute(path, target)'),
  advice(['defaultBackend'], 'defaultBackend(target)'),
  advice(['tlsSecret', 'tlsSecretName'], 'tls: Tls.secret(name)'),
  { members: ROUTE, write: (option) => `addRoute(path, target, { ${option}: ... })` },
];

const OUTSIDE_ROUTE: readonly Place[] = [
  advice(['hosts'], 'host for one host and addRoute() once for each of several, or the hosts of the PathIngress'),
  advice(['tls'], 'addTls() of the PathIngress'),
  advice(['match', 'headers', 'methods', 'query'], 'matches: [RequestMatch.header("x-beta", "on")]'),
  advice(['stripPrefix'], 'rewrite: Rewrite.stripPrefix()'),
  advice(['rewriteTarget'], 'rewrite'),
  advice(['weight'], 'RouteTarget.weighted(...), or canary'),
  { members: PATH_INGRESS, write: (option) => `new PathIngress(scope, id, { ${option}: ... })` },
];

/** A host that is given without a value, such as from a variable that is not set, must not become every host. */
function checkHostGiven(props: PathIngressProps, where: string): void {
  if (typeof props !== 'object' || props === null) return;
  for (const option of ['host', 'hosts'] as const) {
    const values: unknown = Object.hasOwn(props, option) ? props[option] : 'not given';
    if (values === undefined || values === '' || (Array.isArray(values) && values.includes(''))) fail('host/empty', where, { option });
  }
}

export function readPathIngressProps(props: PathIngressProps, where: string): PathIngressProps {
  const read = readStruct(props, PATH_INGRESS, {
    owner: 'PathIngress',
    where,
    places: OUTSIDE_PATH_INGRESS,
    words: 'an object such as { host: "shop.example.com" }',
  });
  checkHostGiven(props, where);
  return read;
}

export const NO_OPTIONS: RouteOptions = {};

export const readRouteOptions = (options: RouteOptions, where: string): RouteOptions =>
  options === NO_OPTIONS
    ? options
    : readStruct(options, ROUTE, {
        owner: 'addRoute',
        where,
        places: OUTSIDE_ROUTE,
        words: 'an object such as { rewrite: Rewrite.stripPrefix() }',
      });

/** A certificate. */
export const readTls = (tls: Tls, where: string): Tls => readStruct({ tls }, { tls: required(TLS) }, { owner: 'addTls', where }).tls;
