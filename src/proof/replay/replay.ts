import type { Decision } from '../../table/decide';
import type { RoutingRequest } from '../../table/request';
import { resolve } from '../../table/resolve';
import type { RoutingTableData } from '../../table/routing-table';
import { originText } from '../../words/origin-text';
import { readableText } from '../../words/readable-text';
import { classify, looksAlike } from '../diff/classify';
import { type DifferenceKind, rankOf } from '../diff/difference';
import { decisionText, requestText } from '../diff/difference-text';
import { type LogDefaults, requestOfLine } from './log-line';

/** What became of the requests of a log. Plain data, so that those of parts of a log can be added. */
export interface ReplayResult {
  readonly form: 1;
  readonly lines: number;
  /** Lines without a request, or without a host. */
  readonly unread: number;
  readonly same: number;
  readonly undecided: number;
  /** Requests whose line does not say which host they are for, or with which scheme, and those without an address of the client. */
  readonly withoutHost: number;
  readonly withoutScheme: number;
  readonly withoutAddress: number;
  readonly differences: readonly ReplayedDifference[];
  /** Requests with differences that there was no room to list. */
  readonly further: number;
  /** Why the tables are not the whole truth. */
  readonly doubts: readonly string[];
}

/** Requests that the same two routes treat differently, in the same way. */
export interface ReplayedDifference {
  readonly kind: DifferenceKind;
  readonly requests: number;
  /** The first of them. */
  readonly example: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly beforeBy: string;
  readonly afterBy: string;
}

/** Beyond so many differences they are only counted. */
const MOST_DIFFERENCES = 1000;

interface Counted {
  readonly difference: Omit<ReplayedDifference, 'requests'>;
  requests: number;
}

/** Sends the requests of a log through two tables. */
export class Replay {
  private lines = 0;
  private unread = 0;
  private same = 0;
  private undecided = 0;
  private withoutHost = 0;
  private withoutScheme = 0;
  private withoutAddress = 0;
  private further = 0;
  private readonly found = new Map<string, Counted>();

  public constructor(
    private readonly before: RoutingTableData,
    private readonly after: RoutingTableData,
    private readonly defaults: LogDefaults,
    private readonly doubts: readonly string[] = [],
  ) {}

  public add(line: string): void {
    if (line === '') return;
    this.lines++;
    const logged = requestOfLine(line, this.defaults);
    if (logged === undefined) {
      this.unread++;
      return;
    }
    const { request } = logged;
    if (logged.assumesHost) this.withoutHost++;
    if (logged.assumesScheme) this.withoutScheme++;
    if (request.clientAddress === undefined) this.withoutAddress++;
    const [before, after] = [resolve(this.before, request), resolve(this.after, request)];
    if (before.undecided !== undefined || after.undecided !== undefined) this.undecided++;
    else if (looksAlike(before, after)) this.same++;
    else this.count(request, before, after);
  }

  public get result(): ReplayResult {
    const differences = [...this.found.values()].map(({ difference, requests }) => ({ ...difference, requests }));
    const { lines, unread, same, undecided, withoutHost, withoutScheme, withoutAddress, further, doubts } = this;
    const without = { withoutHost, withoutScheme, withoutAddress };
    return { form: 1, lines, unread, same, undecided, ...without, differences: inOrder(differences), further, doubts };
  }

  /** Addresses of clients are told only where they matter. */
  private shown({ clientAddress, ...request }: RoutingRequest, before: Decision, after: Decision): RoutingRequest {
    const matters = !looksAlike(resolve(this.before, request), before) || !looksAlike(resolve(this.after, request), after);
    return matters && clientAddress !== undefined ? { ...request, clientAddress } : request;
  }

  private count(request: RoutingRequest, before: Decision, after: Decision): void {
    const gates = [before.assuming ?? [], after.assuming ?? []] as const;
    const { kind, what } = classify(before, after, request.scheme ?? 'http', gates);
    const [beforeBy = '', afterBy = ''] = [before, after].map(({ decidedBy }) => (decidedBy === undefined ? '' : originText(decidedBy)));
    const key = keyOf({ kind, beforeBy, afterBy });
    const known = this.found.get(key);
    if (known !== undefined) known.requests++;
    else if (this.found.size >= MOST_DIFFERENCES) this.further++;
    else {
      const texts = { what: readableText(what), before: decisionText(before), after: decisionText(after) };
      this.found.set(key, {
        difference: { kind, example: requestText(this.shown(request, before, after)), ...texts, beforeBy, afterBy },
        requests: 1,
      });
    }
  }
}

const keyOf = ({ kind, beforeBy, afterBy }: Pick<ReplayedDifference, 'kind' | 'beforeBy' | 'afterBy'>): string =>
  JSON.stringify([kind, beforeBy, afterBy]);

const inOrder = (differences: readonly ReplayedDifference[]): readonly ReplayedDifference[] =>
  [...differences].sort((one, other) => rankOf(one.kind) - rankOf(other.kind) || other.requests - one.requests);

/** The result of several parts of a log, as if it had been one. */
export function mergeResults(results: readonly ReplayResult[]): ReplayResult {
  const found = new Map<string, ReplayedDifference>();
  let further = 0;
  for (const one of results) {
    further += one.further;
    for (const difference of one.differences) {
      const key = keyOf(difference);
      const known = found.get(key);
      if (known !== undefined) found.set(key, { ...known, requests: known.requests + difference.requests });
      else if (found.size < MOST_DIFFERENCES) found.set(key, difference);
      else further += difference.requests;
    }
  }
  const sum = (member: 'lines' | 'unread' | 'same' | 'undecided' | 'withoutHost' | 'withoutScheme' | 'withoutAddress'): number =>
    results.reduce((all, one) => all + one[member], 0);
  return {
    form: 1,
    lines: sum('lines'),
    unread: sum('unread'),
    same: sum('same'),
    undecided: sum('undecided'),
    withoutHost: sum('withoutHost'),
    withoutScheme: sum('withoutScheme'),
    withoutAddress: sum('withoutAddress'),
    differences: inOrder([...found.values()]),
    further,
    doubts: [...new Set(results.flatMap(({ doubts }) => doubts))],
  };
}
