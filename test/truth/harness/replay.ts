import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseSituations } from '../../../e2e/record/cases';
import { exampleSituations } from '../../../e2e/record/examples';
import { PROVIDERS, type Provider, type ProviderName, providerOf, type Recorded, targetOf } from '../../../e2e/record/providers';
import type { Provenance, RecordedRequest, RecordedSituation, Situation } from '../../../e2e/record/recording';
import { buildTable } from '../../../src/dialects/build-table';
import { DIALECTS } from '../../../src/dialects/registry';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { FeatureName } from '../../../src/model/features';
import { requestTo } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import { type Answer, absoluteLocation, answerOf, answerText } from '../../answer';
import { CaseApp, OWN, SETTINGS } from '../../case-app';
import { differenceOf } from '../../case-exceptions';
import { type Case, emptyEndpoints, loadCases, probeText } from '../../cases';
import { collectWarnings } from '../../synth-routes';

/** Something that a program does otherwise than was meant, or than ingress-nginx does. */
interface Exception {
  readonly name: string;
  readonly reason: string;
  readonly source: string;
  /** By provider, situation and request: what the program does. */
  readonly where: { readonly [P in ProviderName]?: { readonly [situation: string]: { readonly [request: string]: string } } };
}

/** Compares what a program did with what this library renders: with what is meant, and with what the library reads. */
export function replay(program: Recorded, folder: string): void {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const provenance = JSON.parse(read('provenance.json')) as Provenance;
  const exceptions = JSON.parse(read('exceptions.json')) as readonly Exception[];
  const cases = new Map(loadCases().map((one) => [one.name, one]));
  const isRecorded = ({ provider }: Situation): boolean => providerOf(provider).program === program;

  collectWarnings();

  describe.each([
    ['cases.jsonl', () => caseSituations([...cases.values()])],
    ['examples.jsonl', exampleSituations],
  ])('%s', (file, situations) => {
    const recorded = read(file)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RecordedSituation);
    const counts = new Map(
      PROVIDERS.map(({ name }) => [name, { requests: 0, agree: 0, asMeant: 0, excused: 0, asIngressNginx: 0, otherwise: 0 }]),
    );

    let wanted: ReadonlyMap<string, Situation>;
    beforeAll(() => {
      wanted = new Map(
        situations()
          .filter(isRecorded)
          .map((one) => [keyOf(one), one]),
      );
    });

    test('what is rendered and asked today is recorded; if not, npm run e2e:record makes a new recording', () => {
      expect(recorded.map(keyOf)).toEqual([...wanted.keys()]);
      const requests = recorded.reduce((sum, one) => sum + one.requests.length, 0);
      expect({ situations: recorded.length, requests }).toEqual(provenance.files[file]);
    });

    test.each(recorded.map((one) => [keyOf(one), one] as const))('%s: the reader of the provider says the same', (_, situation) => {
      const answers = readerOf(situation, cases.get(situation.name));
      const said = situation.requests.map((request) => [request.url, answers(request)]);
      expect(said).toEqual(situation.requests.map((request) => [request.url, [...new Set(answersIn(request).map(answerText))].sort()]));
      counts.get(situation.provider)!.agree += said.length;
    });

    test.each(recorded.map((one) => [keyOf(one), one] as const))('%s', (key, situation) => {
      expect(asAsked(situation)).toEqual(asAsked(wanted.get(key)!));
      const { name, provider } = situation;
      const one = cases.get(name);
      const oracle = oracleOf(situation, one);
      const count = counts.get(provider)!;
      const differences: [request: string, did: string][] = [];
      situation.requests.forEach((request, index) => {
        const probe = one?.probes[index];
        const isAsMeant = probe !== undefined && did(request, probe.meant);
        const isExcused = probe !== undefined && isApproximate(probe.excusedBy, provider);
        const said = oracle?.(request);
        const isAsSaid = said !== undefined && did(request, said);
        const isOtherwise = (probe !== undefined && !isAsMeant && !isExcused) || (said !== undefined && !isAsSaid);
        count.requests++;
        if (isAsMeant) count.asMeant++;
        if (isExcused && !isAsMeant) count.excused++;
        if (isAsSaid) count.asIngressNginx++;
        if (!isOtherwise) return;
        count.otherwise++;
        const answer = answersIn(request).map(answerText).join(', or ');
        // What no route can say is listed beside the cases, for everybody who reads them.
        if (one !== undefined && probe !== undefined && differenceOf(targetOf(providerOf(provider)), one, probe)?.answer === answer) return;
        differences.push([probeText({ headers: {}, ...request }), answer]);
      });
      const listed = exceptions.flatMap(({ where }) => Object.entries(where[provider]?.[name] ?? {}));
      expect(differences.sort()).toEqual(listed.sort());
    });

    afterAll(() => {
      for (const [provider, { requests, agree, asMeant, excused, asIngressNginx, otherwise }] of counts) {
        if (requests === 0) continue;
        const nginx = asIngressNginx === 0 ? '' : `${asIngressNginx} as the library says of ingress-nginx, `;
        process.stdout.write(
          `truth: ${program} ${file} ${provider}: ${agree} of ${requests} requests agree; ${asMeant} as meant, ` +
            `${excused} not as meant as "approximate" says, ${nginx}${otherwise} exceptions\n`,
        );
      }
    });
  });

  test('every exception has a reason with its source, and is about situations that there are', () => {
    const known = new Set([...cases.keys(), ...exampleSituations().map(({ name }) => name)]);
    for (const { name, reason, source, where } of exceptions) {
      expect({ name, reason, source }).toEqual({
        name: expect.stringMatching(/^[a-z-]+$/),
        reason: expect.stringMatching(/\.$/),
        source: expect.stringContaining('@v'),
      });
      const situations = Object.values(where).flatMap((one) => Object.keys(one));
      expect(situations.filter((situation) => !known.has(situation))).toEqual([]);
      process.stdout.write(`truth: ${program}: ${name}: ${situations.length} situation(s)\n`);
    }
  });
}

function keyOf({ name, provider }: Situation | RecordedSituation): string {
  return `${name}, ${provider}`;
}

/** What was applied and sent. */
const asAsked = ({ manifests, requests }: Situation | RecordedSituation) => ({
  manifests,
  requests: requests.map(({ url, headers = {}, method }) => ({ url, headers, method })),
});

/** What ingress-nginx does with the same manifests, as the library says; of another controller's manifests it says nothing. */
function oracleOf({ provider, manifests }: RecordedSituation, one: Case | undefined): ((request: RecordedRequest) => Answer) | undefined {
  const controller = providerOf(provider).dialect;
  if (controller !== 'ingress-nginx') return undefined;
  const others = one === undefined ? [] : [...new CaseApp(one, controller).services, ...emptyEndpoints(one)];
  const { table } = buildTable([...(manifests as readonly KubeObject[]), ...others], { controller });
  return ({ url, headers = {}, method = 'GET' }) => answerOf(resolve(table, requestTo(url, { headers, method })), url);
}

/** As the chart sets them for the providers that Traefik has for itself; and routes may name Services of other namespaces. */
const settingsOf = ({ program, dialect }: Provider) =>
  program === 'traefik' && (dialect === 'traefik' || dialect === 'portable') ? { settings: SETTINGS.traefik } : {};

/** Every answer that the library gives to a request, as text: several where chance decides. */
function readerOf({ provider, manifests }: RecordedSituation, one: Case | undefined): (request: RecordedRequest) => readonly string[] {
  const { dialect, variant, reader } = providerOf(provider);
  const others = one === undefined ? [] : [...new CaseApp(one, dialect, 'default', variant).services, ...emptyEndpoints(one)];
  const { table } = buildTable([...(manifests as readonly KubeObject[]), ...others], {
    controller: reader,
    ...settingsOf(providerOf(provider)),
  });
  return ({ url, headers = {}, method = 'GET' }) => {
    const decision = resolve(table, { ...requestTo(url, { headers, method }), clientAddress: '127.0.0.1' });
    const all = decision.oneOf ?? decision.alternatives?.map((alternative) => alternative.decision) ?? [decision];
    return [...new Set(all.map((each) => answerText(answerOf(each, url))))].sort();
  };
}

/** Whether the controller that the routes were rendered for meets a feature only approximately, and the library says so. */
function isApproximate(feature: FeatureName | undefined, provider: ProviderName): boolean {
  if (feature === undefined) return false;
  const { dialect, variant } = providerOf(provider);
  const { answers, identity } = DIALECTS[dialect];
  return answers({ ...identity, own: OWN[dialect] ?? {}, ...(variant === undefined ? {} : { variant }) })[feature].kind === 'approximate';
}

/** What was done, each different answer once, without shares. */
function answersIn({ url, answers }: RecordedRequest): readonly Answer[] {
  return answers.map(({ status, location, backend, path = '' }) => {
    if (backend !== undefined) return { kind: 'backend', backend: serviceIn(backend), path };
    return location === undefined ? { kind: 'status', status } : { kind: 'redirect', status, location: absoluteLocation(location, url) };
  });
}

const serviceIn = (backend: string): string => backend.slice(backend.indexOf('/') + 1);

function did(request: RecordedRequest, expected: Answer): boolean {
  const answers = answersIn(request);
  if (expected.kind !== 'shares') return answers.length === 1 && answers.every((answer) => answerText(answer) === answerText(expected));
  const total = request.answers.reduce((sum, { times = 0 }) => sum + times, 0);
  const shares = answers.map((answer, index) => ({ answer, share: (request.answers[index]?.times ?? 0) / total }));
  return (
    answers.length === Object.keys(expected.shares).length &&
    shares.every(
      ({ answer, share }) =>
        answer.kind === 'backend' && answer.path === expected.path && Math.abs(share - (expected.shares[answer.backend] ?? 0)) <= TOLERANCE,
    )
  );
}

/** Shares need not be met to the last request. */
const TOLERANCE = 0.05;
