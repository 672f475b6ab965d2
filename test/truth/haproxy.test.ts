import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, trace } from '../../src/table/resolve';
import { answerCase, tableOf } from './harness/answer-case';
import { HAPROXY } from './harness/haproxy';
import { readLines } from './harness/read-lines';
import type { RecordedCase, RecordedRequest, RequestAnswer } from './harness/recorded-case';
import { sentRequest } from './harness/sent-request';

/** The judge: what the real controller and HAProxy did. See haproxy-3.2.11/README.md. */
const FOLDER = join(__dirname, 'haproxy-3.2.11');

interface Recorded extends Omit<RecordedCase, 'requests'> {
  readonly requests: readonly (RecordedRequest & { readonly observed: Observed })[];
}

interface Answer {
  readonly status: number | null;
  readonly backend?: string;
  readonly upstreamUri?: string;
  readonly location?: string;
}

interface Observed extends Answer {
  /** Answers of other passes, where they differ from each other. */
  readonly alsoSeen?: readonly Answer[];
}

interface Exception {
  readonly case: string;
  /** How many of its requests have another answer, or none. */
  readonly requests: number;
  readonly reason: string;
}

const exceptions = JSON.parse(readFileSync(join(FOLDER, 'exceptions.json'), 'utf8')) as readonly Exception[];
const used = new Set<Exception>();

const recordings = (file: string): readonly Recorded[] => readLines<Recorded>(join(FOLDER, file));

const answerOf = ({ status, ...rest }: Answer): RequestAnswer => ({
  status,
  backend: rest.backend ?? null,
  upstreamUri: rest.upstreamUri ?? null,
  location: rest.location ?? null,
});

/** What is open to the library has to be open in fact: each answer that was recorded is one of those that it names. */
const agrees = (answer: RequestAnswer, { alsoSeen = [], ...observed }: Observed): boolean => {
  const seen = [observed, ...alsoSeen].map((one) => JSON.stringify(answerOf(one)));
  const said = 'oneOf' in answer ? (answer.oneOf ?? []) : [answer];
  const texts = said.map((one) => JSON.stringify(one));
  return seen.every((one) => texts.includes(one));
};

describe.each([
  ['plain.jsonl', 4699],
  ['plain-random.jsonl', 1925],
  ['own.jsonl', 1030],
  ['cases.jsonl', 214],
])('%s', (file, count) => {
  const cases = recordings(file).map((one) => [one.name, one] as const);
  const compared = { same: 0, oneOf: 0, otherwise: 0 };

  test.each(cases)('%s', (name, one) => {
    const { requests } = answerCase(one, HAPROXY);
    expect(requests).toHaveLength(one.requests.length);
    const different = one.requests.flatMap(({ observed, ...sent }, index) => {
      const answer = requests[index] as RequestAnswer;
      if (agrees(answer, observed)) {
        compared['oneOf' in answer ? 'oneOf' : 'same']++;
        return [];
      }
      compared.otherwise++;
      return [{ sent, answer, observed }];
    });
    const exception = exceptions.find((each) => each.case === name);
    if (exception === undefined) expect(different).toEqual([]);
    else {
      used.add(exception);
      expect(different).toHaveLength(exception.requests);
    }
  });

  test.each(cases)('%s: the long way says the same as the index', (_, one) => {
    const table = tableOf(one, HAPROXY);
    for (const { observed: __, ...sent } of one.requests) {
      const request = sentRequest(sent);
      expect(trace(table, request).resolution).toEqual(resolve(table, request));
    }
  });

  afterAll(() => {
    const { same, oneOf, otherwise } = compared;
    process.stdout.write(
      `truth: haproxy ${file}: ${same + oneOf} of ${count} requests, ${oneOf} of them as one of several answers, ${otherwise} exceptions\n`,
    );
  });

  test('every recorded request was compared', () => expect(compared.same + compared.oneOf + compared.otherwise).toBe(count));
});

test('every exception is needed, and says why', () => {
  process.stdout.write(`truth: haproxy: ${exceptions.map((one) => `${one.case}: ${one.requests}`).join(', ')}\n`);
  expect(exceptions.filter((one) => !used.has(one) || one.reason === '')).toEqual([]);
});
