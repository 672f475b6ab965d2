import { list, record, text } from '../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import type { FilterType, Profile } from '../profile';
import { type Problem, resolveBackend } from './backends';
import type { Cluster } from './cluster';
import { backendRef, type Fields, type FilterView, originOf, type RouteView, type RuleView } from './view';

/** What the filters of a rule come to. */
export interface Filters {
  readonly redirect: FilterView | undefined;
  readonly rewrite: FilterView | undefined;
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
  /** What becomes of the rule because of the problems. */
  readonly verdict: 'served' | 'answers500' | 'dropsRoute' | { readonly undecided: string };
}

export function readFilters(rule: RuleView, route: RouteView, cluster: Cluster, profile: Profile): Filters {
  const problems: Problem[] = [];
  const effects: Effect[] = [];
  let verdict: Filters['verdict'] = 'served';
  const fail = (how: 'answers500' | 'dropsRoute' | 'ignored' | 'unknown', because: string): void => {
    if (how === 'unknown') verdict = { undecided: `what becomes of a rule where ${because}` };
    else if (how !== 'ignored' && verdict !== 'dropsRoute') verdict = how;
  };
  for (const filter of rule.filters) {
    if (!profile.filters.known.includes(filter.type as FilterType)) {
      const because = `filter ${filter.type} is not known`;
      problems.push({ reason: 'unknownFilter', because });
      fail(profile.filters.unknown, because);
      continue;
    }
    const problem = problemOf(filter, route, cluster, profile);
    if (problem !== undefined) {
      problems.push(problem);
      fail(problem.reason === 'hostHeader' ? REFUSED[profile.filters.hostHeader] : profile.filters.brokenMirror, problem.because);
      continue;
    }
    const effect = effectOf(filter, route);
    if (effect !== undefined) effects.push(effect);
  }
  const of = (type: FilterType): FilterView | undefined =>
    profile.filters.known.includes(type) ? rule.filters.find((filter) => filter.type === type) : undefined;
  return {
    redirect: of('RequestRedirect'),
    rewrite: of('URLRewrite'),
    effects: [...effects, ...ruleEffects(rule, route)],
    problems,
    verdict,
  };
}

const REFUSED = { refused: 'answers500', set: 'ignored', ignored: 'ignored', unknown: 'unknown' } as const;

function problemOf({ type, own }: FilterView, route: RouteView, cluster: Cluster, profile: Profile): Problem | undefined {
  if (type === 'RequestHeaderModifier') {
    const names = [...list(own.set), ...list(own.add)].map((entry) => text(record(entry).name)).concat(list(own.remove).map(text));
    if (profile.filters.hostHeader === 'refused' && names.some((name) => name.toLowerCase() === 'host'))
      return { reason: 'hostHeader', because: 'a header modifier names Host' };
  }
  if (type !== 'RequestMirror') return undefined;
  const resolved = resolveBackend(backendRef(own.backendRef, route.namespace), route, cluster, profile);
  if (resolved.kind !== 'missing') return undefined;
  return { ...(resolved.problem ?? { reason: 'backendMissing' as const }), because: `it mirrors to nothing: ${resolved.because}` };
}

const EFFECTS: { readonly [T in FilterType]?: EffectName } = {
  RequestHeaderModifier: 'requestHeaders',
  ResponseHeaderModifier: 'responseHeaders',
  RequestMirror: 'mirror',
  CORS: 'cors',
};

function effectOf({ type, own, field }: FilterView, route: RouteView): Effect | undefined {
  const origin = originOf(route, field);
  const hostname = text(own.hostname);
  if (type === 'URLRewrite') return hostname === '' ? undefined : { effect: 'upstreamHost', value: hostname, origin };
  const effect = EFFECTS[type as FilterType];
  return effect === undefined ? undefined : { effect, value: dataOf(own), origin };
}

/** Plain data of a manifest. */
const dataOf = (fields: Fields): EffectValue => JSON.parse(JSON.stringify(fields)) as EffectValue;

function ruleEffects({ timeouts, retry, field }: RuleView, route: RouteView): readonly Effect[] {
  const effects: Effect[] = [];
  const seconds = secondsOf(timeouts.backendRequest ?? timeouts.request);
  if (seconds !== undefined) effects.push({ effect: 'readTimeoutSeconds', value: seconds, origin: originOf(route, `${field}.timeouts`) });
  if (retry !== undefined) effects.push({ effect: 'retries', value: dataOf(retry), origin: originOf(route, `${field}.retry`) });
  return effects;
}

const UNITS: { readonly [unit: string]: number } = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** A duration of Gateway API, such as `1m30s`: GEP-2257. */
function secondsOf(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const parts = [...duration.matchAll(/(\d+)(h|ms|m|s)/g)];
  return parts.length === 0 ? undefined : parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
}

/** Whether the filters of a backend keep it from being served. */
export function backendFilterProblem(filters: readonly FilterView[], { filters: { knownOfBackends } }: Profile): Problem | undefined {
  const unknown = filters.find(({ type }) => !knownOfBackends.includes(type as FilterType));
  return unknown === undefined
    ? undefined
    : { reason: 'unknownFilterOfBackend', because: `filter ${unknown.type} of a backend is not known` };
}
