import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, trace } from '../../src/table/resolve';
import { answerCase, tableOf } from './harness/answer-case';
import { INGRESS_NGINX } from './harness/ingress-nginx';
import { readLines } from './harness/read-lines';
import type { RecordedCase, RecordedRequest } from './harness/recorded-case';
import { sentRequest } from './harness/sent-request';

/** The judge: what the real controller did. See ingress-nginx-1.15.1/README.md. */
const FOLDER = join(__dirname, 'ingress-nginx-1.15.1');

interface Recorded extends Omit<RecordedCase, 'mode' | 'requests'> {
  readonly results: readonly Result[];
}

interface Result {
  readonly mode: 'enforce' | 'bypass';
  readonly allowed: readonly boolean[];
  readonly configOk: boolean;
  readonly requests: readonly (RecordedRequest & { readonly observed: Observed })[];
}

interface Observed {
  readonly status: number | null;
  readonly backend?: string;
  readonly upstreamUri?: string;
  readonly location?: string;
  readonly ingress?: string;
}

interface Exception {
  readonly case: string;
  readonly mode: string;
  readonly what: string;
  readonly reason: string;
}

const exceptions = JSON.parse(readFileSync(join(FOLDER, 'exceptions.json'), 'utf8')) as readonly Exception[];
const used = new Set<Exception>();

const recordings = (file: string): readonly Recorded[] => readLines<Recorded>(join(FOLDER, file));

/** What the library says, or what was recorded where that is known to differ. */
const unlessExcepted = ({ name, mode, what }: { name: string; mode: string; what: string }, said: boolean, recorded: boolean): boolean => {
  const found = said === recorded ? undefined : exceptions.find((one) => one.case === name && one.mode === mode && one.what === what);
  if (found === undefined) return said;
  used.add(found);
  return recorded;
};

/** Whether the log shows the request itself: of a mirrored one it has the copy. */
const isLogged = ({ configMap = {}, ingresses = [] }: Pick<RecordedCase, 'configMap' | 'ingresses'>): boolean =>
  !('skip-access-log-urls' in configMap) &&
  !ingresses.some(({ metadata }) => 'nginx.ingress.kubernetes.io/mirror-target' in (metadata.annotations ?? {}));

describe.each([
  ['cases.jsonl', 7263],
  ['random.jsonl', 9210],
  ['second-cases.jsonl', 3123],
  ['second-random.jsonl', 9430],
  ['second-answers.jsonl', 510],
  ['third-random.jsonl', 4344],
])('%s', (file, count) => {
  const cases = recordings(file).flatMap(({ results, ...one }) =>
    results.map((result) => [`${one.name} (${result.mode})`, one, result] as const),
  );
  const compared = { requests: 0, verdicts: 0, origins: 0 };

  test.each(cases)('%s', (_, one, { mode, allowed, configOk, requests }) => {
    const answer = answerCase({ ...one, mode, requests }, INGRESS_NGINX);
    const verdicts = (answer.admission ?? []).map((verdict, i) =>
      unlessExcepted({ name: one.name, mode, what: `admission of ${verdict.ingress}` }, verdict.allowed, allowed[i] === true),
    );
    compared.verdicts += verdicts.length;
    const loads = unlessExcepted({ name: one.name, mode, what: 'configOk' }, answer.configOk === true, configOk);
    expect({ admission: verdicts, configOk: loads }).toEqual({ admission: allowed, configOk });
    if (!configOk) return;
    const expected = requests.map(({ observed: { status, backend = null, upstreamUri = null, location = null } }) => ({
      status,
      backend,
      upstreamUri,
      location,
    }));
    expect(answer.requests).toEqual(expected);
    compared.requests += expected.length;
  });

  test.each(cases)('%s: the object that decides, and the long way', (_, one, { mode, configOk, requests }) => {
    if (!configOk) return;
    const table = tableOf({ ...one, mode, requests }, INGRESS_NGINX);
    for (const { observed, ...sent } of requests) {
      const request = sentRequest(sent);
      const resolution = resolve(table, request);
      // The index and the list in order say the same.
      expect(trace(table, request).resolution).toEqual(resolution);
      // The controller logs the Ingress of the location; which of its canaries was asked it does not say, nor that a page was asked for.
      if (resolution.backend === undefined || observed.backend === undefined || !isLogged(one)) continue;
      if (/\/canary-|\["custom-http-errors"\]/.test(resolution.decidedBy?.field ?? '')) continue;
      const { kind, namespace, name } = resolution.decidedBy ?? { kind: '', namespace: '', name: '' };
      expect(kind === 'Ingress' ? `${namespace}/${name}` : undefined).toBe(observed.ingress);
      compared.origins++;
    }
  });

  afterAll(() => {
    process.stdout.write(
      `truth: ${file}: ${compared.requests} of ${count} requests, ${compared.verdicts} verdicts of admission, ${compared.origins} deciding objects\n`,
    );
  });

  test('every recorded request was compared', () => expect(compared.requests).toBe(count));
});

test('every exception is needed, and says why', () => {
  process.stdout.write(`truth: ${exceptions.length} exception(s): ${exceptions.map((one) => `${one.case} ${one.what}`).join(', ')}\n`);
  expect(exceptions.filter((one) => !used.has(one) || one.reason === '')).toEqual([]);
});
