import { execFileSync, spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Selection } from './environment';

export interface TestRun {
  readonly outcome: 'passed' | 'failed' | 'timed out';
  /** Each file that ran. */
  readonly files: readonly { readonly file: string; readonly passed: boolean; readonly seconds: number }[];
  /** The first test that failed. */
  readonly failure: string | undefined;
}

/** Jest would choose an order by itself. */
const SEQUENCER = `const Sequencer = require('@jest/test-sequencer').default;
const wanted = process.argv.filter((one) => one.endsWith('.test.ts'));
const place = ({ path }) => wanted.findIndex((one) => path.endsWith(one));
module.exports = class extends Sequencer { sort(tests) { return [...tests].sort((a, b) => place(a) - place(b)); } };
`;

/** A copy of the working tree, as it is, for sources to be changed in: nothing is changed in the tree itself. */
export class Copy {
  public readonly root = mkdtempSync(join(tmpdir(), 'mutate-'));

  public constructor(original: string) {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: original,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    for (const file of listed.split('\0')) {
      if (file !== '' && existsSync(join(original, file))) cpSync(join(original, file), join(this.root, file));
    }
    symlinkSync(join(original, 'node_modules'), join(this.root, 'node_modules'));
    const config = { ...JSON.parse(this.read('jest.config.json')), testEnvironment: '<rootDir>/test/mutate/environment.ts' };
    this.write('sequencer.cjs', SEQUENCER);
    this.write('record.config.json', JSON.stringify(config));
    this.write('judge.config.json', JSON.stringify({ ...config, testSequencer: '<rootDir>/sequencer.cjs' }));
  }

  public read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  public write(file: string, text: string): void {
    writeFileSync(join(this.root, file), text);
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Runs these files of tests and records, in the folder `hitsIn`, what each test runs. */
  public record(files: readonly string[], hitsIn: string, limitSeconds: number): Promise<TestRun> {
    return this.run(['--config=record.config.json', '--runTestsByPath', ...files], { MUTATE_HITS: hitsIn }, limitSeconds);
  }

  /** Runs these tests, file by file in this order, until the first fails. */
  public judge(selection: Selection, limitSeconds: number): Promise<TestRun> {
    const tests = join(this.root, 'selection.json');
    writeFileSync(tests, JSON.stringify(selection));
    const args = ['--config=judge.config.json', '-i', '--bail', '--runTestsByPath', ...Object.keys(selection)];
    return this.run(args, { MUTATE_TESTS: tests }, limitSeconds);
  }

  private async run(how: readonly string[], env: { readonly [name: string]: string }, limitSeconds: number): Promise<TestRun> {
    const report = join(this.root, 'report.json');
    rmSync(report, { force: true });
    const args = ['node_modules/jest/bin/jest.js', '--ci', '--silent', '--json', `--outputFile=${report}`, ...how];
    const log = openSync(join(this.root, 'jest.log'), 'w');
    const child = spawn(process.execPath, args, { cwd: this.root, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    const ended = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        resolve(false);
      }, limitSeconds * 1000);
      child.on('exit', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    if (!ended) return { outcome: 'timed out', files: [], failure: undefined };
    closeSync(log);
    if (!existsSync(report)) return bailed(this.read('jest.log'));
    return readReport(JSON.parse(readFileSync(report, 'utf8')), this.root);
  }
}

/** Jest writes no report once it has stopped at the first file that fails. */
function bailed(log: string): TestRun {
  const file = /^FAIL (\S+)/m.exec(log)?.[1];
  if (file === undefined) throw new Error(`jest ended without a result:\n${log.slice(-2000)}`);
  return { outcome: 'failed', files: [], failure: `${file}: ${/^ {2}● (.*)/m.exec(log)?.[1]}` };
}

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function readReport({ success, testResults }: Report, root: string): TestRun {
  const fileOf = (path: string) => relative(root, path).replaceAll('\\', '/');
  const failed = testResults.find(({ status }) => status === 'failed');
  const test = failed?.assertionResults.find(({ status }) => status === 'failed')?.fullName ?? failed?.message.slice(0, 200);
  return {
    outcome: success ? 'passed' : 'failed',
    files: testResults.map(({ name, status, startTime, endTime }) => ({
      file: fileOf(name),
      passed: status === 'passed',
      seconds: (endTime - startTime) / 1000,
    })),
    failure: failed === undefined ? undefined : `${fileOf(failed.name)}: ${test}`,
  };
}
