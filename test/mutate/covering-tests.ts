import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Copy } from './copy';
import { LOADING, type Recorded, type Selection } from './environment';
import { digest, filesBelow } from './files';
import { counted, type Region } from './hits';
import { type Mutant, mutantsOf } from './operators';

interface Measured {
  /** Digests of the sources that were measured. */
  readonly sources: { readonly [file: string]: string };
  readonly tests: { readonly [file: string]: MeasuredTest };
}

interface MeasuredTest {
  readonly digest: string;
  /** With what loads the file. */
  readonly seconds: number;
  /** Absent: it fails without a change, and says nothing about one. */
  readonly recorded?: Recorded;
}

/** The tests of one mutant. */
export interface Choice {
  readonly selection: Selection;
  /** What they take without a change. */
  readonly seconds: number;
  /** Of so many files of tests that run the place, the selection has so many. */
  readonly files: number;
  readonly all: number;
}

/** More than the whole suite takes on a slow machine. */
const MEASURE_SECONDS = 3600;

/** Knows the tests that can notice a change: those that run the function when nothing is changed. */
export class CoveringTests {
  private readonly regions = new Map<string, readonly Region[] | 'unknown'>();

  private constructor(
    private readonly root: string,
    private readonly measured: Measured,
  ) {}

  /** Runs the whole suite once, and later only files of tests that are new or changed. */
  public static async measure(root: string, cache: string): Promise<CoveringTests> {
    const path = join(cache, 'covering-tests.json');
    const known: Measured | undefined = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
    const tests = filesBelow(root, 'test').filter((file) => file.endsWith('.test.ts'));
    const fresh = tests.filter((file) => known?.tests[file]?.digest !== digest(root, file));
    if (fresh.length === 0 && known !== undefined) return new CoveringTests(root, known);
    mkdirSync(cache, { recursive: true });
    const now = await measure(root, cache, fresh);
    const there = Object.entries(known?.tests ?? {}).filter(([file]) => tests.includes(file));
    const measured = { sources: known?.sources ?? now.sources, tests: { ...Object.fromEntries(there), ...now.tests } };
    writeFileSync(path, JSON.stringify(measured));
    return new CoveringTests(root, measured);
  }

  /** Those of the nearest folders first, and of these the quickest; only the first ones if all take longer than `limitSeconds`. */
  public of({ file, start, end }: Mutant, limitSeconds: number): Choice {
    const regions = this.regionsOf(file);
    const inside = ({ start: from, end: to }: Region) => from <= start && end <= to;
    const innermost = regions === 'unknown' ? undefined : regions.map(inside).lastIndexOf(true);
    const found = Object.entries(this.measured.tests)
      .flatMap(([test, measured]) => {
        const tests = testsThatRun(file, innermost, measured);
        return tests === undefined ? [] : [{ test, tests, seconds: secondsOf(tests, measured), distance: distance(file, test) }];
      })
      .sort((a, b) => a.distance - b.distance || a.seconds - b.seconds);
    const selection: { [file: string]: readonly number[] | 'all' } = {};
    let sum = 0;
    for (const { test, tests, seconds } of found) {
      if (sum > 0 && sum + seconds > limitSeconds) continue;
      selection[test] = tests;
      sum += seconds;
    }
    return { selection, seconds: sum, files: Object.keys(selection).length, all: found.length };
  }

  /** Unknown once the source has changed: then every test that loads it counts. */
  private regionsOf(file: string): readonly Region[] | 'unknown' {
    const known = this.regions.get(file);
    if (known !== undefined) return known;
    const same = this.measured.sources[file] === digest(this.root, file);
    const regions = same ? counted(file, readFileSync(join(this.root, file), 'utf8')).regions : 'unknown';
    this.regions.set(file, regions);
    return regions;
  }
}

/** Which tests of a file run a region of a source, or any region of it; `undefined` if none does. */
function testsThatRun(source: string, region: number | undefined, { recorded }: MeasuredTest): readonly number[] | 'all' | undefined {
  const regions = recorded?.regions[source];
  if (regions === undefined) return undefined;
  const tests = region === undefined ? [LOADING] : regions[region];
  return tests?.includes(LOADING) ? 'all' : tests;
}

function secondsOf(tests: readonly number[] | 'all', { seconds, recorded }: MeasuredTest): number {
  if (tests === 'all' || recorded === undefined) return seconds;
  const left = recorded.milliseconds.filter((_, place) => !tests.includes(place)).reduce((sum, one) => sum + one, 0);
  return Math.max(seconds - left / 1000, 0.1);
}

/** How many folders up from a source the first one lies that a test shares. Folders of tests mirror those of sources. */
function distance(source: string, test: string): number {
  const [from, to] = [dirname(source).split('/').slice(1), dirname(test).split('/').slice(1)];
  const same = from.findIndex((folder, index) => folder !== to[index]);
  return same < 0 ? 0 : from.length - same;
}

async function measure(root: string, cache: string, tests: readonly string[]): Promise<Measured> {
  console.log(`measuring what ${tests.length} files of tests run`);
  const copy = new Copy(root);
  const hitsIn = mkdtempSync(join(cache, 'hits-'));
  try {
    const sources = filesBelow(root, 'src');
    for (const source of sources) {
      const text = copy.read(source);
      // A file of types alone stays as it is: tests compare generated ones with what they should be.
      if (mutantsOf(source, text).length > 0) copy.write(source, counted(source, text).text);
    }
    const { files } = await copy.record(tests, hitsIn, MEASURE_SECONDS);
    const recorded = new Map<string, Recorded>();
    for (const name of readdirSync(hitsIn)) {
      const one = JSON.parse(readFileSync(join(hitsIn, name), 'utf8')) as Recorded;
      recorded.set(one.file, one);
    }
    const failed = files.filter(({ passed }) => !passed).map(({ file }) => file);
    if (failed.length > 0) console.log(`left aside, because they fail in a copy without any change: ${failed.join(', ')}`);
    const measured = files.map(({ file, seconds, passed }) => {
      const one = passed ? recorded.get(file) : undefined;
      return [file, { digest: digest(root, file), seconds, ...(one && { recorded: one }) }];
    });
    return { sources: Object.fromEntries(sources.map((file) => [file, digest(root, file)])), tests: Object.fromEntries(measured) };
  } finally {
    copy.remove();
    rmSync(hitsIn, { recursive: true, force: true });
  }
}
