import { buildTable } from '../src/dialects/build-table';
import { featuresOf } from '../src/dialects/check-features';
import type { Dialect, DialectName } from '../src/dialects/dialect';
import { DIALECTS } from '../src/dialects/registry';
import { FEATURES, type FeatureName, notSupported } from '../src/model/features';
import { type RoutingRequest, requestTo } from '../src/table/request';
import { resolve } from '../src/table/resolve';
import type { RoutingTableData } from '../src/table/routing-table';
import { effectsOn } from '../src/words/effects';
import { answerOf, answerText } from './answer';
import { CaseApp, SETTINGS } from './case-app';
import { type Case, emptyEndpoints, loadCases, type Probe, probeText } from './cases';
import { ANSWERS_OTHERWISE, LEFT_OPEN, REFUSED } from './cases-of-controllers';
import { collectWarnings, messageOf } from './synth-routes';

/**
 * The judge of intent: each case is rendered for each dialect, what was rendered is read back as the controller would read it, and what
 * becomes of each request must be what is meant. Only what a dialect says of itself in its `answers` excuses it.
 */
const CASES = loadCases();

/** What a dialect of several implementations makes of the cases has a test of its own, for each of them. */
const READING = (Object.entries(DIALECTS) as [DialectName, Dialect][]).filter(
  ([, { read, variants }]) => read !== undefined && variants === undefined,
);

const requests = { asMeant: 0, undecided: 0, leftOpen: 0, excused: 0, refused: 0 };

collectWarnings();

describe.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const asked = featuresOfCase(one);

  describe.each(READING)('%s', (name, dialect) => {
    const app = new CaseApp(one, name);
    const impossible = notSupported(asked, dialect.answers(dialect.identity));
    if (impossible.length > 0) {
      test(`synth refuses ${impossible.join(', ')}`, () => {
        const message = messageOf(() => app.synth());
        const passed = impossible.filter(
          (feature) => !message.includes(`asks for ${FEATURES[feature]}, which ${dialect.identity.title} cannot do`),
        );
        expect(passed).toEqual([]);
        requests.refused += one.probes.length;
      });
      return;
    }

    const code = REFUSED[name]?.[one.name];
    if (code !== undefined) {
      test(`synth refuses it: ${code}`, () => {
        expect(messageOf(() => app.synth())).toContain(`[${code}]`);
        requests.refused += one.probes.length;
      });
      return;
    }

    let table: ReturnType<typeof readBack> | undefined;
    test.each(one.probes.map((probe) => [probeText(probe), probe.reason, probe] as const))('%s: %s', (_text, _reason, probe) => {
      table ??= readBack(app, one, dialect);
      const request = requestOf(probe);
      const resolution = resolve(table, request);
      if (name === 'portable' && probe.open !== undefined) {
        // Who knows nothing but the Ingress API must not decide what it leaves open.
        expect(resolution).toEqual(expect.objectContaining({ undecided: expect.any(String) }));
        requests.undecided++;
        return;
      }
      if (probe.effects !== undefined) expect(effectsAskedFor(table, request)).toEqual(expect.arrayContaining([...probe.effects]));
      if (probe.protocol !== undefined) expect(resolution.protocol).toBe(probe.protocol);
      if (resolution.undecided !== undefined && LEFT_OPEN[name]?.(probe, asked) === true) {
        requests.leftOpen++;
        return;
      }
      const answer = answerText(answerOf(resolution, probe.url));
      const otherwise = ANSWERS_OTHERWISE[name];
      const said = otherwise?.[one.name]?.answers[probeText(probe)];
      const excusedBy = otherwise === undefined ? probe.excusedBy : said === undefined ? undefined : otherwise[one.name]?.because;
      if (said !== undefined) expect(answer).toBe(said);
      const excuse = excusedBy === undefined ? undefined : dialect.answers(dialect.identity)[excusedBy];
      if (excusedBy === undefined || excuse?.kind !== 'approximate') {
        expect(answer).toBe(answerText(probe.meant));
        requests.asMeant++;
        return;
      }
      expect(answer).not.toBe(answerText(probe.meant));
      // The user is told.
      const what = expect.stringContaining(`asks for ${FEATURES[excusedBy]}; with ${dialect.identity.title} ${excuse.differs}`);
      const findings = app.ingresses.flatMap((ingress) => ingress.findings);
      expect(findings).toContainEqual(expect.objectContaining({ code: 'feature/approximate', what }));
      requests.excused++;
    });
  });

  test('what excuses an answer is something that the routes ask for', () => {
    const excuses = one.probes.flatMap(({ excusedBy }) => (excusedBy === undefined ? [] : [excusedBy]));
    expect(excuses.filter((feature) => !asked.includes(feature))).toEqual([]);
  });
});

test('there is a case for every feature', () => {
  const covered = new Set<string>(CASES.flatMap(featuresOfCase));
  expect(Object.keys(FEATURES).filter((feature) => !covered.has(feature))).toEqual([]);
});

afterAll(() => {
  const { asMeant, undecided, leftOpen, excused, refused } = requests;
  process.stdout.write(
    `cases: ${CASES.length} on ${READING.length} dialects: ${asMeant} requests as meant, ${undecided} undecided as the API leaves ` +
      `them open, ${leftOpen} as a controller does, ${excused} not as meant as "approximate" says, ${refused} not asked as synth refuses\n`,
  );
});

function featuresOfCase(one: Case): readonly FeatureName[] {
  // What a case asks for is the same with every dialect.
  const { ingresses } = new CaseApp(one, 'portable');
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and what the library itself goes by
  return [...new Set(ingresses.flatMap((ingress) => [...featuresOf(ingress['routeSet']()).keys()]))];
}

const requestOf = ({ url, headers, method, from }: Probe): RoutingRequest =>
  requestTo(url, {
    headers,
    ...(method === undefined ? {} : { method }),
    ...(from === undefined ? {} : { clientAddress: from }),
  });

/** What somebody has asked for, besides what the controller does by itself. */
const effectsAskedFor = (table: RoutingTableData, request: RoutingRequest): readonly string[] =>
  (effectsOn(table, request) ?? []).flatMap(({ effect, byDefault }) => (byDefault === true ? [] : [effect]));

/** The table that the controller makes of the manifests; all of them must have a part in it. */
function readBack(app: CaseApp, one: Case, dialect: Dialect) {
  const { table } = buildTable([...app.synth(), ...emptyEndpoints(one)], { controller: dialect.identity.name, settings: SETTINGS });
  const { controller, refused, ignored, frozen } = table;
  expect({ controller, refused, ignored, frozen }).toEqual({ controller: dialect.identity.name, refused: [], ignored: [], frozen: [] });
  return table;
}
