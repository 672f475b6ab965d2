import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RuleCase, type RuleSurroundings, rulesOf } from './harness/rules';
import { main, RECORDING } from './harness/rules-main';

/** The judge: what the controller's own code builds. See aws-load-balancer-controller-3.5.0/README.md. */
interface Result extends Outcome {
  readonly admission: { readonly [object: string]: { readonly allowed: boolean; readonly message?: string } };
  /** The same for all objects, if some are refused. */
  readonly ifAdmissionWereOff?: Outcome;
}

interface Outcome {
  readonly ingresses: { readonly [ingress: string]: { readonly error?: string } };
  readonly groups: readonly Group[];
}

interface Group {
  readonly group: string;
  readonly members?: readonly string[];
  readonly error?: string;
  readonly phase?: string;
  readonly loadBalancers?: readonly { readonly id: string; readonly listeners: readonly Listener[] }[];
}

interface Listener {
  readonly rules: readonly object[];
}

type Recording = RuleSurroundings & { readonly cases: readonly (RuleCase & { readonly result: Result })[] };

const recording = JSON.parse(readFileSync(RECORDING, 'utf8')) as Recording;

/** The words of refusals are the library's own. */
function withoutWords({ admission, ifAdmissionWereOff, ...outcome }: Result): object {
  return {
    admission: Object.fromEntries(Object.entries(admission).map(([key, { allowed }]) => [key, allowed])),
    ifAdmissionWereOff: ifAdmissionWereOff && wordless(ifAdmissionWereOff),
    ...wordless(outcome),
  };
}

function wordless({ ingresses, groups }: Outcome): object {
  const without = ({ error, ...rest }: { readonly error?: string }) => (error === undefined ? rest : { ...rest, error: true });
  return {
    ingresses: Object.fromEntries(Object.entries(ingresses).map(([key, one]) => [key, without(one)])),
    groups: groups.map((group) => without({ ...group, ...(group.loadBalancers && { loadBalancers: byId(group.loadBalancers) }) })),
  };
}

const byId = <T extends { readonly id: string }>(all: readonly T[]): object => Object.fromEntries(all.map((one) => [one.id, one]));

const resultOf = (one: RuleCase): Result => JSON.parse(JSON.stringify(rulesOf(one, recording))) as Result;

const rulesIn = ({ groups }: Result): number =>
  groups.flatMap(({ loadBalancers = [] }) => loadBalancers).flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules)).length;

describe('what the controller builds', () => {
  const equal = { cases: 0, rules: 0 };

  test.each(recording.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const result = resultOf(one);
    expect(withoutWords(result)).toEqual(withoutWords(one.result));
    for (const { error } of result.groups) expect(error).not.toBe('');
    equal.cases++;
    equal.rules += rulesIn(result);
  });

  test('every case and every rule was compared', () => {
    const rules = recording.cases.reduce((sum, { result }) => sum + rulesIn(result), 0);
    process.stdout.write(`truth: aws-load-balancer: ${equal.cases} of ${recording.cases.length} cases, ${equal.rules} of ${rules} rules\n`);
    expect(equal).toEqual({ cases: 655, rules: 1467 });
  });
});

describe('truth:rules', () => {
  test('writes one line a case, in order, and asks nothing of the file but its cases', () => {
    const folder = mkdtempSync(join(tmpdir(), 'truth-rules-'));
    const file = join(folder, 'cases.json');
    writeFileSync(file, JSON.stringify({ cases: recording.cases.map(({ name, flags, objects }) => ({ name, flags, objects })) }));
    const output: string[] = [];
    expect(main([file], { write: (text) => output.push(text) }, { write: () => fail() })).toBe(0);
    rmSync(folder, { recursive: true });
    const lines = output.map((line) => JSON.parse(line) as { readonly name: string; readonly result: Result });
    expect(lines.map(({ name }) => name)).toEqual(recording.cases.map(({ name }) => name));
    expect(lines.map(({ result }) => rulesIn(result))).toEqual(recording.cases.map(({ result }) => rulesIn(result)));
  });

  test.each([
    [[], 'truth:rules: it takes one file: npm run --silent truth:rules -- <cases.json>\n'],
    [['/does/not/exist.json'], 'truth:rules: "/does/not/exist.json": it cannot be read'],
    [[__filename], 'it is not JSON'],
    [[join(__dirname, 'traefik-3.7.13/provenance.json')], 'it has no list "cases"'],
  ])('%j is a wrong use, which it says', (args, message) => {
    const errors: string[] = [];
    expect(main(args, { write: () => fail() }, { write: (text) => errors.push(text) })).toBe(2);
    expect(errors.join('')).toContain(message);
  });

  test('is a command of the repository', () => {
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    expect(scripts['truth:rules']).toBe('tsx --tsconfig test/tsconfig.json test/truth/harness/rules-main.ts');
  });
});

const fail = (): never => {
  throw new Error('nothing may be written here');
};
