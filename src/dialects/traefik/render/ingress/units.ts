import { type NeutralRoute, pathText, type ServiceRef } from '../../../../model/neutral-route';
import type { ObjectSlot } from '../../../../output/object-slot';
import { slug } from '../../../../output/slot-text';
import { INGRESS } from '../../../ingress-object';
import type { Grouping } from '../grouping';
import { hostKind, namesOf } from '../host-names';
import type { Forwarding } from '../middlewares';
import type { Precedence } from '../priority';

/**
 * A route, or what stands for one, on hosts that are treated alike. An annotation holds for a whole Ingress, and each route has a priority of its
 * own, so each unit has an Ingress for itself, and another one for https.
 */
export interface Unit {
  readonly slot: ObjectSlot;
  readonly https: ObjectSlot;
  readonly host: Precedence['host'];
  /** As manifests write them; the empty text is any host. */
  readonly hosts: readonly string[];
  readonly route: Forwarding;
  /** Absent: every path. */
  readonly path?: NeutralRoute['path'];
  /** Absent: a Middleware answers. */
  readonly service?: ServiceRef;
  /** Whether it precedes every other one of its host and path. */
  readonly first: boolean;
}

const ROOT = { kind: 'exact', path: '/' } as const;

export function routeUnits(route: NeutralRoute, { hosts: { aliases = [], appRoot } }: Grouping): readonly Unit[] {
  if (appRoot !== undefined && route.path.kind === 'exact' && route.path.path === '/') return [];
  const { path, action, origin } = route;
  const service = action.kind === 'forward' ? action.backends[0]?.service : undefined;
  const names = namesOf(route.hosts, aliases);
  return unitsOf(`route ${origin.index}`, slug(pathText(path)), names, route, { path, ...(service === undefined ? {} : { service }) });
}

/** What the construct as a whole asks for. Hosts may be added later, so their kinds and not their names are in keys where that is possible. */
export function commonUnits({ hosts, hostMatches, defaultBackend, policies, native }: Grouping): readonly Unit[] {
  const names = namesOf(hostMatches, hosts.aliases ?? []);
  const rest: Forwarding = { action: { kind: 'forward', backends: [] }, path: ROOT, policies, native };
  const { appRoot } = hosts;
  return [
    ...(appRoot === undefined
      ? []
      : unitsOf(
          'app root',
          'app-root',
          names,
          { action: { kind: 'redirect', redirect: { path: appRoot, status: 302 } }, path: ROOT, policies: {} },
          { path: ROOT, first: true },
        )),
    ...(defaultBackend === undefined ? [] : unitsOf('unmatched', 'unmatched', names, rest, { service: defaultBackend })),
  ];
}

/** A host whose http goes to https once it has a certificate is apart. */
function unitsOf(
  key: string,
  suffix: string,
  names: readonly string[],
  route: Forwarding,
  more: Pick<Unit, 'path' | 'service'> & { readonly first?: boolean },
): readonly Unit[] {
  const apart = route.policies.httpsRedirect === 'whenTls';
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = apart ? `host ${name}` : hostKind(name);
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups].map(([group, hosts]) => ({
    slot: slotOf(`${key} ${group}`, suffix, key.startsWith('route')),
    https: slotOf(`${key} ${group} https`, `${suffix}-https`, false),
    host: hostKind(hosts[0] as string),
    hosts,
    route,
    first: false,
    ...more,
  }));
}

const slotOf = (key: string, suffix: string, main: boolean): ObjectSlot => ({
  ...INGRESS,
  key: `Ingress ${key}`,
  main,
  suffix,
  fields: ['spec'],
});
