import { wildcardOf } from '../../../model/host-names';
import type { HostEntry, Origin, Outcome, PatternHostEntry } from '../../../table/routing-table';
import type { EntryPoint } from './options';
import type { Router } from './routers';

/** Connections with TLS that are taken by the name of the handshake, before any request is read. */
export interface Connections {
  /** Names, `*.` with a domain, or `*` for all. Absent: the rule asks for more than names. */
  readonly hosts: readonly string[] | undefined;
  readonly priority: number;
  /** Absent: the default ones. */
  readonly entryPoints?: readonly string[];
  readonly outcome: Outcome;
  readonly origin: Origin;
}

type Hosts = { readonly hosts: readonly HostEntry[]; readonly patterns: readonly PatternHostEntry[]; readonly fallback: HostEntry };

/** The names that connections are taken by, those of a domain too. */
export const namesOf = (all: readonly Connections[]): readonly string[] =>
  all.flatMap(({ hosts = [] }) => hosts.filter((host) => host !== '*'));

/**
 * A name of a router for https comes before the names of connections, and `*` of either comes last.
 * traefik/traefik@v3.7.13:pkg/server/router/tcp/router.go (`ServeTCP`), manager.go (`BuildHandlers`).
 */
export function withConnections(
  { hosts, patterns, fallback }: Hosts,
  connections: readonly Connections[],
  routers: readonly Router[],
  entryPoints: readonly EntryPoint[],
): Hosts {
  if (connections.length === 0) return { hosts, patterns, fallback };
  const served = new Set(routers.filter((router) => isSecure(router, entryPoints)).flatMap((router) => router.hosts ?? ['*']));
  const tlsOf = (name: string): Pick<HostEntry, 'tls'> => {
    if (served.has(name) || served.has(wildcardOf(name))) return {};
    const taking = connections.filter((one) => takes(one, name) && !(isForAll(one) && served.has('*')));
    const first = Math.max(...taking.filter((one) => !isForAll(one)).map(({ priority }) => priority), Number.NEGATIVE_INFINITY);
    const candidates = first === Number.NEGATIVE_INFINITY ? taking : taking.filter((one) => !isForAll(one) && one.priority === first);
    const [best, ...others] = candidates;
    if (best === undefined) return {};
    const unclear = taking.find((one) => one.hosts === undefined) ?? others.find(({ outcome }) => !isSame(outcome, best.outcome));
    return { tls: { outcome: outcomeAt(best, unclear, entryPoints), origin: best.origin } };
  };
  return {
    hosts: hosts.map((entry) => ({ ...entry, ...tlsOf(entry.names[0] ?? '') })),
    patterns: patterns.map((entry) => ({ ...entry, ...tlsOf(entry.host) })),
    fallback: { ...fallback, ...tlsOf('') },
  };
}

const isForAll = ({ hosts }: Connections): boolean => hosts?.includes('*') === true;

const takes = ({ hosts }: Connections, name: string): boolean =>
  hosts === undefined || hosts.some((host) => host === '*' || host === name || (host.startsWith('*.') && wildcardOf(name) === host));

const isSame = (one: Outcome, other: Outcome): boolean => JSON.stringify(one) === JSON.stringify(other);

function outcomeAt(best: Connections, unclear: Connections | undefined, entryPoints: readonly EntryPoint[]): Outcome {
  if (unclear !== undefined) return { kind: 'undecided', because: 'which of several routes takes the connection is not known' };
  const own = entryPoints.filter(({ name, isDefault }) => best.entryPoints?.includes(name) ?? isDefault);
  const isEverywhere = entryPoints.filter(({ tls }) => tls).every((one) => own.includes(one));
  return isEverywhere ? best.outcome : { kind: 'undecided', because: 'TLS is passed on at some entry points alone' };
}

const isSecure = ({ tls, entryPoints: wanted }: Router, entryPoints: readonly EntryPoint[]): boolean =>
  tls || entryPoints.some((one) => one.tls && (wanted?.includes(one.name) ?? one.isDefault));
