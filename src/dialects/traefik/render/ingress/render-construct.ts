import type { KubeObject } from '../../../../kinds/kube-object';
import { HostNames } from '../../../../model/host-names';
import type { ServiceRef } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import type { Rendered } from '../../../dialect';
import { INGRESS, metadataOf, Rules } from '../../../ingress-object';
import type { TlsEntry } from '../../../ingress-tls';
import { IssuedCertificates } from '../../../issued-certificates';
import { ingress } from '../../identity';
import { checkRoutes, servicesOf } from '../check-routes';
import { middlewaresOf } from '../middlewares';
import { namedMiddlewares, observabilityOf } from '../own-settings';
import { commonObjects, routeObjects } from '../place';
import { precedenceKey, priorityOf } from '../priority';
import { certifiedHosts, HTTPS_REDIRECT, hasTwoSides, isRedirected } from '../routers';
import { routingPath } from '../rule';
import { API_VERSION, type NamedObject, TLS_OPTION } from '../slots';
import type { Target } from '../target';
import { tlsOptionSpec } from '../tls-option';
import { checkIngress } from './check';
import { commonUnits, routeUnits, type Unit } from './units';

/** The Ingresses of one construct, and the Middlewares that they name. */
export function renderIngresses(target: Target): Rendered {
  const { to, settings } = target;
  const { routes: set, nameOf } = to;
  const objects = new Map<string, KubeObject>();
  const certified = certifiedHosts(set);
  const certificates = new IssuedCertificates(set, to.annotations);
  const twoSides = hasTwoSides(set);
  const option = tlsOptionSpec(set.hosts);
  const { clientCertificates } = set.hosts;
  const stand = standIn(set);
  /** Names without a provider are those of Middlewares in the namespace of the routes. */
  const qualified = (text: string): string => (text.includes('@') ? text : `${settings.namespace}-${text}@kubernetescrd`);
  const reference = ({ key }: ObjectSlot): string => `${settings.namespace}-${nameOf(key)}@kubernetescrd`;
  const name = (object: NamedObject): string => {
    const { slot, spec } = object;
    const metadata = { ...(to.labels === undefined ? {} : { labels: to.labels }), name: nameOf(slot.key) };
    objects.set(slot.key, { apiVersion: API_VERSION, kind: slot.kind, metadata, spec: spec(nameOf) });
    return reference(slot);
  };
  const write = (
    slot: ObjectSlot,
    unit: Unit,
    said: { readonly [option: string]: string },
    more: { readonly tls?: readonly TlsEntry[] },
  ): void => {
    const annotations = Object.fromEntries(Object.entries(said).map(([key, value]) => [`${ingress.annotationPrefix}router.${key}`, value]));
    const { className } = settings;
    objects.set(slot.key, {
      ...INGRESS,
      metadata: metadataOf(slot, to, { ...certificates.annotations(more.tls ?? []), ...annotations }),
      spec: { ...(className === undefined ? {} : { ingressClassName: className }), rules: rulesOf(unit, unit.service ?? stand), ...more },
    });
  };
  for (const [unit, priority] of withPriorities([...set.routes.flatMap((route) => routeUnits(route, set)), ...commonUnits(set)])) {
    const { route } = unit;
    const redirected = unit.hosts.some((host) => isRedirected(host, route, certified, clientCertificates));
    const observability = Object.entries(observabilityOf(route.native) ?? {}).map(([field, value]) => [
      `observability.${field.toLowerCase()}`,
      String(value),
    ]);
    const common = { priority: String(priority), ...Object.fromEntries(observability) };
    const through = (side: 'http' | 'https'): { readonly [option: string]: string } => {
      const own = middlewaresOf(route, side === 'http' ? undefined : clientCertificates);
      const isSentAway = side === 'http' && redirected;
      const named = isSentAway ? [] : namedMiddlewares(route.native).map(qualified);
      const names = [...named, ...(isSentAway ? [HTTPS_REDIRECT] : own).map(name)];
      return names.length === 0 ? {} : { middlewares: names.join(',') };
    };
    const entrypoints = twoSides ? settings.http : `${settings.http},${settings.https}`;
    write(unit.slot, unit, { entrypoints, ...common, ...through('http') }, {});
    if (!twoSides) continue;
    const tls = set.tls.flatMap(({ secretName, hosts }) => {
      const covers = new HostNames(hosts);
      return secretName !== undefined && unit.hosts.some((host) => covers.cover(host)) ? [{ hosts: [...hosts], secretName }] : [];
    });
    const tlsOptions = option === undefined ? {} : { 'tls.options': reference(TLS_OPTION) };
    write(
      unit.https,
      unit,
      { entrypoints: settings.https, tls: 'true', ...tlsOptions, ...common, ...through('https') },
      tls.length === 0 ? {} : { tls },
    );
  }
  for (const object of [...set.routes.flatMap((route) => routeObjects(route, set)), ...commonObjects(set)])
    if (object.slot.kind === 'Middleware') name(object);
  if (option !== undefined) name({ slot: TLS_OPTION, spec: () => option });
  return { objects, findings: [...checkRoutes(target), ...checkIngress(set, stand)] };
}

/** An Ingress must name a Service, also where a Middleware answers. */
const standIn = (set: Target['to']['routes']): ServiceRef | undefined => set.routes.flatMap(servicesOf)[0] ?? set.defaultBackend;

function withPriorities(units: readonly Unit[]): readonly (readonly [unit: Unit, priority: number])[] {
  const counts = new Map<string, number>();
  return units.map((unit) => {
    const precedence = { host: unit.host, conditions: [], ...(unit.path === undefined ? {} : { path: unit.path }) };
    const key = precedenceKey(precedence);
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return [unit, priorityOf({ ...precedence, before: unit.first ? -Number.MAX_SAFE_INTEGER : before })];
  });
}

/** Prefixes are compared character by character, so whole segments are two paths. */
function rulesOf({ hosts, path }: Unit, service: ServiceRef | undefined): readonly unknown[] {
  const rules = new Rules();
  if (service === undefined) return [];
  for (const host of hosts) {
    if (path === undefined || path.kind === 'regexPrefix') rules.add(host, '/', 'Prefix', service);
    else {
      const text = routingPath(path.path);
      if (path.kind === 'exact' || text !== '/') rules.add(host, text, 'Exact', service);
      if (path.kind !== 'exact') rules.add(host, text === '/' ? text : `${text}/`, 'Prefix', service);
    }
  }
  return rules.toSpec();
}
