import { originOf } from '../../../table/origin';
import type { Origin, TableWarning } from '../../../table/routing-table';
import { MOST_CHARACTERS, MOST_EVALUATIONS, MOST_RULES, MOST_TARGET_GROUPS, MOST_VALUES, MOST_WILDCARDS } from '../limits';
import type { RuleCondition } from '../model/conditions';
import type { Listener, LoadBalancer, Rule } from '../model/load-balancer-model';
import { annotationField } from './objects';

/** A warning, and what synth calls it. */
export interface Warning extends TableWarning {
  readonly code: WarningCode;
}

export type WarningCode =
  | 'too-many-rules'
  | 'too-many-values'
  | 'too-many-evaluations'
  | 'too-many-wildcards'
  | 'value-too-long'
  | 'too-many-target-groups'
  | 'protocol-on-http'
  | 'open-on-http'
  | 'challenge-lost';

/**
 * What AWS refuses when the controller asks for it, and guards that the controller leaves out.
 *
 * Sources: docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html, rule-condition-types.html,
 * API_RuleCondition; kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/deploy/elbv2/listener_rule_synthesizer.go.
 */
export function warningsOf({ listeners, targetGroups }: LoadBalancer): readonly Warning[] {
  const rules = listeners.flatMap((listener) => listener.rules);
  const all = [
    ...tooManyRules(rules),
    ...rules.flatMap(ruleLimits),
    ...listeners.flatMap((listener) => protocolsOnHttp(listener, targetGroups)),
    ...listeners.flatMap(openRules),
    ...listeners.flatMap(lostPaths),
  ];
  // Each listener has a copy of a rule.
  return [...new Map(all.map((warning) => [JSON.stringify(warning), warning])).values()];
}

const placeOf = ({ member, field }: Rule): Origin => originOf(member.ingress, field);

function tooManyRules(rules: readonly Rule[]): readonly Warning[] {
  const first = rules[MOST_RULES];
  if (first === undefined) return [];
  const because = `the load balancer has ${rules.length} rules, all listeners together, and ${MOST_RULES} are possible unless AWS raises the quota`;
  return [{ code: 'too-many-rules', origin: placeOf(first), kind: 'limit', because }];
}

function ruleLimits(rule: Rule): readonly Warning[] {
  const { conditions, actions } = rule;
  const texts = conditions.flatMap(textsOf);
  const wildcards = texts.join('').replace(/[^*?]/g, '').length;
  const long = conditions.flatMap((condition) => (condition.field === 'query-string' ? [] : textsOf(condition))).find(isLong);
  const crowded = conditions.find((condition) => condition.field !== 'source-ip' && textsOf(condition).length > MOST_EVALUATIONS);
  const targets = Math.max(0, ...actions.map((action) => (action.type === 'forward' ? action.targetGroups.length : 0)));
  const found: readonly (readonly [code: WarningCode, isThere: boolean, because: string])[] = [
    ['too-many-values', texts.length > MOST_VALUES, `the rule has ${texts.length} condition values, and ${MOST_VALUES} are possible`],
    [
      'too-many-evaluations',
      crowded !== undefined,
      `its condition ${crowded?.field} has ${crowded === undefined ? 0 : textsOf(crowded).length} values, and ${MOST_EVALUATIONS} are possible`,
    ],
    ['too-many-wildcards', wildcards > MOST_WILDCARDS, `the rule has ${wildcards} wildcards, and ${MOST_WILDCARDS} are possible`],
    [
      'value-too-long',
      long !== undefined,
      `"${long}" has ${long?.length} characters, and ${MOST_CHARACTERS} are possible; a Prefix path costs two more`,
    ],
    [
      'too-many-target-groups',
      targets > MOST_TARGET_GROUPS,
      `the rule has ${targets} target groups, and ${MOST_TARGET_GROUPS} are possible`,
    ],
  ];
  return found.flatMap(([code, isThere, because]) => (isThere ? [{ code, origin: placeOf(rule), kind: 'limit' as const, because }] : []));
}

const isLong = (text: string): boolean => text.length > MOST_CHARACTERS;

function textsOf(condition: RuleCondition): readonly string[] {
  if (condition.field === 'query-string') return condition.values.map(({ key = '', value }) => key + value);
  const { values = [] } = condition;
  return 'regexValues' in condition ? [...values, ...(condition.regexValues ?? [])] : values;
}

/** Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html ("Protocol version"). */
function protocolsOnHttp({ protocol, port, rules }: Listener, targetGroups: LoadBalancer['targetGroups']): readonly Warning[] {
  if (protocol === 'HTTPS') return [];
  return rules.flatMap((rule) => {
    const groups = rule.actions.flatMap((action) => (action.type === 'forward' ? action.targetGroups : []));
    const version = groups
      .map((tuple) => ('targetGroup' in tuple ? targetGroups.get(tuple.targetGroup)?.protocolVersion : undefined))
      .find((one) => one !== undefined && one !== 'HTTP1');
    const because = `port ${port} is HTTP, and target groups with backend-protocol-version ${version} are for HTTPS listeners alone`;
    return version === undefined ? [] : [{ code: 'protocol-on-http' as const, origin: placeOf(rule), kind: 'limit' as const, because }];
  });
}

/** Users are asked for on https alone: on http the same rule is open. */
function openRules({ protocol, port, rules }: Listener): readonly Warning[] {
  if (protocol === 'HTTPS') return [];
  return rules.flatMap(({ member, guardedBy }) =>
    guardedBy === undefined
      ? []
      : [
          {
            code: 'open-on-http' as const,
            origin: originOf(member.ingress, annotationField(guardedBy)),
            kind: 'open' as const,
            because: `port ${port} is HTTP, where ${guardedBy} is left out; ssl-redirect, or an HTTPS listener alone, closes it`,
          },
        ],
  );
}

/** With ssl-redirect nothing is served on http, not even the answer to a challenge. */
function lostPaths({ redirectsToHttps, port, members }: Listener): readonly Warning[] {
  if (redirectsToHttps === undefined) return [];
  return members.flatMap(({ ingress }) =>
    ingress.rules
      .flatMap(({ paths = [] }) => paths)
      .filter(({ path }) => path.startsWith('/.well-known/acme-challenge'))
      .map(({ path, field }) => ({
        code: 'challenge-lost' as const,
        origin: originOf(ingress, field),
        kind: 'lost' as const,
        because: `ssl-redirect sends every request on port ${port} to https, so "${path}" is never served on http, where ACME asks for it`,
      })),
  );
}
