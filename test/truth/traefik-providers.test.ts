import { join } from 'node:path';
import { resolve, trace } from '../../src/table/resolve';
import { answerCase, tableOf } from './harness/answer-case';
import { INGRESS_NGINX } from './harness/ingress-nginx';
import { readLines } from './harness/read-lines';
import type { RecordedCase, RecordedRequest, RequestAnswer } from './harness/recorded-case';
import { sentRequest } from './harness/sent-request';
import type { Surroundings } from './harness/surroundings';
import { TRAEFIK_INGRESS, TRAEFIK_NGINX } from './harness/traefik';

/** The judge: what the real Traefik did with Ingresses that others wrote. See traefik-3.7.13/README.md. */
const FOLDER = join(__dirname, 'traefik-3.7.13/providers');

type Answer = Exclude<RequestAnswer, { undecided: string }>;

interface Recorded extends Omit<RecordedCase, 'requests'> {
  /** Routers of one entry point have the same priority. */
  readonly ties?: true;
  readonly requests: readonly (RecordedRequest & {
    readonly observed: Partial<Answer>;
    /** Further answers to the same request, as routers of one priority come in a random order. */
    readonly unstable?: readonly Partial<Answer>[];
    /** Whether ingress-nginx was recorded to answer otherwise. */
    readonly differsFromIngressNginx?: true;
  })[];
}

function recording(file: string): readonly Recorded[] {
  const [head, ...cases] = readLines<Recorded>(join(FOLDER, file));
  return cases.map((one) => ({ ...one, ...(head?.options === undefined ? {} : { options: head.options }) }));
}

const answer = ({ status = null, backend = null, upstreamUri = null, location = null }: Partial<Answer>): Answer => ({
  status,
  backend,
  upstreamUri,
  location,
});

const inOrder = (answers: readonly unknown[]): readonly string[] => [...new Set(answers.map((one) => JSON.stringify(one)))].sort();

describe.each<readonly [string, Surroundings, number, number]>([
  ['plain.jsonl', TRAEFIK_INGRESS, 4699, 56],
  ['plain-strict.jsonl', TRAEFIK_INGRESS, 2148, 10],
  ['plain-random.jsonl', TRAEFIK_INGRESS, 1925, 21],
  ['nginx-provider.jsonl', TRAEFIK_NGINX, 6995, 97],
])('%s', (file, surroundings, count, unstable) => {
  const compared = { requests: 0, leftToChance: 0 };

  test.each(recording(file).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const table = tableOf(one, surroundings);
    const { requests } = answerCase(one, surroundings);
    one.requests.forEach(({ observed, unstable: further, differsFromIngressNginx, ...request }, index) => {
      const got = requests[index] as RequestAnswer;
      if (further === undefined) expect({ request, got }).toEqual({ request, got: answer(observed) });
      else {
        // One of all answers, and which one is not guessed.
        const oneOf = 'undecided' in got ? (got.oneOf ?? []) : [];
        expect({ request, oneOf: inOrder(oneOf) }).toEqual({ request, oneOf: inOrder([observed, ...further].map(answer)) });
        compared.leftToChance++;
      }
      compared.requests++;
      // The index and the list in order say the same.
      const sent = sentRequest(request);
      expect(trace(table, sent).resolution).toEqual(resolve(table, sent));
    });
  });

  afterAll(() => {
    process.stdout.write(
      `truth: ${surroundings.controller} ${file}: ${compared.requests} of ${count} requests agree, ${compared.leftToChance} of them left to chance\n`,
    );
  });

  test('every recorded request was compared', () => expect(compared).toEqual({ requests: count, leftToChance: unstable }));
});

/** Not the group about protocols, because the echo servers differed, nor what admission let in or the API server refused for one alone. */
const isComparable = ({ name, rejected = [] }: Recorded): boolean =>
  !name.startsWith('protocol/') && !name.endsWith('-bypass') && rejected.length === 0;

/** Where no rule takes a request, one has a default backend for it and the other has not; both answer 404. */
const withoutBackend = (one: RequestAnswer): RequestAnswer => ('backend' in one && one.status === 404 ? { ...one, backend: null } : one);

test('the requests that ingress-nginx and Traefik treat differently are those that were recorded to differ', () => {
  const found = { differ: 0, both: 0, missed: 0, notRecorded: 0, undecided: 0 };
  for (const one of recording('nginx-provider.jsonl').filter(isComparable)) {
    const before = answerCase({ ...one, mode: 'enforce' }, INGRESS_NGINX);
    const after = answerCase(one, TRAEFIK_NGINX);
    // While its configuration cannot be loaded, ingress-nginx goes on with the one before.
    if (!before.configOk) continue;
    one.requests.forEach(({ differsFromIngressNginx = false }, index) => {
      const [a, b] = [before, after].map(({ requests }) => withoutBackend(requests[index] as RequestAnswer)) as [
        RequestAnswer,
        RequestAnswer,
      ];
      if ('undecided' in a || 'undecided' in b) {
        found.undecided++;
        return;
      }
      const differs = JSON.stringify(a) !== JSON.stringify(b);
      if (differs) found.differ++;
      if (differs && differsFromIngressNginx) found.both++;
      if (!differs && differsFromIngressNginx) found.missed++;
      if (differs && !differsFromIngressNginx) found.notRecorded++;
    });
  }
  const { differ, both, missed } = found;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `truth: ingress-nginx against traefik/nginx: ${both} differences, precision ${percent(both / differ)}, recall ${percent(both / (both + missed))}\n`,
  );
  expect(found).toEqual({ differ: 1799, both: 1799, missed: 0, notRecorded: 0, undecided: 78 });
});
