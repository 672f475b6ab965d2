import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** What a file of tests runs: its tests by their place in it, `LOADING` for what runs outside of tests. */
export interface Recorded {
  readonly file: string;
  readonly milliseconds: readonly number[];
  /** Regions of sources, see `counted`. */
  readonly regions: { readonly [source: string]: { readonly [region: number]: readonly number[] } };
}

export const LOADING = -1;

/** A function that so many tests of a file run counts as run by all. */
const MANY = 100;

/** Which tests of each file to run: by their place, or `all`. */
export type Selection = { readonly [file: string]: readonly number[] | 'all' };

/**
 * Where tests run while mutants are judged. With MUTATE_HITS, a folder, it records which functions each test runs. Otherwise MUTATE_TESTS, a
 * file with a `Selection`, says which tests run, and none does after the first that fails.
 */
export default class MutateEnvironment extends TestEnvironment {
  private readonly file: string;
  private readonly hitsIn = process.env.MUTATE_HITS;
  private readonly wanted: readonly number[] | 'all';
  private readonly hits = new Map<string, Map<number, Set<number>>>();
  private readonly milliseconds: number[] = [];
  private place = LOADING;
  private current = LOADING;
  private failed = false;

  public constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.file = context.testPath.slice(config.projectConfig.rootDir.length + 1).replaceAll('\\', '/');
    const selection = process.env.MUTATE_TESTS;
    const chosen = selection === undefined ? {} : (JSON.parse(readFileSync(selection, 'utf8')) as Selection);
    this.wanted = chosen[this.file] ?? 'all';
    if (this.hitsIn !== undefined) Object.assign(this.global, { __hit: (source: string, region: number) => this.hit(source, region) });
  }

  public handleTestEvent(event: Circus.Event): void {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.failed = true;
    if (event.name === 'test_start') {
      this.current = ++this.place;
      if (this.failed || (this.wanted !== 'all' && !this.wanted.includes(this.place))) event.test.mode = 'skip';
    }
    if (event.name === 'test_done') {
      this.milliseconds[this.place] = event.test.duration ?? 0;
      this.current = LOADING;
    }
  }

  public override async teardown(): Promise<void> {
    if (this.hitsIn !== undefined) writeFileSync(join(this.hitsIn, this.file.replaceAll('/', '+')), JSON.stringify(this.recorded()));
    await super.teardown();
  }

  private hit(source: string, region: number): void {
    const regions = this.hits.get(source) ?? new Map<number, Set<number>>();
    this.hits.set(source, regions);
    const tests = regions.get(region) ?? new Set<number>();
    regions.set(region, tests);
    tests.add(this.current);
  }

  private recorded(): Recorded {
    const listed = (tests: ReadonlySet<number>): readonly number[] => (tests.has(LOADING) || tests.size > MANY ? [LOADING] : [...tests]);
    const regions = [...this.hits].map(([source, of]) => [
      source,
      Object.fromEntries([...of].map(([region, tests]) => [region, listed(tests)])),
    ]);
    return { file: this.file, milliseconds: this.milliseconds, regions: Object.fromEntries(regions) };
  }
}
