import { buildTable } from '../src/dialects/build-table';
import { featuresOf } from '../src/dialects/check-features';
import type { Dialect, DialectName, NamedVariant } from '../src/dialects/dialect';
import { DIALECTS } from '../src/dialects/registry';
import { type Answers, FEATURES, type FeatureName, notSupported } from '../src/model/features';
import type { Decision } from '../src/table/decide';
import { type RoutingRequest, requestTo } from '../src/table/request';
import { resolve } from '../src/table/resolve';
import type { RoutingTableData } from '../src/table/routing-table';
import { effectsOn } from '../src/words/effects';
import { answerOf, answerText } from './answer';
import { CaseApp, OWN, SETTINGS } from './case-app';
import { differenceOf, LEFT_OPEN_REQUESTS, mayLeaveOpen, refusalOf, unusedExceptions } from './case-exceptions';
import { type Case, emptyEndpoints, loadCases, type Probe, probeText } from './cases';
import { expectValid } from './kubernetes-schema';
import { collectWarnings, messageOf } from './synth-routes';

/**
 * The judge of intent: each case is rendered for each dialect, what was rendered is read back as the controller would read it, and what
 * becomes of each request must be what is meant. Only what a dialect says of itself in its `answers` excuses it.
 */
const CASES = loadCases();

/** Who reads what was rendered: a dialect, or one of the programs that it is for. */
interface Target {
  readonly name: DialectName;
  readonly variant: NamedVariant | undefined;
  /** Of the reader. */
  readonly controller: string;
  readonly title: string;
  readonly answers: Answers;
}

const TARGETS: readonly Target[] = (Object.entries(DIALECTS) as [DialectName, Dialect][]).flatMap(([name, dialect]) =>
  dialect.read === undefined ? [] : targetsOf(name, dialect),
);

function targetsOf(name: DialectName, { identity, variants, answers }: Dialect): readonly Target[] {
  if (variants === undefined)
    return [{ name, variant: undefined, controller: identity.name, title: identity.title, answers: answers(identity) }];
  return variants.map((variant) => ({
    name,
    variant,
    controller: `${identity.name}/${variant.variant}`,
    title: variant.title,
    answers: answers({ ...variant, ...(OWN[name] === undefined ? {} : { own: OWN[name] }) }),
  }));
}

/** Requests that a controller leaves open, by its name. */
const leftOpen = new Map<string, number>();

const requests = { asMeant: 0, undecided: 0, excused: 0, otherwise: 0, refused: 0 };

/** Requests that some target does not treat as meant, because it meets a feature only approximately. */
const excused = new Set<Probe>();

collectWarnings();

describe.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const asked = featuresOfCase(one);

  describe.each(TARGETS.map((target) => [target.controller, target] as const))('%s', (controller, { name, variant, title, answers }) => {
    const app = new CaseApp(one, name, 'default', variant?.variant);
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

    const refused = refusalOf(controller, one);
    if (refused !== undefined) {
      test(`synth refuses with ${refused.code}: ${refused.because}`, () => {
        expect(messageOf(() => app.synth())).toContain(`[${refused.code}]`);
        requests.refused += one.probes.length;
      });
      return;
    }

    let table: ReturnType<typeof readBack> | undefined;
    test.each(one.probes.map((probe) => [probeText(probe), probe.reason, probe] as const))('%s: %s', (_text, _reason, probe) => {
      table ??= readBack(app, one, name, controller);
      const request = requestOf(probe);
      const resolution = resolve(table, request);
      if (name === 'portable' && probe.open !== undefined) {
        // Who knows nothing but the Ingress API must not decide what it leaves open.
        expect(resolution).toEqual(expect.objectContaining({ undecided: expect.any(String) }));
        requests.undecided++;
        return;
      }
      const otherwise = differenceOf(controller, one, probe);
      // The user is told what a target meets only approximately.
      const expectTold = (feature: FeatureName): void => {
        const { differs } = answers[feature] as { readonly differs: string };
        const what = expect.stringContaining(`asks for ${FEATURES[feature]}; with ${title} ${differs}`);
        const findings = app.ingresses.flatMap((ingress) => ingress.findings);
        expect(findings).toContainEqual(expect.objectContaining({ code: 'feature/approximate', what }));
      };
      if (otherwise !== undefined) {
        expect(answerOrNot(resolution, probe.url)).toBe(otherwise.answer);
        if (otherwise.feature !== undefined) expectTold(otherwise.feature);
        requests.otherwise++;
        return;
      }
      if (resolution.undecided !== undefined && mayLeaveOpen(controller, probe, asked)) {
        leftOpen.set(controller, (leftOpen.get(controller) ?? 0) + 1);
        return;
      }
      if (probe.effects !== undefined) expect(effectsAskedFor(table, request)).toEqual(expect.arrayContaining([...probe.effects]));
      const answer = answerText(answerOf(resolution, probe.url));
      const { excusedBy } = probe;
      const isMeant = answer === answerText(probe.meant) && (probe.protocol ?? resolution.protocol) === resolution.protocol;
      if (isMeant || excusedBy === undefined || answers[excusedBy].kind !== 'approximate') {
        expect(answer).toBe(answerText(probe.meant));
        if (probe.protocol !== undefined) expect(resolution.protocol).toBe(probe.protocol);
        requests.asMeant++;
        return;
      }
      expectTold(excusedBy);
      excused.add(probe);
      requests.excused++;
    });
  });

  test('what excuses an answer is something that the routes ask for', () => {
    const excuses = one.probes.flatMap(({ excusedBy }) => (excusedBy === undefined ? [] : [excusedBy]));
    expect(excuses.filter((feature) => !asked.includes(feature))).toEqual([]);
  });
});

test('every excuse of a request excuses some target', () => {
  const probes = CASES.flatMap((one) => one.probes.filter(({ excusedBy }) => excusedBy !== undefined));
  expect(probes.filter((probe) => !excused.has(probe)).map(probeText)).toEqual([]);
});

test('every difference and refusal that is listed is one', () => {
  expect(unusedExceptions()).toEqual([]);
});

test('as many requests are left open as are known to be', () => {
  expect(Object.fromEntries(leftOpen)).toEqual(LEFT_OPEN_REQUESTS);
});

test('there is a case for every feature', () => {
  const covered = new Set<string>(CASES.flatMap(featuresOfCase));
  expect(Object.keys(FEATURES).filter((feature) => !covered.has(feature))).toEqual([]);
});

afterAll(() => {
  const { asMeant, undecided, otherwise, refused } = requests;
  const open = [...leftOpen.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `cases: ${CASES.length} on ${TARGETS.length} targets: ${asMeant} requests as meant, ${undecided} undecided as the API leaves ` +
      `them open, ${open} as a controller does, ${requests.excused} not as meant as "approximate" says, ${otherwise} otherwise as the list ` +
      `of differences says, ${refused} not asked as synth refuses\n`,
  );
});

function featuresOfCase(one: Case): readonly FeatureName[] {
  // What a case asks for is the same with every dialect.
  const { ingresses } = new CaseApp(one, 'portable');
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and what the library itself goes by
  return [...new Set(ingresses.flatMap((ingress) => [...featuresOf(ingress['routeSet']()).keys()]))];
}

/** `undecided` where nothing is said. */
const answerOrNot = (resolution: Decision, url: string): string =>
  resolution.undecided === undefined ? answerText(answerOf(resolution, url)) : 'undecided';

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
function readBack(app: CaseApp, one: Case, name: DialectName, asked: string) {
  const routes = app.synth();
  expectValid(routes);
  const { table } = buildTable([...routes, ...emptyEndpoints(one)], { controller: asked, settings: SETTINGS[name] });
  const { controller, refused, ignored, frozen } = table;
  expect({ controller, refused, ignored, frozen }).toEqual({ controller: asked, refused: [], ignored: [], frozen: [] });
  return table;
}
