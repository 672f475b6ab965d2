import { type Branch, branchesOf } from '../../../model/branches';
import { HostNames } from '../../../model/host-names';
import { type ClientCertificatePolicy, isPassedThrough, type NeutralRoute, type RequestMatch } from '../../../model/neutral-route';
import type { Grouping } from './grouping';
import { hostKind, namesOf } from './host-names';
import { type Forwarding, middlewaresOf } from './middlewares';
import { namedMiddlewares, observabilityOf } from './own-settings';
import { type Precedence, precedenceKey, priorityOf } from './priority';
import { TO_HTTPS } from './redirect';
import { ruleText } from './rule';
import { type Backends, backendsOf, NOBODY } from './services';
import { type NamedObject, type NameOf, namedObject } from './slots';
import { needsCertificate, tlsOptionSpec } from './tls-option';

/** A route of an IngressRoute, before the objects that it names have names. */
export interface Router {
  readonly match: string;
  readonly priority: number;
  /** Those that are there already come first. */
  readonly named: readonly string[];
  readonly middlewares: readonly NamedObject[];
  readonly observability?: object;
  readonly services: Backends['services'];
}

/** Which requests routers are for: those of one entry point, or of both if these are treated alike. */
export type Side = 'http' | 'https' | 'both';

export const HTTPS_REDIRECT = namedObject('Middleware', 'https-redirect', () => TO_HTTPS);

/** Whether requests over https are treated otherwise than those over http, so that each entry point has routers of its own. */
export const hasTwoSides = ({ routes, tls, hosts, defaultBackend, policies }: Grouping): boolean =>
  tls.length > 0 ||
  tlsOptionSpec(hosts) !== undefined ||
  routes.some((route) => route.policies.httpsRedirect === 'always') ||
  (defaultBackend !== undefined && policies.httpsRedirect === 'always') ||
  // A router for https comes before connections that are passed on by the same name.
  (routes.some(isPassedThrough) && (defaultBackend !== undefined || hosts.appRoot !== undefined));

/** Hosts of certificates. */
export const certifiedHosts = ({ tls }: Pick<Grouping, 'tls'>): HostNames => new HostNames(tls.flatMap(({ hosts }) => hosts));

/** Whether requests over http to a host are sent to https. Who needs a certificate of the client serves nobody over http. */
export function isRedirected(
  host: string,
  { policies }: Pick<NeutralRoute, 'policies'>,
  certified: HostNames,
  clients: ClientCertificatePolicy | undefined,
): boolean {
  const { httpsRedirect = 'never' } = policies;
  return httpsRedirect === 'always' || needsCertificate(clients) || (httpsRedirect === 'whenTls' && certified.cover(host));
}

/** Every router of a construct on one side, those of the first route first. */
export function routersOf(grouping: Grouping, side: Side): readonly Router[] {
  const { routes, hosts, hostMatches, defaultBackend, policies, native } = grouping;
  const { aliases = [], appRoot, clientCertificates } = hosts;
  const certified = certifiedHosts(grouping);
  const counts = new Map<string, number>();
  const routers: Router[] = [];
  const add = (
    names: HostGroup,
    path: NeutralRoute['path'] | undefined,
    conditions: readonly RequestMatch[],
    to: Pick<Router, 'named' | 'middlewares' | 'services' | 'observability'>,
    first = false,
  ): void => {
    const precedence: Omit<Precedence, 'before'> = { host: names.kind, conditions, ...(path === undefined ? {} : { path }) };
    const key = precedenceKey(precedence);
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    const priority = first ? firstAt(precedence) : priorityOf({ ...precedence, before });
    routers.push({ match: ruleText(names.hosts, path, conditions), priority, ...to });
  };
  const addRoute = (
    route: Forwarding,
    names: readonly string[],
    path: NeutralRoute['path'] | undefined,
    branches: readonly Branch[],
  ): void => {
    for (const group of groupsOf(names, (host) => side === 'http' && isRedirected(host, route, certified, clientCertificates))) {
      if (group.redirected) {
        // The last branch has the conditions of the route alone.
        add(group, path, branches.at(-1)?.conditions ?? [], TO_HTTPS_AT_ONCE);
        continue;
      }
      for (const { conditions, backends } of branches) {
        const services = route.action.kind === 'forward' ? backendsOf(backends, route.policies).services : () => [NOBODY];
        const observability = observabilityOf(route.native);
        add(group, path, conditions, {
          named: namedMiddlewares(route.native),
          middlewares: middlewaresOf(route, side === 'http' ? undefined : clientCertificates),
          services,
          ...(observability === undefined ? {} : { observability }),
        });
      }
    }
  };
  const passed = new Set(routes.filter(isPassedThrough).flatMap((route) => namesOf(route.hosts, [])));
  for (const route of routes) {
    if (isPassedThrough(route)) continue;
    if (appRoot !== undefined && route.path.kind === 'exact' && route.path.path === '/') continue;
    addRoute(route, namesOf(route.hosts, aliases), route.path, branchesOf(route));
  }
  const everywhere = namesOf(hostMatches, aliases).filter((host) => side === 'http' || !passed.has(host));
  if (appRoot !== undefined) {
    const root: Forwarding = { action: { kind: 'redirect', redirect: { path: appRoot, status: 302 } }, path: ROOT, policies: {} };
    const to = { named: [], middlewares: middlewaresOf(root, undefined), services: () => [NOBODY] };
    for (const group of groupsOf(everywhere, () => false)) add(group, ROOT, [], to, true);
  }
  if (defaultBackend !== undefined) {
    const rest: Forwarding = { action: { kind: 'forward', backends: [] }, path: ROOT, policies, native };
    addRoute(rest, everywhere, undefined, [{ conditions: [], backends: [{ service: defaultBackend, weight: 1 }] }]);
  }
  return routers;
}

const ROOT = { kind: 'exact', path: '/' } as const;

const TO_HTTPS_AT_ONCE = { named: [], middlewares: [HTTPS_REDIRECT], services: (_: NameOf) => [NOBODY] };

/** Before every other router of the same host and path. */
const firstAt = (precedence: Omit<Precedence, 'before'>): number => priorityOf({ ...precedence, before: -Number.MAX_SAFE_INTEGER });

/** Hosts of one kind that are treated alike. */
interface HostGroup {
  readonly kind: Precedence['host'];
  readonly redirected: boolean;
  /** Empty for any host. */
  readonly hosts: string[];
}

function groupsOf(names: readonly string[], isSentToHttps: (host: string) => boolean): readonly HostGroup[] {
  const groups = new Map<string, HostGroup>();
  for (const name of names) {
    const kind = hostKind(name);
    const redirected = isSentToHttps(name);
    const group = groups.get(`${kind} ${redirected}`) ?? { kind, redirected, hosts: [] };
    groups.set(`${kind} ${redirected}`, group);
    if (name !== '') group.hosts.push(name);
  }
  return [...groups.values()];
}
