import { buildTable } from '../src/dialects/build-table';
import { featuresOf } from '../src/dialects/check-features';
import type { Dialect, DialectName, Variant } from '../src/dialects/dialect';
import { DIALECTS } from '../src/dialects/registry';
import { FEATURES, type FeatureName, notSupported } from '../src/model/features';
import { type RoutingRequest, requestTo } from '../src/table/request';
import { resolve } from '../src/table/resolve';
import type { RoutingTableData } from '../src/table/routing-table';
import { effectsOn } from '../src/words/effects';
import { answerOf, answerText } from './answer';
import { CaseApp, OWN, SETTINGS } from './case-app';
import { type Case, emptyEndpoints, loadCases, type Probe, probeText } from './cases';
import { expectValid } from './kubernetes-schema';
import { collectWarnings, messageOf } from './synth-routes';

/**
 * The judge of intent: each case is rendered for each dialect, what was rendered is read back as the controller would read it, and what
 * becomes of each request must be what is meant. Only what a dialect says of itself in its `answers` excuses it.
 */
const CASES = loadCases();

/** A program that routes are rendered for, and how what was rendered is read back. */
interface Target {
  readonly name: DialectName;
  readonly dialect: Dialect;
  readonly variant: Variant & { readonly title: string };
}

/** What the implementations of Gateway API make of the cases has a test of its own. */
const READING: readonly Target[] = (Object.entries(DIALECTS) as [DialectName, Dialect][])
  .filter(([name, { read }]) => read !== undefined && name !== 'gateway-api')
  .flatMap(([name, dialect]) =>
    (dialect.variants ?? [dialect.identity]).map((variant) => ({ name, dialect, variant: { ...variant, own: OWN[name] ?? {} } })),
  );

/** Excuses that some dialect has needed. */
const needed = new Set<Probe>();

const requests = { asMeant: 0, undecided: 0, excused: 0, refused: 0 };

collectWarnings();

describe.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const asked = featuresOfCase(one);

  describe.each(READING.map((target) => [target.variant.title, target] as const))('%s', (title, target) => {
    const { name, dialect, variant } = target;
    const app = new CaseApp(one, name, 'default', variant.variant);
    const answers = dialect.answers(variant);
    const impossible = notSupported(asked, answers);
    if (impossible.length > 0) {
      test(`synth refuses ${impossible.join(', ')}`, () => {
        const message = messageOf(() => app.synth());
        const passed = impossible.filter((feature) => !message.includes(`asks for ${FEATURES[feature]}, which ${title} cannot do`));
        expect(passed).toEqual([]);
        requests.refused += one.probes.length;
      });
      return;
    }

    let table: ReturnType<typeof readBack> | undefined;
    test.each(one.probes.map((probe) => [probeText(probe), probe.reason, probe] as const))('%s: %s', (_text, _reason, probe) => {
      table ??= readBack(app, one, target);
      const request = requestOf(probe);
      const resolution = resolve(table, request);
      if (name === 'portable' && probe.open !== undefined) {
        // Who knows nothing but the Ingress API must not decide what it leaves open.
        expect(resolution).toEqual(expect.objectContaining({ undecided: expect.any(String) }));
        requests.undecided++;
        return;
      }
      if (probe.effects !== undefined) expect(effectsAskedFor(table, request)).toEqual(expect.arrayContaining([...probe.effects]));
      const answer = answerText(answerOf(resolution, probe.url));
      const { excusedBy } = probe;
      const excuse = excusedBy === undefined ? undefined : answers[excusedBy];
      const isMeant = answer === answerText(probe.meant) && (probe.protocol ?? resolution.protocol) === resolution.protocol;
      // Dialects differ from what is meant in ways of their own.
      if (excusedBy === undefined || excuse?.kind !== 'approximate' || isMeant) {
        expect(answer).toBe(answerText(probe.meant));
        if (probe.protocol !== undefined) expect(resolution.protocol).toBe(probe.protocol);
        requests.asMeant++;
        return;
      }
      needed.add(probe);
      // The user is told.
      const what = expect.stringContaining(`asks for ${FEATURES[excusedBy]}; with ${title} ${excuse.differs}`);
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

test('every excuse is one that some dialect needs', () => {
  const gateway = DIALECTS['gateway-api'];
  const elsewhere = (gateway.variants ?? []).map((variant) => gateway.answers(variant));
  const idle = CASES.flatMap(({ name, probes }) =>
    probes.flatMap((probe) => {
      const { excusedBy } = probe;
      const used = excusedBy === undefined || needed.has(probe) || elsewhere.some((answers) => answers[excusedBy].kind === 'approximate');
      return used ? [] : [`${name}: ${probeText(probe)}`];
    }),
  );
  expect(idle).toEqual([]);
});

test('there is a case for every feature', () => {
  const covered = new Set<string>(CASES.flatMap(featuresOfCase));
  expect(Object.keys(FEATURES).filter((feature) => !covered.has(feature))).toEqual([]);
});

afterAll(() => {
  const { asMeant, undecided, excused, refused } = requests;
  process.stdout.write(
    `cases: ${CASES.length} on ${READING.length} dialects: ${asMeant} requests as meant, ${undecided} undecided as the API leaves ` +
      `them open, ${excused} not as meant as "approximate" says, ${refused} not asked as synth refuses\n`,
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
function readBack(app: CaseApp, one: Case, { name, dialect, variant }: Target) {
  const reader = variant.variant === undefined ? dialect.identity.name : `${name}/${variant.variant}`;
  const objects = app.synth();
  expectValid(objects);
  const { table } = buildTable([...objects, ...emptyEndpoints(one)], { controller: reader, settings: SETTINGS[name] });
  const { controller, refused, ignored, frozen } = table;
  expect({ controller, refused, ignored, frozen }).toEqual({ controller: reader, refused: [], ignored: [], frozen: [] });
  return table;
}
