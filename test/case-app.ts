import { ApiObject, App, Chart, Duration, Size, Testing } from 'cdk8s';
import { type Finding, gatewayApi, RequestMatch, Rewrite, RouteTarget, Tls, traefik } from '../src';
import { ControllerKind } from '../src/api/controller/controller-kind';
import { type IIngressController, IngressController } from '../src/api/controller/ingress-controller';
import { PathIngress } from '../src/api/routes/path-ingress';
import type { RouteOptions } from '../src/api/routes/route-options';
import type { DialectName } from '../src/dialects/dialect';
import type { KubeObject } from '../src/kinds/kube-object';
import type { Case, CaseIngress, CaseMatch, CaseRoute, CaseService } from './cases';

/** The settings of each controller. */
export const SETTINGS = {
  portable: { 'global-allowed-response-headers': 'X-Team' },
  'ingress-nginx': { 'global-allowed-response-headers': 'X-Team' },
  'gateway-api': {},
  haproxy: { 'global-allowed-response-headers': 'X-Team' },
  'aws-load-balancer': {},
  // What the chart sets, and what lets routes name Services of other namespaces.
  traefik: {
    'entrypoints.web.address': ':8000/tcp',
    'entrypoints.websecure.address': ':8443/tcp',
    'entrypoints.websecure.http.tls': 'true',
    'providers.kubernetescrd.allowemptyservices': 'true',
    'providers.kubernetesingress.allowemptyservices': 'true',
    'providers.kubernetescrd.allowcrossnamespace': 'true',
  },
} as const satisfies { readonly [D in DialectName]: { readonly [name: string]: string } };

/** What the kind of each controller is given, besides its variant. */
export const OWN: { readonly [D in DialectName]?: object } = { traefik: { allowCrossNamespace: true } };

/** Whom routes are given to, so that they are rendered for a dialect; nobody, where no controller is named. */
const CONTROLLERS: { readonly [D in DialectName]: (chart: Chart, variant: string | undefined) => IIngressController | undefined } = {
  portable: () => undefined,
  'ingress-nginx': () =>
    IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: SETTINGS['ingress-nginx'] }),
  haproxy: () => IngressController.fromIngressClassName('haproxy', { kind: ControllerKind.haproxy(), settings: SETTINGS.haproxy }),
  'aws-load-balancer': () =>
    IngressController.fromIngressClassName('alb', { kind: ControllerKind.awsLoadBalancer(), settings: SETTINGS['aws-load-balancer'] }),
  traefik: (_, variant = traefik.Provider.CRD) =>
    IngressController.fromIngressClassName('traefik', {
      kind: ControllerKind.traefik({ ...OWN.traefik, provider: variant as traefik.Provider }),
      settings: SETTINGS.traefik,
    }),
  // Its Gateway is part of the app, because its listeners follow from the routes.
  'gateway-api': (chart, variant = gatewayApi.GatewayImplementation.SPECIFICATION) =>
    new IngressController(chart, 'edge', {
      kind: ControllerKind.gatewayApi({
        implementation: variant as gatewayApi.GatewayImplementation,
        gatewayName: 'edge',
        gatewayClassName: variant,
      }),
    }),
};

/** An app with the routes and Services of a case. */
export class CaseApp {
  public readonly services: readonly KubeObject[];
  public readonly ingresses: readonly PathIngress[];
  private readonly chart: Chart;

  public constructor(one: Case, dialect: DialectName, namespace = 'default', variant?: string) {
    const { name, services } = one;
    this.chart = new Chart(new App(), name, { namespace });
    this.services = services.map((service) => serviceObject(service, namespace));
    for (const service of this.services) new ApiObject(this.chart, service.metadata.name, service);
    try {
      const controller = CONTROLLERS[dialect](this.chart, variant);
      this.ingresses = one.ingresses.map((ingress, index) => this.add(ingress, index, services, controller));
    } catch (error) {
      throw new Error(`test/cases/${name}.yaml: ${(error as Error).message}`, { cause: error });
    }
  }

  /** What the routes ask for and the dialect cannot do; while there is any of it, synth throws. */
  public get notSupported(): readonly Finding[] {
    return this.ingresses.flatMap(({ findings }) => findings).filter(({ code }) => code === 'feature/not-supported');
  }

  /** All manifests. */
  public synth(): readonly KubeObject[] {
    return Testing.synth(this.chart) as KubeObject[];
  }

  private add(
    given: CaseIngress,
    index: number,
    services: readonly CaseService[],
    controller: IIngressController | undefined,
  ): PathIngress {
    const { routes = [], defaultBackend, tls, ...rest } = given;
    const props = withObjects(rest, services);
    const ingress = new PathIngress(this.chart, `ingress-${index}`, {
      ...props,
      ...(controller === undefined ? {} : { controller }),
      ...(tls === undefined ? {} : { tls: tls === 'controller default' ? Tls.controllerDefault() : Tls.secret(tls) }),
    });
    for (const route of routes) addRoute(ingress, route, services);
    if (defaultBackend !== undefined) ingress.addDefaultBackend(serviceTarget(defaultBackend, services));
    return ingress;
  }
}

function serviceObject({ name, ports, namespace: own }: CaseService, namespace: string): KubeObject {
  const spec = { ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number })) };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: own ?? namespace }, spec };
}

function addRoute(ingress: PathIngress, route: CaseRoute, services: readonly CaseService[]): void {
  const { path, to, redirect, fixedResponse, tlsPassthrough, rewrite, ...options } = route;
  ingress.addRoute(path, routeTarget(route, services), {
    ...(withObjects(options, services) as unknown as RouteOptions),
    ...(rewrite === undefined ? {} : { rewrite: rewriteOf(rewrite) }),
  });
}

function routeTarget({ path, to, redirect, fixedResponse, tlsPassthrough }: CaseRoute, services: readonly CaseService[]): RouteTarget {
  const targets = [to, redirect, fixedResponse, tlsPassthrough].filter((one) => one !== undefined);
  if (targets.length > 1) throw new Error(`route "${path}" has two targets`);
  if (redirect !== undefined) return RouteTarget.redirect(redirect);
  if (fixedResponse !== undefined) return RouteTarget.fixedResponse(fixedResponse);
  if (tlsPassthrough !== undefined) return RouteTarget.tlsPassthrough(serviceTarget(tlsPassthrough, services));
  if (to === undefined) throw new Error(`route "${path}" has no target`);
  if (typeof to === 'string') return serviceTarget(to, services);
  return RouteTarget.weighted(...Object.entries(to).map(([name, weight]) => ({ target: serviceTarget(name, services), weight })));
}

/** `web`, `web:8080`, `web:admin`, or with a namespace `other/web`. */
function serviceTarget(written: string, services: readonly CaseService[]): RouteTarget {
  const [whole = '', port] = written.split(':');
  const [name = '', namespace] = whole.split('/').reverse();
  const options = namespace === undefined ? {} : { namespace };
  const [first] = Object.values(services.find((service) => service.name === name)?.ports ?? {});
  if (first === undefined) throw new Error(`there is no Service "${name}"`);
  if (port === undefined) return RouteTarget.named(name, first, options);
  return /^\d+$/.test(port) ? RouteTarget.named(name, Number(port), options) : RouteTarget.namedPort(name, port, options);
}

/** Options with the objects that YAML has no words for: `to` is a target, `matches` are conditions, `{ seconds: 2 }` a duration, `{ mebibytes: 8 }` a size. */
function withObjects<T extends object>(options: T, services: readonly CaseService[]): T {
  const entries = Object.entries(options).map(([name, value]): [string, unknown] => {
    if (name === 'to') return ['target', serviceTarget(value, services)];
    if (name === 'matches') return [name, (value as readonly CaseMatch[]).map(matchOf)];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name, value];
    if (typeof value.seconds === 'number') return [name, Duration.seconds(value.seconds)];
    if (typeof value.mebibytes === 'number') return [name, Size.mebibytes(value.mebibytes)];
    return [name, withObjects(value, services)];
  });
  return Object.fromEntries(entries) as T;
}

function matchOf(match: CaseMatch): RequestMatch {
  const [[factory, values] = ['', []], ...others] = Object.entries(match);
  const make = (RequestMatch as unknown as { readonly [factory: string]: ((...values: readonly string[]) => RequestMatch) | undefined })[
    factory
  ];
  if (make === undefined || others.length > 0) throw new Error(`${JSON.stringify(match)} is no condition`);
  return make(...values);
}

function rewriteOf(rewrite: NonNullable<CaseRoute['rewrite']>): Rewrite {
  if (rewrite === 'stripPrefix') return Rewrite.stripPrefix();
  const [[kind, value] = ['', ''], ...others] = Object.entries(rewrite);
  if (others.length === 0 && (kind === 'replacePrefix' || kind === 'replacePath' || kind === 'regex')) return Rewrite[kind](value);
  throw new Error(`${JSON.stringify(rewrite)} is no rewrite`);
}
