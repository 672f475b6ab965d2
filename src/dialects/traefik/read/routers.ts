import { wildcardOf } from '../../../model/host-names';
import { lowerCase } from '../../../regex/pcre2/bytes';
import type { Effect } from '../../../table/effects';
import type { Condition, HostEntry, Origin, Outcome, PathTest, PatternHostEntry, Step } from '../../../table/routing-table';
import { denyEscapes } from './escapes';
import type { EntryPoint } from './options';
import { inOrder, type Ranked } from './order';

/** What Traefik compares requests with; providers make routers from objects. */
export interface Router {
  /** Names, and `*.` with a domain. Absent: every host. */
  readonly hosts?: readonly string[];
  readonly path: PathTest;
  readonly conditions?: readonly Condition[];
  readonly priority: number;
  /** Absent: the default ones. */
  readonly entryPoints?: readonly string[];
  /** Whether it has TLS of its own, and not only that of its entry points. */
  readonly tls: boolean;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  readonly effects?: readonly Effect[];
  readonly origin: Origin;
}

interface Placed extends Ranked {
  readonly hosts: readonly string[] | undefined;
}

/**
 * The hosts of a table. Traefik has one list of routers for each entry point, the highest priority first, and compares hosts only as a part
 * of rules: so a host gets all routers that may take a request to it, those without a host too. `furtherNames` get an entry without routers
 * of their own.
 *
 * Sources: traefik/traefik@v3.7.13:pkg/muxer/http/mux.go (`AddRoute`, `routes.Less`), pkg/muxer/http/matcher.go (`host`),
 * pkg/muxer/muxer.go (`DomainMatchHostExpression`), pkg/server/router/router.go (`buildEntryPointHandler`).
 */
export function hostsOf(
  routers: readonly Router[],
  entryPoints: readonly EntryPoint[],
  furtherNames: readonly string[] = [],
): { readonly hosts: readonly HostEntry[]; readonly patterns: readonly PatternHostEntry[]; readonly fallback: HostEntry } {
  const placed = routers.flatMap((router) => placesOf(router, entryPoints)).sort((a, b) => b.priority - a.priority);
  const byHost = new Map<string, Placed[]>();
  const anyHost = placed.filter(({ hosts }) => hosts === undefined);
  for (const one of placed) {
    for (const host of new Set(one.hosts)) {
      const list = byHost.get(host);
      if (list === undefined) byHost.set(host, [one]);
      else list.push(one);
    }
  }
  for (const host of furtherNames) if (!byHost.has(host)) byHost.set(host, []);
  const entry = (host: string, lists: readonly (readonly Placed[])[]): HostEntry => ({
    host,
    names: [],
    before: [],
    candidates: inOrder(lists.flat()),
    otherwise: { kind: 'answer', status: 404, because: 'no router takes it' },
  });
  const hosts: HostEntry[] = [];
  const patterns: PatternHostEntry[] = [];
  for (const [host, own] of byHost) {
    if (host.startsWith('*.')) {
      patterns.push({ ...entry(host, [own, anyHost]), match: { kind: 'oneLabel', domain: host.slice(2), label: 'anyOrEmpty' } });
    } else hosts.push({ ...entry(host, [own, byHost.get(wildcardOf(host)) ?? [], anyHost]), names: [host] });
  }
  return { hosts, patterns, fallback: entry('', [anyHost]) };
}

/** A router as a candidate for requests with and without TLS. */
function placesOf({ hosts, path, priority, tls, entryPoints, ...router }: Router, all: readonly EntryPoint[]): readonly Placed[] {
  const own = all.filter(({ name, isDefault }) => (entryPoints === undefined ? isDefault : entryPoints.includes(name)));
  const secure = own.filter((one) => tls || one.tls);
  const plain = own.filter((one) => !tls && !one.tls);
  const place = (more: readonly Condition[], used: readonly EntryPoint[]): Placed => {
    const conditions = [...more, ...(router.conditions ?? [])];
    const { outcome, effects, origin } = router;
    const denied = used.flatMap((one) => denials(one, tls, origin));
    const steps = denied.length === 0 ? router.steps : [...denied, ...router.steps];
    const match = conditions.length === 0 ? { path } : { path, conditions };
    return {
      hosts: hosts?.map(lowerCase),
      priority,
      candidate: { match, steps, outcome, origin, ...(effects === undefined || effects.length === 0 ? {} : { effects }) },
    };
  };
  if (own.every(({ port }) => port === undefined) && secure.length > 0 && plain.length > 0) return [place([], own)];
  return [
    ...(plain.length === 0 ? [] : [place(connection('http', portsOf(plain)), plain)]),
    ...(secure.length === 0 ? [] : [place(connection('https', portsOf(secure)), secure)]),
  ];
}

const portsOf = (entryPoints: readonly EntryPoint[]): readonly number[] => entryPoints.flatMap(({ port }) => port ?? []);

function connection(scheme: 'http' | 'https', ports: readonly number[]): readonly Condition[] {
  return [{ kind: 'scheme', scheme, as: 'received' }, ...(ports.length === 0 ? [] : [{ kind: 'port', ports } as const])];
}

/** traefik/traefik@v3.7.13:pkg/server/router/deny.go. */
function denials({ deniedEscapes, port, ...entryPoint }: EntryPoint, tls: boolean, origin: Origin): readonly Step[] {
  if (deniedEscapes === undefined) return [];
  const scheme = tls || entryPoint.tls ? 'https' : 'http';
  const ports = port === undefined ? [] : [port];
  return [denyEscapes(deniedEscapes, connection(scheme, ports), origin)];
}
