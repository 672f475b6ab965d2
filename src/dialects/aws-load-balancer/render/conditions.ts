import type { RequestMatch } from '../../../model/neutral-route';
import { MOST_EVALUATIONS, MOST_VALUES } from '../limits';

/** A condition as an annotation `conditions.<service>` writes it. */
export type WrittenCondition = { readonly field: string } & { readonly [config: string]: unknown };

/** Conditions of one rule, besides host and path. */
type Conditions = readonly WrittenCondition[];

/**
 * Conditions for a rule each, so that together they take the requests that meet all of `matches`: a rule has few values, so a long list is
 * shared out. `taken`: the values of host and path.
 */
export function conditionsFor(matches: readonly RequestMatch[], taken: number): readonly Conditions[] {
  const single = matches.flatMap((match) => (match.kind === 'header' || match.kind === 'query' ? [written(match)] : []));
  const methods = matches.flatMap((match) => (match.kind === 'method' ? match.methods : []));
  const addresses = matches.flatMap((match) => (match.kind === 'clientAddress' ? match.ranges : []));
  const free = MOST_VALUES - taken - single.length;
  const methodsAtOnce = Math.max(1, Math.min(methods.length, MOST_EVALUATIONS, free - Math.min(1, addresses.length)));
  const addressesAtOnce = Math.max(1, free - Math.min(methods.length, methodsAtOnce));
  const byMethod = chunks(methods, methodsAtOnce).map((values) => values.map(String));
  const byAddress = chunks(addresses, addressesAtOnce).map((values) => values.map(cidr));
  return byMethod.flatMap((some) =>
    byAddress.map((others) => [
      ...single,
      ...(some.length === 0 ? [] : [{ field: 'http-request-method', httpRequestMethodConfig: { values: some } }]),
      ...(others.length === 0 ? [] : [{ field: 'source-ip', sourceIPConfig: { values: others } }]),
    ]),
  );
}

/** One empty chunk of an empty list. */
function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.ceil(list.length / size));
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** A rule takes networks alone (API_SourceIpConditionConfig). */
const cidr = (range: string): string => (range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`);

/**
 * Values are compared without case, and `*` and `?` are wildcards; only in queries a backslash takes them as they are
 * (docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html, API_QueryStringConditionConfig).
 */
function written(match: Extract<RequestMatch, { kind: 'header' | 'query' }>): WrittenCondition {
  const { name, value } = match;
  if (match.kind === 'query') {
    const text = value.kind === 'exact' ? value.value.replace(/[*?\\]/g, '\\$&') : '';
    return { field: 'query-string', queryStringConfig: { values: [{ key: name.replace(/[*?\\]/g, '\\$&'), value: text }] } };
  }
  const test =
    value.kind === 'pattern' ? { regexValues: [wholeValue(value.pattern)] } : { values: [value.kind === 'exact' ? value.value : '*'] };
  return { field: 'http-header', httpHeaderConfig: { httpHeaderName: name, ...test } };
}

/**
 * Whether a pattern is looked for anywhere in a value is not described, so its ends are said. Groups that do not capture are written as plain ones:
 * nothing refers to them, and a `?` may count as a wildcard.
 */
function wholeValue(pattern: string): string {
  const inner = pattern
    .replace(/^\^/, '')
    .replace(/(?<!\\)\$$/, '')
    .replaceAll('(?:', '(');
  return inner.includes('|') ? `^(${inner})$` : `^${inner}$`;
}
