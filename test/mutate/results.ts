import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, filesBelow } from './files';
import type { Mutant } from './operators';

export type Result =
  /** The compiler refuses it. */
  | { readonly outcome: 'no code' }
  /** `by` is the test. */
  | { readonly outcome: 'killed'; readonly by: string }
  /** Tests that pass without the change went on for much longer than they take. */
  | { readonly outcome: 'timed out' }
  /** Of all files of tests that run the place, this many ran: those that take no longer than `limitSeconds` together. */
  | { readonly outcome: 'survived'; readonly ran: number; readonly all: number; readonly limitSeconds: number };

interface Kept {
  readonly mutant: string;
  readonly tests: string;
  readonly result: Result;
}

/** What was judged before, in a file outside git, so that a run that was stopped goes on where it was. */
export class Results {
  private readonly path: string;
  private readonly tests: string;
  private readonly known = new Map<string, Kept>();

  public constructor(
    private readonly root: string,
    cache: string,
  ) {
    mkdirSync(cache, { recursive: true });
    this.path = join(cache, 'results.jsonl');
    this.tests = digest(root, ...filesBelow(root, 'test').filter((file) => !file.startsWith('test/mutate/')));
    const lines = existsSync(this.path) ? readFileSync(this.path, 'utf8').trim().split('\n') : [];
    for (const line of lines) {
      const kept = JSON.parse(line) as Kept;
      this.known.set(kept.mutant, kept);
    }
  }

  /** A survivor is judged again once tests have changed, or more of them may run. */
  public of(mutant: Mutant, limitSeconds: number): Result | undefined {
    const kept = this.known.get(this.keyOf(mutant));
    if (kept?.result.outcome !== 'survived') return kept?.result;
    const { ran, all, limitSeconds: before } = kept.result;
    return kept.tests === this.tests && (ran === all || before >= limitSeconds) ? kept.result : undefined;
  }

  public keep(mutant: Mutant, result: Result): void {
    const kept = { mutant: this.keyOf(mutant), tests: this.tests, result };
    this.known.set(kept.mutant, kept);
    appendFileSync(this.path, `${JSON.stringify(kept)}\n`);
  }

  private keyOf({ file, start, end, after }: Mutant): string {
    return JSON.stringify([file, digest(this.root, file), start, end, after]);
  }
}
