import { originOf } from '../../../table/origin';
import type { Candidate, Freeze, Outcome, Step } from '../../../table/routing-table';
import type { Profile, Reasons } from '../profile';
import { outcomeOf, type Problem, resolveBackend, undecided, type Weighted } from './backends';
import type { Cluster } from './cluster';
import { backendFilterProblem, type Filters, preflightStep, readFilters } from './filters';
import type { ListenerView } from './gateways';
import { brokenRegex, type Match, readMatch } from './matches';
import type { ExtensionReader } from './own/extensions';
import type { OwnObjects } from './own/own-objects';
import { redirectOf } from './redirects';
import { pathRewrite } from './rewrites';
import type { Fields, FilterView, RouteView, RuleView } from './view';

/** A rule, read: what it takes, and what becomes of that. */
export interface Rule {
  readonly view: RuleView;
  readonly matches: readonly { readonly match: Match; readonly index: number }[];
  readonly problems: readonly Problem[];
  /** Whether the rule counts as one that is not accepted. */
  readonly refused: boolean;
  readonly candidateOf: (match: Match, listener: ListenerView) => Candidate;
}

/** The rules of a route; none where one of them makes the implementation drop it. */
export interface Rules {
  readonly rules: readonly Rule[];
  readonly problems: readonly Problem[];
  readonly freezes: readonly Freeze[];
}

/** What rules are read with. */
export interface Reading {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly own: OwnObjects;
  /** For objects that filters name, of kinds that another dialect knows. */
  readonly extensions: { readonly [kind: string]: ExtensionReader };
}

export function readRules(route: RouteView, reading: Reading): Rules {
  const freezes: Freeze[] = [];
  const rules = route.rules.map((view) => readRule(view, route, reading, freezes));
  const drops = rules.find(({ dropsRoute }) => dropsRoute);
  if (drops !== undefined) return { rules: [], problems: drops.problems, freezes };
  return { rules, problems: rules.flatMap(({ problems }) => problems), freezes };
}

function readRule(
  view: RuleView,
  route: RouteView,
  { cluster, profile, own, extensions }: Reading,
  freezes: Freeze[],
): Rule & { readonly dropsRoute: boolean } {
  const filters = readFilters(view, route, cluster, profile, extensions);
  const problems: Problem[] = [...filters.problems];
  const queriesIgnored = filters.redirect !== undefined && profile.filters.redirectQueries === 'ignored';
  const matches: { match: Match; index: number }[] = [];
  let isBroken = false;
  view.matches.forEach((match, index) => {
    const broken = brokenRegex(match, profile);
    if (broken !== undefined) {
      const because = `"${broken.pattern}" is no regular expression: ${broken.because}`;
      problems.push({ reason: broken.of === 'path' ? 'invalidRegexOfPath' : 'invalidRegexOfValue', because });
      if (profile.matches.brokenRegex === 'frozen') freezes.push({ cause: 'regex', because, origins: [originOf(route, match.field)] });
      isBroken = true;
      return;
    }
    matches.push({ match: readMatch(match, profile, queriesIgnored), index });
  });
  const { backends, dropsRoute, ...more } = readBackends(view, route, cluster, profile);
  problems.push(...more.problems);
  const effects = [...filters.effects, ...backends.flatMap(({ resolved }) => (resolved.kind === 'service' ? (resolved.effect ?? []) : []))];
  const isRedirect = filters.redirect !== undefined;
  const outcome = isRedirect ? undefined : outcomeOf(backends, view.filters.length > 0, profile);
  if (!isRedirect && backends.length === 0 && outcome === undefined)
    problems.push({ reason: 'noBackends', because: 'a rule has no backends' });
  const isThere = (isRedirect || outcome !== undefined) && !(isBroken && profile.matches.brokenRegex === 'rule');
  return {
    view,
    problems,
    matches: isThere ? matches : [],
    refused: problems.some(({ reason }) => typeOf(profile, reason) === 'Accepted'),
    dropsRoute: dropsRoute || filters.verdict === 'dropsRoute',
    candidateOf: (match, listener) =>
      guarded(candidateOf(match, listener, view, route, { ...filters, effects }, outcome, profile), view, route, listener, own),
  };
}

const typeOf = ({ reasons }: Profile, reason: keyof Reasons): string | undefined => {
  const said = reasons[reason];
  return Array.isArray(said) ? (said[0] as string) : undefined;
};

function readBackends(view: RuleView, route: RouteView, cluster: Cluster, profile: Profile) {
  const problems: Problem[] = [];
  const backends: Weighted[] = [];
  let dropsRoute = false;
  for (const ref of view.backends) {
    const wrong = backendFilterProblem(ref.filters, profile);
    const how = profile.filters.unknownOfBackends;
    if (wrong !== undefined) {
      problems.push(wrong);
      if (how === 'dropsRoute') dropsRoute = true;
    }
    if (wrong !== undefined && (how === 'backendFails' || how === 'unknown')) {
      const because = wrong.because;
      backends.push({
        ref,
        resolved:
          how === 'unknown'
            ? { kind: 'service', outcome: undecided(`whether a backend is served where ${because}`) }
            : { kind: 'missing', because },
      });
      continue;
    }
    const resolved = resolveBackend(ref, route, cluster, profile);
    const isCounted = ref.weight > 0 || profile.backends.zeroWeights === 'checked';
    if (isCounted && resolved.kind !== 'service' && resolved.problem !== undefined) problems.push(resolved.problem);
    backends.push({ ref, resolved });
  }
  return { problems, backends, dropsRoute };
}

/** A candidate with what objects of the implementation's own do to its requests. */
function guarded(candidate: Candidate, view: RuleView, route: RouteView, listener: ListenerView, own: OwnObjects): Candidate {
  const { outcome: served } = candidate;
  const around = {
    forwards: served.kind === 'forward' || served.kind === 'weighted',
    hasCors: view.filters.some(({ type }) => type === 'CORS'),
    hasTimeouts: Object.keys(view.timeouts).length > 0,
  };
  const { first = [], steps = [], effects = [], outcome } = own.ofRule(view, route, listener, around);
  if (first.length + steps.length + effects.length === 0 && outcome === undefined) return candidate;
  const all = [...(candidate.effects ?? []), ...effects];
  // A preflight request is answered before anybody is asked who it is.
  const preflights = candidate.steps.filter(isPreflight);
  const others = outcome === undefined ? candidate.steps.filter((step) => !isPreflight(step)) : [];
  return {
    ...candidate,
    ...(all.length === 0 ? {} : { effects: all }),
    steps: [...first, ...preflights, ...steps, ...others],
    ...(outcome === undefined ? {} : { outcome }),
  };
}

const isPreflight = (step: Step): boolean =>
  step.kind === 'when' && step.conditions.some((one) => one.kind === 'method' && one.methods.includes('OPTIONS'));

function candidateOf(
  match: Match,
  listener: ListenerView,
  view: RuleView,
  route: RouteView,
  filters: Filters,
  outcome: Outcome | undefined,
  profile: Profile,
): Candidate {
  const origin = originOf(route, view.field);
  const base = { match: match.match, origin, ...(filters.effects.length === 0 ? {} : { effects: filters.effects }) };
  const { verdict, redirect, rewrite } = filters;
  if (typeof verdict === 'object') return { ...base, steps: [], outcome: undecided(verdict.undecided) };
  if (verdict === 'answers500')
    return { ...base, steps: [], outcome: { kind: 'answer', status: 500, because: filters.problems[0]?.because ?? '' } };
  const { extensions } = filters;
  const steps = [
    ...view.filters.flatMap((filter) => preflightStep(filter, route, profile) ?? []),
    ...extensions.flatMap((one) => one.steps ?? []),
  ];
  const keepPaths = extensions.every((one) => (one.steps ?? []).every(({ kind }) => kind !== 'rewrite'));
  if (extensions.some((one) => (one.steps ?? []).length > 0) && (redirect !== undefined || (rewrite !== undefined && !keepPaths)))
    return { ...base, steps: [], outcome: undecided('the order of the filters of a rule') };
  const answered = extensions.find((one) => one.outcome !== undefined)?.outcome;
  if (answered !== undefined) return { ...base, steps, outcome: answered };
  if (redirect !== undefined) {
    if (profile.redirects === 'unknown') return { ...base, steps: [], outcome: undecided('where redirects lead') };
    const redirected = redirectOf(redirect.own, match, listener, profile.redirects, originOf(route, redirect.field));
    return { ...base, steps: [...steps, ...redirected.steps], outcome: redirected.outcome };
  }
  const { rewrites } = profile;
  for (const filter of [...(rewrite === undefined ? [] : [rewrite]), ...rewritesOfBackends(view, profile)]) {
    const modifier = filter.own.path;
    if (typeof modifier !== 'object' || modifier === null) continue;
    if (rewrites === 'unknown') return { ...base, steps, outcome: undecided('how paths are rewritten') };
    if (filter !== rewrite && view.backends.length > 1) return { ...base, steps, outcome: undecided('which backend rewrites the path') };
    const how = pathRewrite(modifier as Fields, match, rewrites);
    if (how !== undefined) steps.push({ kind: 'rewrite', rewrite: how, origin: originOf(route, filter.field) });
  }
  const own = extensions.flatMap((one) => one.rewrite ?? []);
  if (own.length > 1 || (own.length > 0 && steps.some(({ kind }) => kind === 'rewrite')))
    return { ...base, steps, outcome: undecided('which of several rewrites counts') };
  for (const how of own) steps.push({ kind: 'rewrite', rewrite: how, origin });
  return { ...base, steps, outcome: outcome ?? { kind: 'answer', status: 404, because: 'the rule is not there' } };
}

const rewritesOfBackends = ({ backends }: RuleView, { filters: { knownOfBackends } }: Profile): readonly FilterView[] =>
  knownOfBackends.includes('URLRewrite') ? backends.flatMap(({ filters }) => filters.filter(({ type }) => type === 'URLRewrite')) : [];
