import { HostNames } from '../../../model/host-names';
import {
  type HostMatch,
  type HostPolicies,
  hostText,
  isPassedThrough,
  type NeutralRoute,
  type RoutePolicies,
} from '../../../model/neutral-route';
import type { Home, RoutesSoFar } from '../../dialect';
import type { Implementation } from '../implementations';
import { ownPoliciesKey } from './own-policies';
import { rulesOf } from './rules';

/** What an HTTPRoute holds at most (kubernetes-sigs/gateway-api@v1.6.1:config/crd/standard/gateway.networking.k8s.io_httproutes.yaml). */
const MOST_RULES = 16;
const MOST_MATCHES = 128;
const MOST_HOSTNAMES = 16;

/** Routes that share an HTTPRoute. */
export interface Part {
  /** In the order in which they were opened, from 1. */
  readonly number: number;
  readonly kind: 'routes' | 'unmatched' | 'appRoot';
  /** As manifests write them; empty for any host. */
  readonly hostnames: readonly string[];
  readonly routes: NeutralRoute[];
  readonly policies: RoutePolicies;
  rules: number;
  matches: number;
}

/** What is divided. */
export type Grouping = Omit<RoutesSoFar, keyof Home>;

/**
 * The parts that the routes of a construct are divided into, one route after another: a route goes to the last part of its hosts and policies,
 * or opens another one. So a route stays where it is, whatever comes later.
 */
export class Parts {
  /** Those of a list of routes, which grows and stays the same object. */
  public static of(grouping: Grouping, implementation: Implementation): Parts {
    const parts = Parts.known.get(grouping.routes) ?? new Parts(implementation);
    Parts.known.set(grouping.routes, parts);
    parts.update(grouping);
    return parts;
  }

  private static readonly known = new WeakMap<readonly NeutralRoute[], Parts>();

  public readonly all: Part[] = [];
  public certified = new HostNames([]);
  private readonly open = new Map<string, Part>();
  private readonly hostLists = new WeakMap<readonly HostMatch[], readonly string[]>();
  private readonly whole = new Map<string, Part>();
  /** How many hosts there were when the parts for all of them were made. */
  private readonly wholeHosts = new Map<Part['kind'], number>();
  private done = 0;
  private certificates = 0;

  private constructor(private readonly implementation: Implementation) {}

  /** Whether the http requests of a part are sent to https: its one host has a certificate, or the routes want it in any case. */
  public redirects({ policies, hostnames, kind }: Part): 'onHttp' | 'everywhere' | 'no' {
    const { httpsRedirect = 'never' } = policies;
    if (kind === 'appRoot' || httpsRedirect === 'never') return 'no';
    if (hostnames.some((host) => this.certified.cover(host))) return 'onHttp';
    return httpsRedirect === 'always' ? 'everywhere' : 'no';
  }

  private update({ routes, tls, defaultBackend, policies, hosts, hostMatches }: Grouping): void {
    if (tls.length !== this.certificates) {
      this.certificates = tls.length;
      this.certified = new HostNames(tls.flatMap((certificate) => certificate.hosts));
    }
    for (; this.done < routes.length; this.done++) this.add(routes[this.done] as NeutralRoute, hosts);
    if (hosts.appRoot !== undefined) this.addWhole('appRoot', {}, hostMatches, hosts);
    if (defaultBackend !== undefined) this.addWhole('unmatched', policies, hostMatches, hosts);
  }

  private add(route: NeutralRoute, { aliases = [] }: HostPolicies): void {
    if (isPassedThrough(route)) return;
    const rules = rulesOf(route, this.implementation);
    const matches = rules.reduce((sum, rule) => sum + rule.matches.length, 0);
    const key = policiesKey(route.policies, this.implementation);
    let names = this.hostLists.get(route.hosts);
    if (names === undefined) {
      names = route.hosts.map(hostText).filter((host) => host !== '');
      this.hostLists.set(route.hosts, names);
    }
    for (const hostnames of chunks(names.length === 0 ? names : [...names, ...aliases], route.policies)) {
      const group = `${hostnames.join(',')} ${key}`;
      let part = this.open.get(group);
      if (part === undefined || part.rules + rules.length > MOST_RULES || part.matches + matches > MOST_MATCHES) {
        part = this.newPart('routes', hostnames, route.policies);
        this.open.set(group, part);
      }
      part.routes.push(route);
      part.rules += rules.length;
      part.matches += matches;
    }
  }

  /** Parts for all hosts of the construct: one for any host, and others for those that are named, as a request belongs to its name alone. */
  private addWhole(
    kind: 'unmatched' | 'appRoot',
    policies: RoutePolicies,
    hosts: readonly HostMatch[],
    { aliases = [] }: HostPolicies,
  ): void {
    if (hosts.length === this.wholeHosts.get(kind)) return;
    this.wholeHosts.set(kind, hosts.length);
    const names = hosts.map(hostText).filter((host) => host !== '');
    const any: readonly (readonly string[])[] = names.length < hosts.length ? [[]] : [];
    const named = names.length === 0 ? [] : chunks([...names, ...aliases], policies);
    [...any, ...named].forEach((hostnames, index) => {
      const key = `${kind} ${index}`;
      const { number } = this.whole.get(key) ?? this.newPart(kind, hostnames, policies);
      const part = { number, kind, hostnames, policies, routes: [], rules: 1, matches: 1 };
      this.whole.set(key, part);
      this.all[number - 1] = part;
    });
  }

  private newPart(kind: Part['kind'], hostnames: readonly string[], policies: RoutePolicies): Part {
    const part = { number: this.all.length + 1, kind, hostnames, policies, routes: [], rules: 0, matches: 0 };
    this.all.push(part);
    return part;
  }
}

/** Hosts whose http goes to https are apart, because each has a certificate or has none. */
function chunks(names: readonly string[], { httpsRedirect = 'never' }: RoutePolicies): readonly (readonly string[])[] {
  const size = httpsRedirect === 'never' ? MOST_HOSTNAMES : 1;
  if (names.length <= size) return [names];
  const count = Math.ceil(names.length / size);
  return Array.from({ length: count }, (_, index) => names.slice(index * size, (index + 1) * size));
}

const keys = new WeakMap<RoutePolicies, string>();

/** Equal for routes that may share an HTTPRoute: whatever is no filter of a rule is said of an HTTPRoute as a whole. */
function policiesKey(policies: RoutePolicies, implementation: Implementation): string {
  let key = keys.get(policies);
  if (key === undefined) {
    key = `${policies.httpsRedirect ?? 'never'} ${ownPoliciesKey(policies, implementation)}`;
    keys.set(policies, key);
  }
  return key;
}
