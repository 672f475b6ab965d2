import type { Condition, PathTest, ValueTest } from '../../../table/routing-table';
import { matchesWildcard } from '../../../table/wildcard';
import type { RuleCondition } from '../model/conditions';
import type { Rule } from '../model/load-balancer-model';

/**
 * How the conditions of a rule are tested, by the words of
 * docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html.
 */

/** The hosts that rules name: no wildcards and no regular expressions. */
export const hostsIn = (rule: Rule): readonly string[] => hostValues(rule).map((value) => value.toLowerCase());

const hostValues = ({ conditions }: Rule): readonly string[] =>
  conditions.flatMap((condition) => (condition.field === 'host-header' ? (condition.values ?? []) : []));

export const isPattern = (host: string): boolean => /[*?]/.test(host);

/** A host of the table: a name, a pattern, or any that no name and no pattern takes. */
export type HostOfTable = { readonly name: string } | { readonly pattern: string } | 'others';

/** Whether a rule takes a host: always, never, or if a condition holds. */
export function hostCondition(rule: Rule, host: HostOfTable): 'always' | 'never' | Condition {
  const condition = rule.conditions.find(({ field }) => field === 'host-header');
  if (condition?.field !== 'host-header') return 'always';
  if (condition.regexValues !== undefined) return { kind: 'hostName', test: anyOf(condition.regexValues.map((one) => regex(one, false))) };
  const values = hostsIn(rule);
  if (host === 'others') return 'never';
  if ('name' in host) return values.some((value) => matchesWildcard(value, host.name, true)) ? 'always' : 'never';
  if (values.includes(host.pattern)) return 'always';
  const possible = values.filter((value) => isPattern(value) && mayMeet(value, host.pattern));
  return possible.length === 0 ? 'never' : { kind: 'hostName', test: anyOf(possible.map((value) => wildcard(value, false))) };
}

/** Whether some name may be like both: not if what follows their last wildcards differs. */
function mayMeet(one: string, other: string): boolean {
  const [a, b] = [one, other].map((pattern) => /[^*?]*$/.exec(pattern)?.[0] ?? '') as [string, string];
  return a.endsWith(b) || b.endsWith(a);
}

/** One test for each path: any of them may hold. */
export function pathTests({ conditions }: Rule): readonly PathTest[] {
  const condition = conditions.find(({ field }) => field === 'path-pattern');
  if (condition?.field !== 'path-pattern') return [{ kind: 'always' }];
  const { values = [], regexValues = [] } = condition;
  const [first, below] = values;
  // A path and all below it.
  if (first !== undefined && values.length === 2 && below === `${first}/*` && !isPattern(first) && first !== '')
    return [{ kind: 'segmentPrefix', path: first, caseSensitive: true }];
  return [
    ...values.map((value): PathTest => {
      if (value === '/*') return { kind: 'stringPrefix', path: '/', caseSensitive: true };
      if (!isPattern(value)) return { kind: 'exact', path: value, caseSensitive: true };
      return { kind: 'wildcard', pattern: literal(value), caseSensitive: true };
    }),
    ...regexValues.map((pattern): PathTest => ({ kind: 'regex', pattern, caseSensitive: true })),
  ];
}

/** All but host and path. */
export const otherConditions = ({ conditions }: Rule): readonly Condition[] => conditions.flatMap(conditionsOf);

function conditionsOf(condition: RuleCondition): readonly Condition[] {
  switch (condition.field) {
    case 'http-header': {
      const { httpHeaderName, values = [], regexValues = [] } = condition;
      const tests = [...values.map((value) => wildcard(value, false)), ...regexValues.map((one) => regex(one, false))];
      return [{ kind: 'header', name: httpHeaderName, test: anyOf(tests) }];
    }
    case 'http-request-method':
      return [{ kind: 'method', methods: condition.values }];
    case 'source-ip':
      return isEverybody(condition.values) ? [] : [{ kind: 'clientAddress', networks: condition.values }];
    case 'query-string':
      return [
        {
          kind: 'query',
          // A backslash takes the next character as it is.
          anyOf: condition.values.map(({ key, value }) => ({
            ...(key === undefined ? {} : { key: { kind: 'wildcard', pattern: key, caseSensitive: false } as const }),
            value: { kind: 'wildcard', pattern: value, caseSensitive: false },
          })),
        },
      ];
    case 'host-header':
    case 'path-pattern':
      return [];
  }
}

const isEverybody = (networks: readonly string[]): boolean => networks.includes('0.0.0.0/0') && networks.includes('::/0');

const anyOf = (tests: readonly ValueTest[]): ValueTest => (tests.length === 1 ? (tests[0] as ValueTest) : { kind: 'anyOf', tests });

function wildcard(value: string, caseSensitive: boolean): ValueTest {
  return { kind: 'wildcard', pattern: literal(value), caseSensitive };
}

/** Only in queries a backslash is more than itself. */
const literal = (value: string): string => value.replace(/\\/g, '\\\\');

const regex = (pattern: string, caseSensitive: boolean): ValueTest => ({ kind: 'matches', pattern, caseSensitive });
