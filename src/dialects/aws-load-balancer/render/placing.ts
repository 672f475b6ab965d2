import { HostNames } from '../../../model/host-names';
import { type Annotations, hostText, type NeutralRoute, pathText, type RoutePolicies } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import { canonical, slug, textOnce } from '../../../output/slot-text';
import type { Home, RoutesSoFar } from '../../dialect';
import { identity } from '../identity';
import type { Options } from '../public';
import { relationOf } from './order';
import { type Claim, claimsOf } from './precedence';

/** An Ingress with routes, and the one that sends their http requests to https. */
export interface Place {
  readonly slot: ObjectSlot;
  readonly redirectSlot: ObjectSlot;
  readonly routes: NeutralRoute[];
  readonly claims: Claim[];
  /** As manifests write them; empty for any host. */
  readonly hosts: readonly string[];
  readonly policies: RoutePolicies;
  readonly annotations: Annotations;
}

/** What is divided. */
export type Grouping = Omit<RoutesSoFar, keyof Home>;

/**
 * The Ingresses that the routes of a construct are divided into, one route after another. Annotations hold for a whole Ingress, so routes
 * that need other annotations go to another one; and so does a route that would have to come before some routes of an Ingress and after
 * others of it, with a third Ingress in between. A route stays where it is, whatever comes later.
 */
export class Placing {
  /** That of a list of routes, which grows and stays the same object. */
  public static of(grouping: Grouping): Placing {
    const placing = Placing.known.get(grouping.routes) ?? new Placing();
    Placing.known.set(grouping.routes, placing);
    for (; placing.done < grouping.routes.length; placing.done++)
      placing.add(grouping.routes[placing.done] as NeutralRoute, grouping.hosts.aliases ?? []);
    return placing;
  }

  private static readonly known = new WeakMap<readonly NeutralRoute[], Placing>();

  public readonly all: Place[] = [];
  private readonly byKey = new Map<string, Place[]>();
  /** The places that must come after a place. */
  private readonly later = new Map<Place, ReadonlySet<Place>>();
  private done = 0;

  private add(route: NeutralRoute, aliases: readonly string[]): void {
    const key = keyOf(route);
    const places = this.byKey.get(key) ?? [];
    this.byKey.set(key, places);
    const hosts = places[0]?.hosts ?? hostsOf(route, aliases);
    const claims = claimsOf(route, hosts);
    const place = places.find((one) => this.takes(claims, one)) ?? this.open(route, hosts, key, places);
    if (place.routes.length === 0) this.takes(claims, place);
    place.routes.push(route);
    place.claims.push(...claims);
  }

  /** Notes what a place with further claims must come before and after, unless it would have to come before itself. */
  private takes(claims: readonly Claim[], place: Place): boolean {
    const relations = this.all.filter((one) => one !== place).map((one) => [one, relationOf(claims, one.claims)] as const);
    const later = new Map(this.later);
    const add = (before: Place, after: Place): unknown => later.set(before, new Set([...(later.get(before) ?? []), after]));
    for (const [other, { before, after }] of relations) {
      if (before !== undefined) add(place, other);
      if (after !== undefined) add(other, place);
    }
    if (place.routes.length > 0 && isInCircle(place, later)) return false;
    for (const [before, after] of later) this.later.set(before, after);
    return true;
  }

  private open({ path, policies, native }: NeutralRoute, hosts: readonly string[], key: string, places: Place[]): Place {
    const suffix = slug(pathText(path));
    const number = places.length;
    const place: Place = {
      slot: ingressSlot(`routes ${number} ${key}`, suffix, true),
      redirectSlot: ingressSlot(`redirect ${number} ${key}`, `${suffix}-redirect`),
      routes: [],
      claims: [],
      hosts,
      policies,
      annotations: native.annotations,
    };
    places.push(place);
    this.all.push(place);
    return place;
  }
}

function isInCircle(place: Place, later: ReadonlyMap<Place, ReadonlySet<Place>>): boolean {
  const reached = new Set<Place>();
  const open = [...(later.get(place) ?? [])];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (reached.has(one)) continue;
    reached.add(one);
    open.push(...(later.get(one) ?? []));
  }
  return reached.has(place);
}

/** The Ingress of the default backend, and the one that sends its http requests to https. */
export const DEFAULT_SLOT = ingressSlot('default', 'default', true);
export const DEFAULT_REDIRECT_SLOT = ingressSlot('default redirect', 'default-redirect');

function ingressSlot(key: string, suffix: string, main = false): ObjectSlot {
  return { key, apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', main, suffix, fields: ['spec'] };
}

/** Whether hosts are served by https: they have a certificate by `tls`, by annotation, or by the class. */
export function isCertified(
  hosts: readonly string[],
  annotations: Annotations,
  { tls, controller }: Pick<RoutesSoFar, 'tls' | 'controller'>,
): boolean {
  const { ingressClassParams: { certificateArns = [] } = {} } = (controller.own ?? {}) as Options;
  if (certificateArns.length > 0 || (annotations[CERTIFICATE_ARN] ?? '') !== '') return true;
  const certified = new HostNames(tls.flatMap((certificate) => certificate.hosts));
  return hosts.some((host) => certified.cover(host));
}

const CERTIFICATE_ARN = `${identity.annotationPrefix}certificate-arn`;
const SSL_REDIRECT = `${identity.annotationPrefix}ssl-redirect`;

/** Whether http requests are sent to https by an Ingress of their own. The annotation does so for the whole load balancer, and needs none. */
export const hasRedirect = ({ httpsRedirect = 'never' }: RoutePolicies, annotations: Annotations, certified: boolean): boolean =>
  certified && httpsRedirect !== 'never' && annotations[SSL_REDIRECT] === undefined;

export const hostsOf = ({ hosts }: Pick<NeutralRoute, 'hosts'>, aliases: readonly string[]): readonly string[] => {
  const names = hosts.map(hostText);
  return names.some((name) => name !== '') ? [...names, ...aliases] : names;
};

/** Policies that are conditions, actions and transforms of rules. */
type OfRules = 'allowSourceRanges' | 'denySourceRanges' | 'upstreamHost';

/** Equal for routes that may share an Ingress. */
function keyOf({ hosts, path, policies, native }: NeutralRoute): string {
  const ofPolicies = textOnce(policies, () => {
    const { allowSourceRanges, denySourceRanges, upstreamHost, ...others } = policies satisfies { readonly [P in OfRules]?: unknown };
    return canonical(others);
  });
  // Whether a path of the controller's own kind is a regular expression holds for the whole Ingress, too.
  const own = path.kind === 'regexPrefix' || path.kind === 'controllerDefined' ? path.kind : '';
  return `${own} ${textOnce(hosts, () => hosts.map(hostText).join(','))} ${ofPolicies} ${textOnce(native.annotations, canonical)}`;
}
