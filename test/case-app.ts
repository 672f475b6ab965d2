import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { type Finding, RequestMatch, Rewrite, RouteTarget, Tls } from '../src';
import { ControllerKind } from '../src/api/controller/controller-kind';
import { type IIngressController, IngressController } from '../src/api/controller/ingress-controller';
import { PathIngress } from '../src/api/routes/path-ingress';
import type { RouteOptions } from '../src/api/routes/route-options';
import type { DialectName } from '../src/dialects/dialect';
import type { KubeObject } from '../src/kinds/kube-object';
import type { Case, CaseIngress, CaseMatch, CaseRoute, CaseService } from './cases';

/** Whom routes are given to, so that they are rendered for a dialect; nobody, where no controller is named. */
const CONTROLLERS: { readonly [D in DialectName]: IIngressController | undefined } = {
  portable: undefined,
  'ingress-nginx': IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} }),
};

/** An app with the routes and Services of a case. */
export class CaseApp {
  public readonly services: readonly KubeObject[];
  public readonly ingresses: readonly PathIngress[];
  private readonly chart: Chart;

  public constructor(one: Case, dialect: DialectName, namespace = 'default') {
    const { name, services } = one;
    this.chart = new Chart(new App(), name, { namespace });
    this.services = services.map((service) => serviceObject(service, namespace));
    for (const service of this.services) new ApiObject(this.chart, service.metadata.name, service);
    try {
      this.ingresses = one.ingresses.map((ingress, index) => this.add(ingress, index, services, CONTROLLERS[dialect]));
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
    const { routes = [], defaultBackend, tls, ...props } = given;
    const ingress = new PathIngress(this.chart, `ingress-${index}`, {
      ...props,
      ...(controller === undefined ? {} : { controller }),
      ...(tls === undefined ? {} : { tls: Tls.secret(tls) }),
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
  const { path, to, redirect, fixedResponse, tlsPassthrough, rewrite, canary, matches, ...options } = route;
  ingress.addRoute(path, routeTarget(route, services), {
    ...options,
    ...(matches === undefined ? {} : { matches: matches.map(matchOf) }),
    ...(rewrite === undefined ? {} : { rewrite: rewriteOf(rewrite) }),
    ...(canary === undefined ? {} : { canary: canaryOf(canary, services) }),
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

type Canary = NonNullable<RouteOptions['canary']>;

const canaryOf = ({ to, matches, ...options }: NonNullable<CaseRoute['canary']>, services: readonly CaseService[]): Canary => ({
  target: serviceTarget(to, services),
  ...(matches === undefined ? {} : { matches: matches.map(matchOf) }),
  ...options,
});

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
