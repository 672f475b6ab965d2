import { list, record, text } from '../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import { originOf } from '../../../table/origin';
import type { Step } from '../../../table/routing-table';
import type { FilterType, Profile } from '../profile';
import { type Problem, resolveBackend, undecided } from './backends';
import type { Cluster } from './cluster';
import { secondsOf } from './durations';
import type { Extension } from './own/extension';
import { type ExtensionReader, extensionOf } from './own/extensions';
import { answeredPreflight, preflightOf } from './preflights';
import { backendRef, type Fields, type FilterView, type RouteView, type RuleView } from './view';

/** What the filters of a rule come to. */
export interface Filters {
  readonly redirect: FilterView | undefined;
  readonly rewrite: FilterView | undefined;
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
  /** What becomes of the rule because of the problems. */
  /** What objects of the implementation's own do that filters name. */
  readonly extensions: readonly Extension[];
  readonly verdict: 'served' | 'answers500' | 'dropsRoute' | { readonly undecided: string };
}

export function readFilters(
  rule: RuleView,
  route: RouteView,
  cluster: Cluster,
  profile: Profile,
  readers: { readonly [kind: string]: ExtensionReader },
): Filters {
  const extensions: Extension[] = [];
  const problems: Problem[] = [];
  const effects: Effect[] = [];
  let verdict: Filters['verdict'] = 'served';
  const fail = (how: 'answers500' | 'dropsRoute' | 'ignored' | 'unknown', because: string): void => {
    if (how === 'unknown') verdict = { undecided: `what becomes of a rule where ${because}` };
    else if (how !== 'ignored' && verdict !== 'dropsRoute') verdict = how;
  };
  for (const filter of rule.filters) {
    const extension = extensionOf(filter, route, cluster, profile, readers);
    if (extension !== undefined) {
      if (extension.undecided !== undefined) verdict = { undecided: extension.undecided };
      if (extension.invalid !== undefined) {
        problems.push({ reason: 'unknownFilter', because: extension.invalid });
        fail(profile.filters.unknown, extension.invalid);
      }
      extensions.push(extension);
      effects.push(...extension.effects);
      continue;
    }
    if (!profile.filters.known.includes(filter.type as FilterType)) {
      const because = `filter ${filter.type} is not known`;
      problems.push({ reason: 'unknownFilter', because });
      fail(profile.filters.unknown, because);
      continue;
    }
    const found = problemOf(filter, rule, route, cluster, profile);
    if (found !== undefined) {
      problems.push(found.problem);
      fail(found.how, found.problem.because);
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
    extensions,
    verdict,
  };
}

type How = 'answers500' | 'ignored' | 'unknown';

const REFUSED = {
  refused: 'answers500',
  ascii: 'answers500',
  set: 'ignored',
  any: 'ignored',
  ignored: 'ignored',
  unknown: 'unknown',
} as const;

/** What is wrong with a filter that is known, and what becomes of its rule. */
function problemOf(
  { type, own }: FilterView,
  rule: RuleView,
  route: RouteView,
  cluster: Cluster,
  profile: Profile,
): { readonly problem: Problem; readonly how: How } | undefined {
  const { hostHeader, headerValues, mirrorOfRedirect, brokenMirror } = profile.filters;
  const wrong = (reason: Problem['reason'], because: string, how: How) => ({ problem: { reason, because }, how });
  if (type === 'RequestHeaderModifier' || type === 'ResponseHeaderModifier') {
    const headers = [...list(own.set), ...list(own.add)].map(record);
    const names = [...headers.map(({ name }) => text(name)), ...list(own.remove).map(text)];
    if (type === 'RequestHeaderModifier' && hostHeader !== 'set' && names.some((name) => name.toLowerCase() === 'host'))
      return wrong('headerModifier', 'a header modifier names Host', REFUSED[hostHeader]);
    const value = headers.map((header) => text(header.value)).find((one) => !/^[!-~]+(?:[\t ]?[!-~]+)*$/.test(one));
    if (headerValues === 'ascii' && value !== undefined)
      return wrong('headerModifier', `"${value}" cannot be the value of a header`, REFUSED[headerValues]);
  }
  if (type !== 'RequestMirror') return undefined;
  const resolved = resolveBackend(backendRef(own.backendRef, route.namespace), route, cluster, profile);
  if (resolved.kind === 'missing')
    return wrong(resolved.problem?.reason ?? 'backendMissing', `it mirrors to nothing: ${resolved.because}`, brokenMirror);
  if (mirrorOfRedirect !== 'ignored' && rule.filters.some((filter) => filter.type === 'RequestRedirect'))
    return wrong('mirrorOfRedirect', 'a redirect cannot be mirrored', REFUSED[mirrorOfRedirect]);
  return undefined;
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
  const effect = Object.hasOwn(EFFECTS, type) ? EFFECTS[type as FilterType] : undefined;
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

/** Whether the filters of a backend keep it from being served. */
export function backendFilterProblem(filters: readonly FilterView[], { filters: { knownOfBackends } }: Profile): Problem | undefined {
  const unknown = filters.find(({ type }) => !knownOfBackends.includes(type as FilterType));
  return unknown === undefined
    ? undefined
    : { reason: 'unknownFilterOfBackend', because: `filter ${unknown.type} of a backend is not known` };
}

/** A preflight request that the proxy answers: envoyproxy/envoy@v1.39.1:source/extensions/filters/http/cors/cors_filter.cc. */
export function preflightStep({ type, own, field }: FilterView, route: RouteView, { filters }: Profile): Step | undefined {
  if (type !== 'CORS' || filters.preflights === 'forwarded' || !filters.known.includes('CORS')) return undefined;
  const origin = originOf(route, field);
  if (filters.preflights === 'answered') return answeredPreflight(origin);
  return preflightOf(own, filters.preflights === 'unknown' ? undecided('whether the proxy answers preflight requests') : undefined, origin);
}
