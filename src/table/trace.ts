import type { EarlyAnswer, SeenRequest } from './codecs/codec';
import type { NoAnswer } from './listener-index';
import type { Candidate, HostEntry, Origin, Outcome, Statement, Step } from './routing-table';

/** What happened on the way to an answer, in order. */
export type TraceEvent =
  /** No host was looked for. */
  | { readonly kind: 'early'; readonly answer: EarlyAnswer | NoAnswer }
  | { readonly kind: 'request'; readonly seen: SeenRequest }
  | { readonly kind: 'host'; readonly how: 'name' | 'pattern' | 'fallback'; readonly entry: HostEntry }
  | { readonly kind: 'candidate'; readonly candidate: Candidate; readonly matched: boolean }
  /** `changed`: the path that a rewrite led to. */
  | { readonly kind: 'step'; readonly step: Step; readonly applies: boolean; readonly changed?: string }
  | { readonly kind: 'statement'; readonly statement: Statement; readonly applies: boolean; readonly changed?: string }
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly origin: Origin | undefined };

export class Tracer {
  public readonly events: TraceEvent[] = [];

  /** `losers`: whether the trace lists every candidate before the one that matches. If not, it lists only a few. */
  public constructor(public readonly losers: boolean) {}

  public add(event: TraceEvent): void {
    this.events.push(event);
  }
}
