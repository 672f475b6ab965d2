import type { Decision } from '../../table/decide';
import { matchPath } from '../../table/match-path';
import type { RoutingRequest } from '../../table/request';
import type { Candidate, HostEntry, RoutingTableData } from '../../table/routing-table';
import { looksAlike, observed } from '../diff/classify';
import type { UndecidedPart } from '../diff/difference';
import { type Domain, domainOf } from '../diff/domain';
import { HostCells, type Rows } from '../diff/host-cells';
import { type HostPair, hostPairs } from '../diff/hosts';
import { placesOf } from '../diff/places';
import { Side } from '../diff/side';
import { STATE_LIMIT } from '../diff/state-limit';
import { type Edge, edgeCover } from './edge-cover';

/** A request, and what both tables do with it. */
export interface CoveringRequest {
  readonly request: RoutingRequest;
  readonly before: Decision;
  readonly after: Decision;
  /** What becomes of the request from other addresses of clients. Absent if the address changes nothing. */
  readonly fromElsewhere?: readonly { readonly before: Decision; readonly after: Decision }[];
}

/** The fewest requests with which every way in which one of the tables treats requests is seen. */
export interface Cover {
  readonly requests: readonly CoveringRequest[];
  /** Ways for which there is no request, and why. */
  readonly left: readonly UndecidedPart[];
}

interface Found extends Edge {
  readonly covering: CoveringRequest;
  /** Requests that are treated differently come first, and then the simplest. */
  readonly cost: number;
}

export interface CoverOptions {
  readonly stateLimit?: number;
}

/** Requests that touch every cell of either table: every route, with every way in which it treats requests. */
export function coveringRequests(
  before: RoutingTableData,
  after: RoutingTableData,
  { stateLimit = STATE_LIMIT }: CoverOptions = {},
): Cover {
  const domain = domainOf(before, after);
  const { places, undecided: openPorts } = placesOf(before, after);
  const { pairs, undecided: openHosts } = hostPairs(before, after, places, domain);
  const search = new Search(domain, stateLimit);
  for (const pair of pairs) search.add(pair, [new Side(before, pair.before), new Side(after, pair.after)]);
  const left = [...openPorts, ...openHosts].map((because) => ({ hosts: [], path: undefined, because, compared: 0 }));
  return { requests: search.cover, left: [...left, ...search.left] };
}

class Search {
  private readonly found = new Map<string, Found>();
  private readonly open = new Map<string, UndecidedPart>();
  private readonly entries = new Map<HostEntry, number>();
  /** By request without the address of the client: what becomes of it from every kind of address. */
  private readonly byAddress = new Map<string, { readonly before: Decision; readonly after: Decision }[]>();

  public constructor(
    private readonly domain: Domain,
    private readonly stateLimit: number,
  ) {}

  public get cover(): readonly CoveringRequest[] {
    const inOrder = [...this.found.values()].sort((one, other) => one.cost - other.cost);
    const chosen = new Set(edgeCover(inOrder));
    return [...this.found.values()]
      .filter((one) => chosen.has(one))
      .map(({ covering }) =>
        covering.request.clientAddress === undefined
          ? covering
          : { ...covering, fromElsewhere: this.byAddress.get(withoutAddress(covering.request)) ?? [] },
      );
  }

  public get left(): readonly UndecidedPart[] {
    return [...this.open.values()];
  }

  public add(pair: HostPair, sides: readonly [Side, Side]): void {
    const all = new HostCells(pair, sides, this.domain);
    const leave = (because: string, path?: string): void => {
      const key = JSON.stringify([pair.names, because]);
      if (!this.open.has(key)) this.open.set(key, { hosts: pair.names, path, because, compared: 0 });
    };
    if (all.obstacle !== undefined) {
      leave(all.obstacle);
      return;
    }
    const { cells, provedLength } = all.walk(this.stateLimit);
    if (provedLength !== undefined) leave(`the paths have more than ${this.stateLimit} states`);
    for (const cell of cells) {
      const rows = all.rowsOf(cell);
      const [path] = cell.words;
      const obstacle = all.obstacleIn(rows);
      if (obstacle !== undefined) {
        leave(obstacle, path);
        continue;
      }
      const { profiles, incomplete } = all.profilesOf(all.conditionsAt(rows));
      if (incomplete !== undefined) leave(incomplete, path);
      for (const profile of profiles) {
        const known = all.requestFor(profile, cell.words);
        const because = known === undefined ? undefined : this.addRequest(known.request, known.word, rows, sides);
        if (because !== undefined) leave(because, path);
      }
    }
  }

  /** Why it shows nothing; absent if it does. */
  private addRequest(request: RoutingRequest, word: string, rows: Rows, sides: readonly [Side, Side]): string | undefined {
    const cells: string[] = [];
    for (const [index, side] of sides.entries()) {
      const cell = this.cellOf(request, word, rows[index] as readonly number[], side);
      if ('because' in cell) return cell.because;
      cells.push(cell.key);
    }
    const [one = '', other = ''] = cells;
    const covering = shown(request, sides);
    if (covering.request.clientAddress !== undefined) {
      const key = withoutAddress(covering.request);
      this.byAddress.set(key, [...(this.byAddress.get(key) ?? []), { before: covering.before, after: covering.after }]);
    }
    const because = covering.before.undecided ?? covering.after.undecided;
    if (because !== undefined) return because;
    const key = `${one}\n${other}`;
    const known = this.found.get(key);
    const cost = costOf(covering);
    if (known === undefined || cost < known.cost) this.found.set(key, { one, other, cost, covering });
    return undefined;
  }

  /** The entry, the route and what is left of its steps. */
  private cellOf(
    request: RoutingRequest,
    word: string,
    row: readonly number[],
    side: Side,
  ): { readonly key: string } | { readonly because: string } {
    const context = side.context(request);
    const entry = this.numberOf(side.entry);
    // It is answered before a route is looked for.
    if (context === undefined) return { key: JSON.stringify([entry, observed(side.resolve(request))]) };
    let open: string | undefined;
    const takes = (position: number): boolean => {
      const verdict = matchPath((side.candidates[position] as Candidate).match.path, word, side.regexes);
      if (verdict.kind === 'undecided') open ??= verdict.because;
      return verdict.kind === 'match';
    };
    const plans = side.plans(row, context, takes);
    if (typeof plans === 'string') return { because: plans };
    if (open !== undefined) return { because: open };
    return {
      key: JSON.stringify([
        entry,
        plans.map(({ candidate, text }) => [candidate === undefined ? -1 : side.candidates.indexOf(candidate), text]),
      ]),
    };
  }

  private numberOf(entry: HostEntry): number {
    const known = this.entries.get(entry);
    if (known !== undefined) return known;
    this.entries.set(entry, this.entries.size);
    return this.entries.size - 1;
  }
}

const withoutAddress = ({ clientAddress: _, ...rest }: RoutingRequest): string => JSON.stringify(rest);

function shown(request: RoutingRequest, sides: readonly [Side, Side]): CoveringRequest {
  const decide = (one: RoutingRequest): CoveringRequest => ({ request: one, before: sides[0].resolve(one), after: sides[1].resolve(one) });
  const all = decide(request);
  if (request.clientAddress === undefined) return all;
  // Nobody can choose the address that a client has, so it is left out where it changes nothing.
  const { clientAddress: _, ...rest } = request;
  const without = decide(rest);
  return looksAlike(all.before, without.before) && looksAlike(all.after, without.after) ? without : all;
}

function costOf({ request, before, after }: CoveringRequest): number {
  const { method = 'GET', headers = {}, target, clientAddress } = request;
  return (
    (looksAlike(before, after) ? 1_000_000 : 0) +
    (clientAddress === undefined ? 0 : 100_000) +
    (method === 'GET' ? 0 : 10_000) +
    // Some cookies have no name, or one that few clients send.
    Object.keys(headers).reduce((sum, name) => sum + (name === 'Cookie' ? 2000 : 1000), 0) +
    Math.min(999, target.length)
  );
}
