import type { ClusterView } from '../../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE, list, record, text } from '../../../../kinds/ingress-view';
import type { KubeObject } from '../../../../kinds/kube-object';
import type { Origin, Outcome } from '../../../../table/routing-table';
import type { StaticOptions } from '../options';
import type { Connections } from '../passed-through';
import type { Router } from '../routers';
import { type Reference, references } from './references';

type Values = { readonly [field: string]: unknown };

/** What an IngressRouteTCP does to connections, or why one of its routes does nothing. */
export interface TcpRoutes {
  readonly connections: readonly Connections[];
  /** Stand for routes that take connections without TLS, before any request is read. */
  readonly routers: readonly Router[];
  readonly refused: readonly { readonly origin: Origin; readonly because: string }[];
}

/**
 * The routes of an IngressRouteTCP. Those that pass TLS on are followed; of others only who may be concerned is known.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes_tcp.go (`loadIngressRouteTCPConfiguration`, `loadTCPServers`),
 * pkg/server/router/tcp/manager.go (`addTCPHandlers`).
 */
export function tcpRoutesOf(
  object: KubeObject,
  cluster: ClusterView,
  options: StaticOptions,
  sees: (namespace: string) => boolean,
): TcpRoutes {
  const spec = record(object.spec);
  const { namespace = DEFAULT_NAMESPACE, name } = object.metadata;
  const found: { connections: Connections[]; routers: Router[]; refused: { origin: Origin; because: string }[] } = {
    connections: [],
    routers: [],
    refused: [],
  };
  const entryPoints = list(spec.entryPoints).map(text);
  const given = entryPoints.length === 0 ? {} : { entryPoints };
  for (const [index, entry] of list(spec.routes).entries()) {
    const route = record(entry);
    const origin: Origin = { kind: object.kind, namespace, name, field: `spec.routes[${index}]` };
    const hosts = sniHosts(text(route.match));
    if (spec.tls === undefined || spec.tls === null) {
      if (hosts !== undefined && hosts[0] !== '*') found.refused.push({ origin, because: 'its rule asks for a name, and it has no TLS' });
      else found.routers.push({ ...ALL_CONNECTIONS, ...given, origin });
      continue;
    }
    const outcome = outcomeOf(route, record(spec.tls));
    if ('invalid' in outcome) found.refused.push({ origin, because: outcome.invalid });
    else found.connections.push({ hosts, outcome, origin, priority: priorityOf(route), ...given });
  }
  return found;

  function outcomeOf(route: Values, { passthrough }: Values): Outcome | { readonly invalid: string } {
    const services = list(route.services).map(record);
    const served = services.map((service) => ({ weight: weightOf(service), to: serviceOf(service) }));
    const [wrong] = served.flatMap(({ to }) => ('invalid' in to ? [to] : []));
    const usable = served.flatMap(({ weight, to }) => ('invalid' in to ? [] : [{ weight, outcome: to }]));
    const [first, ...others] = usable;
    if (first === undefined) return wrong ?? { invalid: 'it has no service' };
    if (passthrough !== true) return { kind: 'undecided', because: 'its TLS is ended, and what is in it goes to a Service unread' };
    if (list(route.middlewares).length > 0) return { kind: 'undecided', because: 'a MiddlewareTCP decides whose connections pass' };
    if (others.length === 0) return first.outcome;
    const total = usable.reduce((sum, { weight }) => sum + weight, 0);
    return {
      kind: 'weighted',
      alternatives: usable.filter(({ weight }) => weight > 0).map(({ weight, outcome }) => ({ share: weight / total, outcome })),
    };
  }

  function serviceOf(service: Values): Outcome | { readonly invalid: string } {
    const reference = references(options).resolve({ name: text(service.name), namespace: text(service.namespace) }, namespace);
    return 'invalid' in reference ? reference : connected(reference, service);
  }

  function connected({ namespace: home, name: service }: Reference, { port, nativeLB }: Values): Outcome | { readonly invalid: string } {
    const key = `${home}/${service}`;
    if (!sees(home)) return { invalid: `Service ${key} is of a namespace that Traefik does not watch` };
    const isOn = (option: string): boolean => options.isOn(`providers.kubernetescrd.${option}`, false);
    const view = cluster.services.get(key);
    const forward = (to: number | string, assumed: boolean): Outcome => ({
      kind: 'forward',
      backend: { kind: 'service', namespace: home, service, port: to, ...(assumed ? { assumed: true } : {}) },
    });
    const wanted = typeof port === 'number' || typeof port === 'string' ? port : undefined;
    if (view === undefined) {
      if (cluster.complete) return { invalid: `there is no Service ${key}` };
      return wanted === undefined ? { invalid: `the port of Service ${key} is not given` } : forward(wanted, true);
    }
    if (view.externalName !== undefined && !isOn('allowexternalnameservices')) return { invalid: `Service ${key} has an external name` };
    const at = view.ports.find((one) => one.port === wanted || (one.name !== '' && one.name === wanted));
    if (at === undefined) return { invalid: `Service ${key} has no port "${wanted}"` };
    const nativeLb = typeof nativeLB === 'boolean' ? nativeLB : isOn('nativelbbydefault');
    if (view.externalName !== undefined || nativeLb || (view.ready ?? !cluster.complete)) return forward(at.port, false);
    return isOn('allowemptyservices')
      ? { kind: 'noAnswer', because: `Service ${key} has no endpoint` }
      : { invalid: `Service ${key} has no endpoint` };
  }
}

/** What is sent without TLS is no request any more. */
const ALL_CONNECTIONS: Omit<Router, 'origin'> = {
  path: { kind: 'always' },
  priority: Number.POSITIVE_INFINITY,
  tls: false,
  steps: [],
  outcome: { kind: 'undecided', because: 'an IngressRouteTCP takes connections without TLS' },
};

const weightOf = ({ weight }: Values): number => (typeof weight === 'number' ? weight : 1);

/** Without one the length of the rule. */
const priorityOf = ({ priority, match }: Values): number =>
  typeof priority === 'number' && priority !== 0 ? priority : text(match).length;

/** The names of a rule that asks for nothing but names; undefined for any other rule. */
function sniHosts(match: string): readonly string[] | undefined {
  const names = match.split('||').map((one) => /^[\s(]*HostSNI\(\s*(?:`([^`]*)`|"([^"\\]*)")\s*\)[\s)]*$/i.exec(one));
  return names.some((one) => one === null) ? undefined : names.map((one) => (one?.[1] ?? one?.[2] ?? '').toLowerCase().replace(/\.$/, ''));
}
