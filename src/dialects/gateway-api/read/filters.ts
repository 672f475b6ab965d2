import { DEFAULT_NAMESPACE, list, record, text } from '../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import { originOf } from '../../../table/origin';
import type { Step } from '../../../table/routing-table';
import type { FilterType, Profile } from '../profile';
import { type Problem, resolveBackend, undecided } from './backends';
import type { Cluster } from './cluster';
import { quoted } from './rewrites';
import { backendRef, type Fields, type FilterView, type RouteView, type RuleView } from './view';

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
    const extension = extensionOf(filter, route, cluster, profile);
    if (extension !== undefined) {
      verdict = { undecided: `what ${extension} does` };
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
    verdict,
  };
}

/** The object of the implementation itself that a filter names, if it is there. */
function extensionOf({ type, own }: FilterView, route: RouteView, { objects }: Cluster, { filters }: Profile): string | undefined {
  const { group, kind, name } = own as { readonly group?: unknown; readonly kind?: unknown; readonly name?: unknown };
  if (type !== 'ExtensionRef' || filters.extensions?.includes(`${kind}.${group}`) !== true) return undefined;
  const found = objects.find(
    ({ kind: one, metadata }) => one === kind && metadata.name === name && (metadata.namespace ?? DEFAULT_NAMESPACE) === route.namespace,
  );
  return found === undefined ? undefined : `${kind} ${route.namespace}/${name}`;
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

/** A preflight request that the proxy answers: envoyproxy/envoy@v1.39.1:source/extensions/filters/http/cors/cors_filter.cc. */
export function preflightStep({ type, own, field }: FilterView, route: RouteView, { filters }: Profile): Step | undefined {
  if (type !== 'CORS' || filters.preflights === 'forwarded' || !filters.known.includes('CORS')) return undefined;
  const origins = list(own.allowOrigins).map((origin) => text(origin).split('*').map(quoted).join('.*'));
  const pattern = `^(?:${origins.join('|')})$`;
  return {
    kind: 'when',
    conditions: [
      { kind: 'method', methods: ['OPTIONS'] },
      { kind: 'header', name: 'origin', test: { kind: 'matches', pattern, caseSensitive: true } },
      { kind: 'header', name: 'access-control-request-method', test: { kind: 'present' } },
    ],
    outcome:
      filters.preflights === 'answered'
        ? { kind: 'answer', status: 200, because: 'the proxy answers preflight requests' }
        : undecided('whether the proxy answers preflight requests'),
    origin: originOf(route, field),
  };
}
