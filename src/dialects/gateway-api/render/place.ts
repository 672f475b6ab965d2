import { isPassedThrough, type NeutralRoute, type RoutePolicies, type ServiceRef } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import { secureService, secureServices } from './envoy/backend-tls-policy';
import { asksForCertificates, authorityGrant, clientsSlot, clientsSpec } from './envoy/client-traffic-policy';
import { filterSlot } from './envoy/http-route-filter';
import { authBackendSlot } from './envoy/security-policy';
import { type OwnPolicy, ownPolicies } from './own-policies';
import type { Grouping, Part, Parts } from './parts';
import type { Settings } from './settings';
import { certificateGrant, GATEWAY, serviceGrant, slot } from './slots';
import { tlsRouteSlot } from './tls-route';

/** The objects of a part. */
export interface PartSlots {
  readonly route: ObjectSlot;
  /** The HTTPRoute of the http listener, which sends the same requests to https. */
  readonly redirect?: ObjectSlot;
  readonly own: readonly (OwnPolicy & { readonly slot: ObjectSlot })[];
}

/** Of rules that are equal the first HTTPRoute by name counts, so numbers have leading zeros, and what takes the rest comes last. */
export function partSlots(part: Part, parts: Parts, { implementation }: Settings): PartSlots {
  const { kind, number, policies } = part;
  const suffixes = { routes: `part-${String(number).padStart(4, '0')}`, unmatched: 'unmatched', appRoot: 'app-root' };
  const own = ownPolicies(implementation).flatMap((policy) =>
    kind === 'appRoot' || policy.spec(policies, (slotKey) => slotKey) === undefined
      ? []
      : [{ ...policy, slot: slot(policy.kind, `of part ${number}`, policy.suffix) }],
  );
  return {
    route: slot('HTTPRoute', `part ${number}`, suffixes[kind], { main: kind === 'routes' }),
    ...(parts.redirects(part) === 'onHttp' ? { redirect: slot('HTTPRoute', `redirect ${number}`, 'https-redirect') } : {}),
    own,
  };
}

/** The objects of one route besides its part. */
export function routeSlots(route: NeutralRoute, { implementation, namespace }: Settings): readonly ObjectSlot[] {
  const own = implementation.ownPolicies === undefined ? [] : envoySlots(route);
  const passed = isPassedThrough(route) ? [tlsRouteSlot(route)] : [];
  return [...passed, ...grantSlots([...backendsOf(route), ...mirrorsOf(route.policies)], namespace), ...own];
}

function envoySlots(route: NeutralRoute): readonly ObjectSlot[] {
  const filter = filterSlot(route);
  return [...(filter === undefined ? [] : [filter]), ...secureServices(route).map((one) => one.slot), ...authSlots(route.policies)];
}

const authSlots = ({ externalAuth }: RoutePolicies): readonly ObjectSlot[] =>
  externalAuth === undefined ? [] : [authBackendSlot(externalAuth)];

export const backendsOf = ({ action }: NeutralRoute): readonly ServiceRef[] =>
  action.kind !== 'forward'
    ? []
    : [...action.backends.map(({ service }) => service), ...(action.canary === undefined ? [] : [action.canary.service])];

/** Other Services that policies name are none of an HTTPRoute. */
const mirrorsOf = ({ mirror }: RoutePolicies): readonly ServiceRef[] => (mirror === undefined ? [] : [mirror.service]);

const grantSlots = (services: readonly ServiceRef[], own: string): readonly ObjectSlot[] =>
  services.flatMap(({ namespace }) => (namespace === undefined || namespace === own ? [] : [serviceGrant(namespace, own)]));

/** The Services that the routes of a construct name in other namespaces, by namespace. */
export function foreignServices({ routes, defaultBackend, policies }: Grouping, own: string): ReadonlyMap<string, ReadonlySet<string>> {
  const all = routes.flatMap((route) => [...backendsOf(route), ...mirrorsOf(route.policies)]);
  const last = defaultBackend === undefined ? [] : [defaultBackend, ...mirrorsOf(policies)];
  const found = new Map<string, Set<string>>();
  for (const { name, namespace } of [...all, ...last])
    if (namespace !== undefined && namespace !== own) found.set(namespace, (found.get(namespace) ?? new Set<string>()).add(name));
  return found;
}

/** The objects that the default backend and the certificates of a construct need, besides its parts. */
export function commonSlots({ defaultBackend, policies, tls, hosts }: Grouping, settings: Settings): readonly ObjectSlot[] {
  const { namespace, gateway, ownsGateway, implementation } = settings;
  const last = defaultBackend === undefined ? [] : grantSlots([defaultBackend, ...mirrorsOf(policies)], namespace);
  const own =
    defaultBackend === undefined || implementation.ownPolicies === undefined
      ? []
      : [...authSlots(policies), ...(policies.backendProtocol === 'HTTPS' ? [secureService(defaultBackend, policies).slot] : [])];
  const grant = ownsGateway && tls.length > 0 && gateway.namespace !== namespace ? [certificateGrant(gateway.namespace)] : [];
  return [...(ownsGateway ? [GATEWAY] : []), ...last, ...own, ...grant, ...clientSlots(tls, hosts, settings)];
}

/** The policies of the listeners that the certificates of a construct make, if it says how clients speak TLS. */
function clientSlots(tls: Grouping['tls'], hosts: Grouping['hosts'], settings: Settings): readonly ObjectSlot[] {
  const { ownsGateway, implementation, gateway, namespace } = settings;
  if (!ownsGateway || implementation.ownPolicies === undefined || clientsSpec(hosts, undefined) === undefined) return [];
  const home = hosts.clientCertificates?.secretNamespace ?? namespace;
  const listeners = tls.flatMap((certificate) => certificate.hosts.map(clientsSlot));
  return asksForCertificates(hosts) && home !== gateway.namespace
    ? [...listeners, authorityGrant(home, gateway.namespace, namespace)]
    : listeners;
}
