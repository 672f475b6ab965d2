import type { GoType } from './go-json';
import { Refused, refuse } from './refused';

/**
 * A condition as an annotation `conditions.<service>` writes it. Of a field that the controller does not know nothing is kept, and the rule
 * takes more than was meant.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/config_types.go (`RuleCondition`).
 */
export interface WrittenCondition {
  readonly field: string;
  readonly hostHeaderConfig?: WrittenValues;
  readonly httpHeaderConfig?: WrittenValues & { readonly httpHeaderName: string };
  readonly httpRequestMethodConfig?: { readonly values: readonly string[] };
  readonly pathPatternConfig?: WrittenValues;
  readonly queryStringConfig?: { readonly values: readonly { readonly key?: string; readonly value: string }[] };
  readonly sourceIPConfig?: { readonly values: readonly string[] };
}

interface WrittenValues {
  readonly values: readonly string[];
  readonly regexValues: readonly string[];
}

const TEXTS: GoType = { list: 'text' };
const VALUES = { values: TEXTS, regexValues: TEXTS };

export const CONDITIONS: GoType = {
  list: {
    struct: {
      field: 'text',
      hostHeaderConfig: { struct: VALUES, pointer: true },
      httpHeaderConfig: { struct: { httpHeaderName: 'text', ...VALUES }, pointer: true },
      httpRequestMethodConfig: { struct: { values: TEXTS }, pointer: true },
      pathPatternConfig: { struct: VALUES, pointer: true },
      queryStringConfig: { struct: { values: { list: { struct: { key: 'text?', value: 'text' } } } }, pointer: true },
      sourceIPConfig: { struct: { values: TEXTS }, pointer: true },
    },
  },
};

export function checkConditions(conditions: readonly WrittenCondition[]): void {
  for (const condition of conditions) {
    switch (condition.field) {
      case 'host-header':
        checkValues('hostHeaderConfig', condition.hostHeaderConfig);
        break;
      case 'path-pattern':
        checkValues('pathPatternConfig', condition.pathPatternConfig);
        break;
      case 'http-header':
        checkValues('httpHeaderConfig', condition.httpHeaderConfig);
        break;
      case 'http-request-method':
        checkList('httpRequestMethodConfig', condition.httpRequestMethodConfig?.values);
        break;
      case 'query-string': {
        const values = condition.queryStringConfig?.values;
        checkList('queryStringConfig', values);
        if (values?.some(({ value }) => value === '')) refuse('queryStringConfig has an empty value');
        break;
      }
      case 'source-ip':
        checkList('sourceIPConfig', condition.sourceIPConfig?.values);
        break;
    }
  }
}

function checkValues(name: string, given: WrittenValues | undefined): void {
  if (given === undefined) throw new Refused(`a condition has no ${name}`);
  if (given.values.length === 0 && given.regexValues.length === 0) refuse(`${name} has neither values nor regexValues`);
  if (given.values.length > 0 && given.regexValues.length > 0) refuse(`${name} has both values and regexValues`);
}

function checkList(name: string, values: readonly unknown[] | undefined): void {
  if (values === undefined) throw new Refused(`a condition has no ${name}`);
  if (values.length === 0) refuse(`${name} has no values`);
}

/** A condition of a rule, as the load balancer gets it. */
export type RuleCondition =
  | { readonly field: 'host-header' | 'path-pattern'; readonly values?: readonly string[]; readonly regexValues?: readonly string[] }
  | {
      readonly field: 'http-header';
      readonly httpHeaderName: string;
      readonly values?: readonly string[];
      readonly regexValues?: readonly string[];
    }
  | { readonly field: 'http-request-method' | 'source-ip'; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly values: readonly { readonly key?: string; readonly value: string }[] };

/** Patterns of one kind, and regular expressions of it; a condition has one or the other. */
export interface Patterns {
  readonly values: readonly string[];
  readonly regexValues: readonly string[];
}

/**
 * The conditions of a rule: those of the annotation that are about neither host nor path, in their order, then the host of the rule and its
 * path, each with what the annotation adds.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener_rules.go (`buildRuleConditions`).
 */
export function conditionsOf(host: string, path: Patterns, written: readonly WrittenCondition[]): readonly RuleCondition[] {
  const hosts = together({ values: host === '' ? [] : [host], regexValues: [] }, written, 'host-header', 'hostHeaderConfig');
  const paths = together(path, written, 'path-pattern', 'pathPatternConfig');
  const all = [...written.flatMap(otherCondition), ...patternCondition('host-header', hosts), ...patternCondition('path-pattern', paths)];
  return all.length > 0 ? all : [{ field: 'path-pattern', values: ['/*'] }];
}

/** What a rule says, then what conditions add. */
function together(
  own: Patterns,
  written: readonly WrittenCondition[],
  field: string,
  config: 'hostHeaderConfig' | 'pathPatternConfig',
): Patterns {
  const added = written.flatMap((condition) => (condition.field === field ? (condition[config] ?? []) : []));
  return {
    values: [...own.values, ...added.flatMap(({ values }) => values)],
    regexValues: [...own.regexValues, ...added.flatMap(({ regexValues }) => regexValues)],
  };
}

function patternCondition(field: 'host-header' | 'path-pattern', { values, regexValues }: Patterns): readonly RuleCondition[] {
  if (values.length > 0 && regexValues.length > 0)
    return refuse(`a rule has both values (${values.join(', ')}) and regular expressions (${regexValues.join(', ')}) for ${field}`);
  if (values.length > 0) return [{ field, values }];
  return regexValues.length > 0 ? [{ field, regexValues }] : [];
}

function otherCondition(condition: WrittenCondition): readonly RuleCondition[] {
  const { field, httpHeaderConfig, httpRequestMethodConfig, queryStringConfig, sourceIPConfig } = condition;
  switch (field) {
    case 'http-header': {
      const { httpHeaderName = '', values = [], regexValues = [] } = httpHeaderConfig ?? {};
      return [{ field, httpHeaderName, ...(values.length > 0 ? { values } : {}), ...(regexValues.length > 0 ? { regexValues } : {}) }];
    }
    case 'http-request-method':
      return [{ field, values: httpRequestMethodConfig?.values ?? [] }];
    case 'query-string':
      return [
        { field, values: (queryStringConfig?.values ?? []).map(({ key, value }) => (key === undefined ? { value } : { key, value })) },
      ];
    case 'source-ip':
      return [{ field, values: sourceIPConfig?.values ?? [] }];
    default:
      return [];
  }
}
