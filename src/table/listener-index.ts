import { HostIndex } from './host-index';
import type { RegexCache } from './regex-cache';
import type { RoutingRequest } from './request';
import type { HostEntry, Listener, RoutingTableData } from './routing-table';

/** Where a request comes in, with the hosts that it is looked up among. */
export interface Place {
  readonly hosts: HostIndex;
}

/** Why a client gets no answer at all. */
export interface NoAnswer {
  readonly because: string;
}

/** Finds the listener that takes a request: by port, then by scheme and by the name of the TLS handshake, the most specific first. */
export class ListenerIndex<P extends Place> {
  private readonly places = new Map<string, P>();
  /** By port and scheme. */
  private readonly listeners = new Map<string, Listener[]>();
  private readonly ports: ReadonlySet<number>;

  public constructor(
    { listeners, hosts, patterns, fallback }: RoutingTableData & { readonly listeners: readonly Listener[] },
    regexes: RegexCache,
    placeOf: (hosts: HostIndex) => P,
  ) {
    this.ports = new Set(listeners.map(({ port }) => port));
    const namesOf = groupsOf(hosts);
    const patternsOf = groupsOf(patterns);
    for (const listener of [...listeners].sort((a, b) => specificity(b) - specificity(a))) {
      const key = `${listener.port} ${listener.scheme}`;
      this.listeners.set(key, [...(this.listeners.get(key) ?? []), listener]);
      const place = listener.hosts;
      if (this.places.has(place)) continue;
      const part = { hosts: namesOf.get(place) ?? [], patterns: patternsOf.get(place) ?? [], fallback };
      this.places.set(place, placeOf(new HostIndex(part, regexes)));
    }
  }

  public find({ scheme = 'http', port = scheme === 'https' ? 443 : 80, host, sni }: RoutingRequest): P | NoAnswer {
    const open = this.listeners.get(`${port} ${scheme}`);
    if (open === undefined)
      return { because: this.ports.has(port) ? `port ${port} does not speak ${scheme}` : `nothing listens on port ${port}` };
    const name = sni === undefined ? (host ?? '').replace(/:\d*$/, '').toLowerCase() : (sni ?? '').toLowerCase();
    const taking = open.find(({ serverName }) => serverName === undefined || covers(serverName, name));
    return taking === undefined
      ? { because: `no listener on port ${port} takes the TLS name "${name}"` }
      : (this.places.get(taking.hosts) as P);
  }
}

function groupsOf<E extends HostEntry>(entries: readonly E[]): ReadonlyMap<string | undefined, readonly E[]> {
  const groups = new Map<string | undefined, E[]>();
  for (const entry of entries) {
    const group = groups.get(entry.listener);
    if (group === undefined) groups.set(entry.listener, [entry]);
    else group.push(entry);
  }
  return groups;
}

const covers = (serverName: string, name: string): boolean =>
  serverName.startsWith('*.') ? name.endsWith(serverName.slice(1)) && name.length >= serverName.length : name === serverName;

const specificity = ({ serverName }: Listener): number =>
  serverName === undefined ? 0 : serverName.startsWith('*.') ? serverName.length : Number.MAX_SAFE_INTEGER;
