import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, EnvValue, k8s, Probe } from 'cdk8s-plus-27';
import * as library from '../../src';
import { hostileNumber, hostileText, hostileValue } from './hostile';
import type { Random } from './random';
import type { Callable, Member, Type } from './surface';

/** Texts that a member of such a name takes, as far as one can say so of a name. */
const FITTING: readonly (readonly [name: RegExp, texts: readonly string[]])[] = [
  [/^(?:id|name|serviceName|secretName|.*(?:Secret|Class|className|Name))$/i, ['web', 'shop', 'web-1', 'x0']],
  [/host(?:name)?s?$|domain|aliases/i, ['shop.example.com', '*.example.com', 'a.example.org']],
  [/url|uri|signin|issuer|endpoint/i, ['https://auth.example.com/check', 'http://auth.default.svc.cluster.local/check']],
  [/path|root|rewrite|target|location/i, ['/cart', '/', '/a/b']],
  [/range|cidr|address|ips?$/i, ['10.0.0.0/8', '192.168.1.1', '2001:db8::/32']],
  [/namespace/i, ['default', 'shop']],
  [/pattern|regex/i, ['^/a(/|$)(.*)', '[a-z]+']],
  [/timeout|interval|time|delay|period|age$/i, ['10s', '30', '1m']],
  [/size|memory|buffer/i, ['8k', '1m', '4 8k']],
  [/header/i, ['X-Team', 'X-Request-Id']],
  [/weight|count|max|min|limit|rps|rpm|port|code|status|factor|number/i, ['1', '10', '301', '8080']],
  [/arn/i, ['arn:aws:acm:eu-west-1:123456789012:certificate/abc']],
  [/protocol/i, ['HTTP', 'HTTPS', 'h2']],
  [/.*/, ['true', 'web', '10', 'on', 'off', 'a', 'X-Team', '10s', '8k']],
];

const fittingText = (name: string, random: Random): string => random.of(FITTING.find(([pattern]) => pattern.test(name))![1]);

type Makers = { readonly [name: string]: (random: Random) => unknown };

/** Objects of other packages, and those whose classes have no factory. */
const MADE: Makers = {
  Duration: (random) => random.of([Duration.seconds(5), Duration.minutes(1), Duration.millis(1500), Duration.hours(2)]),
  Size: (random) => random.of([Size.mebibytes(5), Size.kibibytes(64), Size.gibibytes(1)]),
  Cpu: (random) => random.of([Cpu.millis(100), Cpu.units(1)]),
  Quantity: (random) => k8s.Quantity.fromString(random.of(['100m', '1', '128Mi', '0.5'])),
  Probe: () => Probe.fromHttpGet('/'),
  EnvValue: () => EnvValue.fromValue('x'),
  App: () => new App(),
  Chart: () => new Chart(new App(), 'other'),
  IConstruct: () => new k8s.KubeService(new Chart(new App(), 'other'), 'service', { spec: { ports: [{ port: 80 }] } }),
  IIngressController: (random) => controller(random),
  IRouteTarget: () => library.RouteTarget.external('web', 80),
  RoutingTable: () => library.RoutingTable.fromYaml(SAMPLE),
};

const controller = (random: Random) =>
  random.chance(0.5)
    ? library.IngressController.fromIngressClassName('edge', {
        kind: random.of([
          library.ControllerKind.ingressNginx(),
          library.ControllerKind.haproxy(),
          library.ControllerKind.awsLoadBalancer({ clusterName: 'demo' }),
          library.ControllerKind.traefik({ provider: library.traefik.Provider.INGRESS }),
        ]),
        settings: {},
      })
    : library.IngressController.fromGateway('edge', {
        namespace: 'gateways',
        sectionName: 'https',
        implementation: random.of(Object.values(library.gatewayApi.GatewayImplementation)),
      } as never);

export const SAMPLE = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`;

/** Makes values for types. Each is as its type says, but for one place that `hostility` leaves to chance. */
export class Values {
  public constructor(
    private readonly random: Random,
    private readonly surface: readonly Callable[],
    /** The share of values that are hostile. */
    private readonly hostility: number,
  ) {}

  public arguments({ parameters, rest }: Callable): unknown[] {
    return parameters.flatMap((parameter, index) => {
      if (parameter.optional && this.random.chance(0.2)) return [];
      const value = this.of(parameter.type, parameter.name, 0);
      return rest && index === parameters.length - 1 && Array.isArray(value) ? value : [value];
    });
  }

  public of(type: Type, name: string, depth: number): unknown {
    const { random } = this;
    if (random.chance(this.hostility)) return hostileValue(random);
    switch (type.kind) {
      case 'text':
        return random.chance(this.hostility) ? hostileText(random) : fittingText(name, random);
      case 'number':
        return random.chance(this.hostility) ? hostileNumber(random) : random.of([1, 2, 10, 80, 100, 308, 503, 8080, 30_080]);
      case 'flag':
        return random.chance(0.5);
      case 'enum':
        return random.of(type.values);
      case 'any':
        return random.of(['web', 1, { a: 'b' }]);
      case 'list':
        return Array.from({ length: random.of([1, 1, 2, 3]) }, () => this.of(type.of(), name, depth + 1));
      case 'map':
        return this.mapOf(type.of(), name, depth);
      case 'struct':
        return this.structOf(type.members(), depth);
      case 'instance':
        return this.instanceOf(type.name, depth);
    }
  }

  private mapOf(values: Type, name: string, depth: number): object {
    const map: { [key: string]: unknown } = {};
    for (let count = this.random.of([1, 1, 2]); count > 0; count--) {
      const key = this.random.chance(this.hostility)
        ? hostileText(this.random)
        : this.random.of(['team', 'app.kubernetes.io/part-of', 'X-Team', '8080']);
      Object.defineProperty(map, key, { value: this.of(values, name, depth + 1), enumerable: true, configurable: true, writable: true });
    }
    return map;
  }

  /** The required members, and few of the others: most combinations are refused. */
  private structOf(members: readonly Member[], depth: number): object {
    const { random } = this;
    const optional = members.filter((member) => member.optional);
    const wanted = new Set(
      Array.from({ length: depth === 0 ? random.of([0, 1, 1, 2, 3]) : random.of([0, 1, 2]) }, () => random.of(optional)?.name),
    );
    const struct: { [name: string]: unknown } = {};
    for (const member of members) {
      if (member.optional ? !wanted.has(member.name) : random.chance(this.hostility / 2)) continue;
      struct[member.name] = depth > 5 ? undefined : this.of(member.type, member.name, depth + 1);
    }
    if (random.chance(this.hostility / 2)) struct[hostileText(random)] = hostileValue(random);
    return struct;
  }

  private instanceOf(name: string, depth: number): unknown {
    const maker = MADE[name];
    if (maker !== undefined) return maker(this.random);
    const factories = this.surface.filter(({ owner, how }) => how === 'static' && owner.split('.').at(-1) === name);
    if (factories.length === 0 || depth > 6) return undefined;
    const factory = this.random.of(factories);
    return callStatic(factory, this.arguments(factory));
  }
}

/** The class of a callable. */
export const classOf = (owner: string): { readonly [member: string]: (...args: unknown[]) => unknown } =>
  owner.split('.').reduce<unknown>((inside, name) => (inside as { readonly [name: string]: unknown })[name], library) as never;

export const callStatic = ({ owner, name }: Callable, args: readonly unknown[]): unknown => classOf(owner)[name]!(...args);
