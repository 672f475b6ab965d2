import type { Condition, HostEntry, RoutingTableData } from '../../table/routing-table';
import { conditionsIn, conditionsOf, withoutNot } from './conditions-in';

/** Where a request comes in. */
export interface Place {
  readonly scheme: 'http' | 'https';
  /** Absent: the usual one of the scheme. */
  readonly port?: number;
}

export interface Places {
  readonly places: readonly Place[];
  /** Ports with routes that are not compared, and why. */
  readonly undecided: readonly string[];
}

const USUAL: readonly Place[] = [{ scheme: 'http' }, { scheme: 'https' }];

/** The places at which one of the tables has routes. */
export function placesOf(before: RoutingTableData, after: RoutingTableData): Places {
  const [one, other] = [before, after].map(placesIn);
  if (one === undefined && other === undefined) return { places: USUAL, undecided: [] };
  if (one !== undefined && other !== undefined) {
    const both = new Map([...one, ...other].map((place) => [JSON.stringify(place), place]));
    return { places: both.size === 0 ? USUAL : [...both.values()], undecided: [] };
  }
  // A table of one controller that says nothing about ports takes all of them alike.
  if (before.controller === after.controller && before.listeners === undefined && after.listeners === undefined)
    return { places: one ?? other ?? USUAL, undecided: [] };
  const unknown = one === undefined ? before : after;
  const ports = new Set((one ?? other ?? []).flatMap(({ port }) => port ?? []));
  return {
    places: USUAL,
    undecided: [...ports].map((port) => `port ${port} is not compared, because the ports of ${unknown.controller} are not known`),
  };
}

/** Undefined if the table says nothing about ports. */
function placesIn(table: RoutingTableData): readonly Place[] | undefined {
  const { listeners, hosts, patterns, fallback } = table;
  if (listeners !== undefined) {
    const withRoutes = new Set([...hosts, ...patterns].map(({ listener }) => listener));
    return listeners
      .filter((one) => withRoutes.has(one.hosts) || hasRoutes(fallback))
      .map(({ scheme, port }) => (port === usualPort(scheme) ? { scheme } : { scheme, port }));
  }
  const ports = [...hosts, ...patterns, fallback].flatMap((entry) => portsIn(entry));
  if (ports.length === 0) return undefined;
  const further = [...new Set(ports)].flatMap((port): readonly Place[] =>
    USUAL.filter(({ scheme }) => port !== usualPort(scheme)).map(({ scheme }) => ({ scheme, port })),
  );
  return [...USUAL, ...further];
}

export const usualPort = (scheme: Place['scheme']): number => (scheme === 'https' ? 443 : 80);

const hasRoutes = ({ before, candidates }: HostEntry): boolean => before.length + candidates.length > 0;

const portsIn = ({ before, candidates, otherwise }: HostEntry): readonly number[] => {
  const conditions = [...[...before, ...candidates].flatMap(conditionsIn), ...conditionsOf(otherwise)];
  return conditions.map(withoutNot).flatMap((one: Condition) => (one.kind === 'port' ? one.ports : []));
};
