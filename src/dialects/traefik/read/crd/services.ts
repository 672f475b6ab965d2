import type { ClusterView } from '../../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE, list, record, text } from '../../../../kinds/ingress-view';
import type { KubeObject } from '../../../../kinds/kube-object';
import type { Effect, EffectValue } from '../../../../table/effects';
import type { BackendProtocol, Origin, Outcome, Step } from '../../../../table/routing-table';
import { chain, type Middlewares } from '../middlewares';
import type { StaticOptions } from '../options';
import { mayCrossProviders, type Reference, references } from './references';
import { transportLimits } from './transport';

export type Served =
  | { readonly outcome: Outcome; readonly steps: readonly Step[]; readonly effects: readonly Effect[] }
  | { readonly invalid: string };

type Values = { readonly [field: string]: unknown };

const MOST_NESTING = 20;

/**
 * Services of routes: those of Kubernetes, TraefikServices, and those that Traefik has itself.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes_http.go (`nameAndService`, `buildTraefikService`, `loadServers`).
 */
export class CrdServices {
  private readonly traefikServices: ReadonlyMap<string, KubeObject>;
  private readonly transports: ReadonlyMap<string, KubeObject>;
  private depth = 0;

  public constructor(
    objects: readonly KubeObject[],
    private readonly cluster: ClusterView,
    private readonly options: StaticOptions,
    private readonly middlewares: Middlewares,
    private readonly sees: (namespace: string) => boolean,
  ) {
    const ofKind = (wanted: string): ReadonlyMap<string, KubeObject> =>
      new Map(
        objects
          .filter(({ kind, apiVersion }) => kind === wanted && apiVersion.startsWith('traefik.io/'))
          .map((object) => [`${object.metadata.namespace ?? DEFAULT_NAMESPACE}/${object.metadata.name}`, object]),
      );
    this.traefikServices = ofKind('TraefikService');
    this.transports = ofKind('ServersTransport');
  }

  /** Of a route, or of a weighted TraefikService. */
  public anyOf(services: readonly unknown[], namespace: string, origin: Origin): Served {
    if (services.length === 1) return this.one(record(services[0]), namespace, origin);
    const served = services.map((service) => ({ weight: weightOf(record(service)), ...this.one(record(service), namespace, origin) }));
    const total = served.reduce((sum, { weight }) => sum + weight, 0);
    const effects: Effect[] = [];
    const alternatives: { readonly share: number; readonly outcome: Outcome }[] = [];
    for (const one of served) {
      if ('invalid' in one) return one;
      if (one.steps.length > 0) return { outcome: undecided('a Middleware of one of its services decides'), steps: [], effects: [] };
      if (one.weight > 0) alternatives.push({ share: one.weight / total, outcome: one.outcome });
      effects.push(...one.effects);
    }
    const [first, ...others] = alternatives;
    if (first === undefined) return { outcome: { kind: 'answer', status: 503, because: 'no service has a weight' }, steps: [], effects };
    return { outcome: others.length === 0 ? first.outcome : { kind: 'weighted', alternatives, origin }, steps: [], effects };
  }

  private one(service: Values, namespace: string, origin: Origin): Served {
    const name = text(service.name);
    if (name.includes('@') && !mayCrossProviders(this.options, 'kubernetescrd', namespace))
      return { invalid: `service "${name}" is of another provider, which namespace "${namespace}" may not name` };
    if (name.endsWith('@internal'))
      return {
        outcome: name === 'noop@internal' ? { kind: 'answer', status: 418, because: name } : undecided(`${name} answers`),
        steps: [],
        effects: [],
      };
    if (name.includes('@') && !name.endsWith('@kubernetescrd'))
      return { outcome: undecided(`service "${name}" is of another provider`), steps: [], effects: [] };
    const reference = references(this.options).resolve({ name, namespace: text(service.namespace) }, namespace);
    if ('invalid' in reference) return reference;
    const kind = text(service.kind) || 'Service';
    if (kind === 'TraefikService') return this.traefikService(reference);
    if (kind !== 'Service') return { invalid: `unsupported service kind ${kind}` };
    return this.kubernetesService(service, reference, origin);
  }

  private traefikService({ namespace, name }: Reference): Served {
    const object = this.traefikServices.get(`${namespace}/${name}`);
    if (object === undefined)
      return this.cluster.complete
        ? { invalid: `there is no TraefikService ${namespace}/${name}` }
        : { outcome: undecided(`what TraefikService ${namespace}/${name} does is not known`), steps: [], effects: [] };
    if (this.depth === MOST_NESTING) return { invalid: `TraefikService ${namespace}/${name} leads to itself` };
    this.depth++;
    const served = this.ofTraefikService(record(object.spec), namespace, (field) => ({
      kind: 'TraefikService',
      namespace,
      name,
      field,
    }));
    this.depth--;
    return served;
  }

  private ofTraefikService(spec: Values, namespace: string, originOf: (field: string) => Origin): Served {
    for (const kind of ['weighted', 'highestRandomWeight'] as const)
      if (spec[kind] !== undefined) return this.anyOf(list(record(spec[kind]).services), namespace, originOf(`spec.${kind}`));
    if (spec.mirroring !== undefined) {
      const { mirrors, ...main } = record(spec.mirroring);
      const origin = originOf('spec.mirroring');
      const served = this.one(main, namespace, origin);
      if ('invalid' in served) return served;
      return { ...served, effects: [...served.effects, { effect: 'mirror', value: mirrors as EffectValue, origin }] };
    }
    if (spec.failover !== undefined) {
      const { service, fallback } = record(spec.failover);
      const origin = originOf('spec.failover');
      const served = this.one(record(service), namespace, origin);
      return 'invalid' in served
        ? served
        : { ...served, effects: [...served.effects, { effect: 'standIn', value: fallback as EffectValue, origin }] };
    }
    return { invalid: 'a TraefikService has no type' };
  }

  private kubernetesService(given: Values, { namespace, name }: Reference, origin: Origin): Served {
    const key = `${namespace}/${name}`;
    if (!this.sees(namespace)) return { invalid: `Service ${key} is of a namespace that Traefik does not watch` };
    const service = this.cluster.services.get(key);
    const port = typeof given.port === 'number' || typeof given.port === 'string' ? given.port : undefined;
    const names = references(this.options).middlewareNames(given.middlewares, namespace);
    if ('invalid' in names) return names;
    const through = chain(names, this.middlewares, origin);
    if ('invalid' in through) return through;
    const shared = [...through.effects, ...serviceEffects(given, origin), ...this.limits(given, namespace)];
    const forwarded = (to: number | string, protocol: BackendProtocol | undefined, assumed: boolean): Served => ({
      outcome: {
        kind: 'forward',
        backend: { kind: 'service', namespace, service: name, port: to, ...(assumed ? { assumed: true } : {}) },
        ...(protocol === undefined ? {} : { protocol }),
      },
      steps: through.steps,
      effects: protocol === 'HTTPS' ? [...shared, this.backendTls(given, namespace, origin)] : shared,
    });
    if (service === undefined) {
      if (this.cluster.complete) return { invalid: `there is no Service ${key}` };
      return port === undefined
        ? { invalid: `the port of Service ${key} is not given` }
        : forwarded(port, protocolOf(given, Number(port), ''), true);
    }
    const found = service.ports.find((one) => one.port === port || (one.name !== '' && one.name === port));
    if (found === undefined) return { invalid: `Service ${key} has no port "${port}"` };
    const isOn = (option: string): boolean => this.options.isOn(`providers.kubernetescrd.${option}`, false);
    if (service.externalName !== undefined && !isOn('allowexternalnameservices')) return { invalid: `Service ${key} has an external name` };
    const nativeLb = typeof given.nativeLB === 'boolean' ? given.nativeLB : isOn('nativelbbydefault');
    const hasServers = service.externalName !== undefined || nativeLb || (service.ready ?? !this.cluster.complete);
    if (hasServers) return forwarded(found.port, protocolOf(given, found.port, found.name), false);
    if (!isOn('allowemptyservices')) return { invalid: `Service ${key} has no endpoint` };
    return { outcome: { kind: 'answer', status: 503, because: `Service ${key} has no endpoint` }, steps: through.steps, effects: shared };
  }

  private limits({ serversTransport }: Values, namespace: string): readonly Effect[] {
    const name = text(serversTransport);
    const transport = this.transports.get(`${namespace}/${name}`);
    return transport === undefined ? [] : transportLimits(transport.spec, { kind: 'ServersTransport', namespace, name, field: 'spec' });
  }

  /** Certificates of backends are verified unless a ServersTransport, or the command line for all without one, says otherwise. */
  private backendTls({ serversTransport }: Values, namespace: string, by: Origin): Effect {
    const name = text(serversTransport);
    const transport = this.transports.get(`${namespace}/${name}`);
    if (name === '')
      return { effect: 'backendTls', value: { verified: !this.options.isOn('serverstransport.insecureskipverify', false) }, origin: by };
    if (transport === undefined) return { effect: 'backendTls', value: { unknown: `ServersTransport ${namespace}/${name}` }, origin: by };
    const { insecureSkipVerify, serverName } = record(transport.spec);
    return {
      effect: 'backendTls',
      value: { verified: insecureSkipVerify !== true, ...(text(serverName) === '' ? {} : { name: text(serverName) }) },
      origin: { kind: 'ServersTransport', namespace, name, field: 'spec' },
    };
  }
}

const undecided = (because: string): Outcome => ({ kind: 'undecided', because });

const weightOf = ({ weight }: Values): number => (typeof weight === 'number' ? weight : 1);

function protocolOf({ scheme }: Values, port: number, portName: string): BackendProtocol | undefined {
  const said = text(scheme) || (port === 443 || portName.startsWith('https') ? 'https' : 'http');
  return said === 'https' ? 'HTTPS' : said === 'h2c' ? 'GRPC' : undefined;
}

function serviceEffects({ passHostHeader, sticky, strategy }: Values, origin: Origin): readonly Effect[] {
  const effects: Effect[] = [];
  if (passHostHeader === false) effects.push({ effect: 'upstreamHost', value: 'address of the backend', origin });
  if (sticky !== undefined) effects.push({ effect: 'affinity', value: sticky as EffectValue, origin });
  if (strategy !== undefined) effects.push({ effect: 'loadBalancing', value: { by: text(strategy) }, origin });
  return effects;
}
