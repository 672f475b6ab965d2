import { createHash } from 'node:crypto';
import { App, Chart } from 'cdk8s';
import {
  ControllerKind,
  gatewayApi,
  type IIngressController,
  IngressController,
  type IRouteTarget,
  PathIngress,
  Rewrite,
  RouteTarget,
} from 'cdk8s-ingress';
import { HttpIngressPathType, Ingress, IngressBackend, Service } from 'cdk8s-plus-27';

/** One measured run in a process of its own: `node synth.js <side> <variant> <how many>`. Prints a `SynthRun` as JSON. */

/** Whose construct makes the rules; `gateway`: ours, as HTTPRoutes for a Gateway. */
export type Side = 'ours' | 'kplus' | 'gateway';

/**
 * `oneHost`: Prefix paths; `stripPrefix`: with the path stripped, so each is a regular expression; `manyHosts`: over a hundred hosts;
 * `manyCharts`: as `oneHost`, but in charts of 50 routes with a host each; `twoApis`: as `oneHost`, but only paths are compared.
 */
export type Variant = 'twoApis' | 'oneHost' | 'stripPrefix' | 'manyHosts' | 'manyCharts';

const ROUTES_OF_A_CHART = 50;

export interface SynthRun {
  /** From `new App()` to the YAML text. */
  readonly milliseconds: number;
  /** Of what both sides must have alike. */
  readonly sha256: string;
}

const REWRITE = 'nginx.ingress.kubernetes.io/';

/** Of equal length, so that cdk8s-plus-27, which sorts paths, leaves them in their order. */
const pathOf = (index: number): string => `/team/app${String(index).padStart(6, '0')}`;
const hostOf = (chart: Chart, variant: Variant, index: number): string => {
  if (variant === 'manyHosts') return `shop${index % 100}.example.com`;
  return variant === 'manyCharts' ? `${chart.node.id}.example.com` : 'shop.example.com';
};

const ours = (chart: Chart, service: Service, variant: Variant, count: number): void =>
  addRoutes(IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() }), chart, service, variant, count);

const gateway = (chart: Chart, service: Service, variant: Variant, count: number): void =>
  addRoutes(
    IngressController.fromGateway('edge', { namespace: 'edge', implementation: gatewayApi.GatewayImplementation.ENVOY_GATEWAY }),
    chart,
    service,
    variant,
    count,
  );

function addRoutes(controller: IIngressController, chart: Chart, service: Service, variant: Variant, count: number): void {
  const ingress = new PathIngress(chart, 'ingress', { controller });
  const target: IRouteTarget = RouteTarget.service(service);
  for (let index = 0; index < count; index++) {
    ingress.addRoute(pathOf(index), target, {
      host: hostOf(chart, variant, index),
      ...(variant === 'stripPrefix' && { rewrite: Rewrite.stripPrefix() }),
    });
  }
}

function kplus(chart: Chart, service: Service, variant: Variant, count: number): void {
  const regex = variant === 'stripPrefix';
  const ingress = new Ingress(chart, 'ingress', {
    className: 'nginx',
    ...(regex && { metadata: { annotations: { [`${REWRITE}rewrite-target`]: '/$2', [`${REWRITE}use-regex`]: 'true' } } }),
  });
  const backend = IngressBackend.fromService(service);
  for (let index = 0; index < count; index++) {
    ingress.addRules({
      host: hostOf(chart, variant, index),
      path: regex ? `${pathOf(index)}(/|$)(.*)` : pathOf(index),
      pathType: regex ? HttpIngressPathType.IMPLEMENTATION_SPECIFIC : HttpIngressPathType.PREFIX,
      backend,
    });
  }
}

function addChart(app: App, name: string, side: Side, variant: Variant, count: number): void {
  const chart = new Chart(app, name);
  const service = new Service(chart, 'service', { metadata: { name: 'shop' }, ports: [{ port: 80 }] });
  service.selectLabel('app', 'shop');
  ({ ours, kplus, gateway })[side](chart, service, variant, count);
}

const [side, variant, count] = process.argv.slice(2) as [Side, Variant, string];
const start = performance.now();
const app = new App();
if (variant === 'manyCharts') {
  for (let index = 0; index < Number(count) / ROUTES_OF_A_CHART; index++) addChart(app, `bench${index}`, side, variant, ROUTES_OF_A_CHART);
} else addChart(app, 'bench', side, variant, Number(count));
const text = app.synthYaml();
const milliseconds = performance.now() - start;
// The text; for many hosts, where ours is an Ingress for each, hosts and paths; for two APIs the paths.
const alike =
  variant === 'twoApis'
    ? (text.match(/\/team\/app\d+/g) ?? []).sort().join('\n')
    : variant === 'manyHosts'
      ? (text.match(/^ +(?:- )?(?:host|path): .*/gm) ?? [])
          .map((line) => line.replace(/^ +(?:- )?/, ''))
          .sort()
          .join('\n')
      : text;
const run: SynthRun = { milliseconds, sha256: createHash('sha256').update(alike).digest('hex') };
console.log(JSON.stringify(run));
