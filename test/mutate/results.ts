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
  /** Of all files of tests that run the place, this many ran. */
  | { readonly outcome: 'survived'; readonly ran: number; readonly all: number };

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
    this.tests = digest(root, ...filesBelow(root, 'test'));
    const lines = existsSync(this.path) ? readFileSync(this.path, 'utf8').trim().split('\n') : [];
    for (const line of lines) {
      const kept = JSON.parse(line) as Kept;
      this.known.set(kept.mutant, kept);
    }
  }

  /** A survivor is judged again once tests have changed. */
  public of(mutant: Mutant): Result | undefined {
    const kept = this.known.get(this.keyOf(mutant));
    return kept === undefined || (kept.result.outcome === 'survived' && kept.tests !== this.tests) ? undefined : kept.result;
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
