import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, trace } from '../../src/table/resolve';
import { answerCase, tableOf } from './harness/answer-case';
import { CONTROLLERS } from './harness/controllers';
import { readLines } from './harness/read-lines';
import type { ConditionAnswer, RecordedCase, RequestAnswer } from './harness/recorded-case';
import { sentRequest } from './harness/sent-request';
import type { Surroundings } from './harness/surroundings';

/** The judge: what the real controllers did. See gateway-api/README.md. */
const FOLDER = join(__dirname, 'gateway-api');

interface Observed {
  readonly status: number | null;
  readonly backend?: string;
  readonly upstreamUri?: string;
  readonly location?: string;
  readonly rule?: string;
  readonly or?: readonly Observed[];
}

interface Result {
  readonly name: string;
  readonly rejected?: readonly string[];
  readonly conditions?: { readonly [object: string]: readonly ConditionAnswer[] };
  readonly answers: readonly Observed[];
}

interface Exception {
  readonly controller: string;
  readonly case: string;
  readonly path: string;
  readonly reason: string;
}

const lines = <T>(file: string): readonly T[] => readLines<T>(join(FOLDER, file));

const cases = new Map(lines<RecordedCase>('cases.jsonl').map((one) => [one.name, one]));
const exceptions = JSON.parse(readFileSync(join(FOLDER, 'exceptions.json'), 'utf8')) as readonly Exception[];
const used = new Set<Exception>();

const answerText = ({ status, backend, upstreamUri, location }: Omit<Observed, 'rule' | 'or'>): RequestAnswer => ({
  status,
  backend: backend ?? null,
  upstreamUri: upstreamUri ?? null,
  location: location ?? null,
});

/** Whether chance decided, and everything that was seen is among what the library says may happen. */
function isChance(answer: RequestAnswer, { or, ...seen }: Observed): boolean {
  if (!('undecided' in answer) || or === undefined) return false;
  return answer.oneOf === undefined || [seen, ...or].every((one) => answer.oneOf?.some((may) => isEqual(may, answerText(one))));
}

const isEqual = (a: RequestAnswer, b: RequestAnswer): boolean => JSON.stringify(a) === JSON.stringify(b);

const inOrder = (conditions: Result['conditions'] = {}) =>
  Object.entries(conditions)
    .map(([object, all]) => [object, all.map(({ of = '', type, status, reason }) => `${of} ${type} ${status} ${reason}`).sort()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

describe.each([
  ['envoy-gateway', 6641, 6, 90],
  ['istio', 6811, 10, 60],
  ['contour', 6815, 6, 90],
  ['traefik', 6619, 28, 0],
])('%s', (implementation, requests, byChance, conditions) => {
  const surroundings = CONTROLLERS.find(({ controller }) => controller === `gateway-api/${implementation}`) as Surroundings;
  const results = lines<Result>(`${implementation}.jsonl`);
  const compared = { requests: 0, chance: 0, exceptions: 0, conditions: 0, rules: 0 };

  test.each(results.map((result) => [result.name, result] as const))('%s', (name, { rejected = [], conditions: said, answers }) => {
    const given = { ...(cases.get(name) as RecordedCase), rejected };
    const answer = answerCase(given, surroundings);
    answers.forEach((observed, index) => {
      const mine = answer.requests[index] as RequestAnswer;
      const exception = exceptions.find(
        (one) => one.controller === implementation && one.case === name && one.path === given.requests[index]?.path,
      );
      if (isChance(mine, observed)) compared.chance++;
      else if (exception === undefined) {
        expect({ request: given.requests[index], answer: mine }).toEqual({ request: given.requests[index], answer: answerText(observed) });
        compared.requests++;
      } else {
        expect(mine).not.toEqual(answerText(observed));
        used.add(exception);
        compared.exceptions++;
      }
    });
    expect(inOrder(answer.conditions)).toEqual(inOrder(said));
    compared.conditions += Object.values(said ?? {}).flat().length;
  });

  test.each(results.map((result) => [result.name, result] as const))('%s: the rule that decides, and the long way', (name, result) => {
    const given = { ...(cases.get(name) as RecordedCase), rejected: result.rejected ?? [] };
    const table = tableOf(given, surroundings);
    if (table.frozen.length > 0) return;
    result.answers.forEach(({ rule }, index) => {
      const request = sentRequest(given.requests[index] as RecordedCase['requests'][number]);
      const decision = resolve(table, request);
      // The index and the list in order say the same.
      expect(trace(table, request).resolution).toEqual(decision);
      if (rule === undefined || decision.undecided !== undefined) return;
      const { namespace = '', name: route = '', field = '' } = decision.decidedBy ?? {};
      expect(`${namespace}/${route} ${/^spec\.rules\[(\d+)\]/.exec(field)?.[1]}`).toBe(rule);
      compared.rules++;
    });
  });

  test('every recorded request and condition was compared', () => {
    const { exceptions: others, chance, rules } = compared;
    process.stdout.write(
      `truth: gateway-api/${implementation}: ${compared.requests} of ${requests} requests, ${chance} by chance, ${others} exception(s), ` +
        `${compared.conditions} of ${conditions} conditions, ${rules} deciding rules\n`,
    );
    expect([compared.requests + others, chance, compared.conditions]).toEqual([requests, byChance, conditions]);
  });
});

test('every exception is needed, and says why', () => {
  expect(exceptions.filter((one) => !used.has(one) || one.reason === '')).toEqual([]);
});
