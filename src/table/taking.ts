import type { Context } from './context';
import type { Decision } from './decide';
import type { Candidate } from './routing-table';

/**
 * Who takes a request, of candidates that are offered in order. Those of one rank stand together, and all of them are asked: if they would do
 * different things, chance decides.
 */
export class Taking {
  private rank: number | undefined;
  private readonly found: Decision[] = [];

  public constructor(
    private readonly context: Context,
    private readonly takenBy: (candidate: Candidate, context: Context) => Decision | undefined,
  ) {}

  /** The decision, as soon as no other candidate can have a say in it. */
  public take(candidate: Candidate): Decision | undefined {
    if (this.found.length > 0 && candidate.rank !== this.rank) return this.tied();
    const taken = this.takenBy(candidate, this.context);
    if (taken === undefined || candidate.rank === undefined) return taken;
    this.rank = candidate.rank;
    this.found.push(taken);
    return undefined;
  }

  /** The decision of those that have taken it, when no candidate is left. */
  public tied(): Decision | undefined {
    const [first, ...others] = this.found;
    if (first === undefined || others.every((other) => doing(other) === doing(first))) return first;
    const oneOf = this.found.filter((one, at) => this.found.findIndex((other) => doing(other) === doing(one)) === at);
    return { undecided: `${this.found.length} routes of equal precedence take it, in an order that is left to chance`, oneOf };
  }
}

/** All that a decision does, whoever made it. */
const doing = ({ decidedBy, ...decision }: Decision): string => JSON.stringify(decision);
