import { text } from '../../../kinds/ingress-view';
import type { Condition, Origin, Outcome, Step } from '../../../table/routing-table';
import { configWord } from './config-word';
import { logFormat } from './log-format';
import { replacePath } from './rules/path-rewrite';

type Rule = { readonly [field: string]: unknown };

/** Rules that do nothing to where a request goes. */
const HARMLESS: readonly string[] = [
  'add-header',
  'capture',
  'del-header',
  'replace-header',
  'replace-value',
  'set-header',
  'set-log-level',
  'set-nice',
];

/**
 * Rules of a backend, which HAProxy asks before it looks for a server, each as a step.
 * Source: haproxytech/client-native@v6.2.4:configuration/http_request_rule.go (`SerializeHTTPRequestRule`); haproxy/haproxy@v3.2.0:
 * doc/configuration.txt, section 4.3.
 */
export const requestRuleSteps = (rules: readonly Rule[], origin: Origin): readonly Step[] =>
  rules.filter(({ type }) => !HARMLESS.includes(text(type))).map((rule) => stepOf(rule, origin));

function stepOf(rule: Rule, origin: Origin): Step {
  const conditions = conditionsOf(rule);
  const outcome = outcomeOf(rule);
  if (conditions !== undefined && outcome !== undefined) return { kind: 'when', conditions, outcome, origin };
  if (conditions?.length === 0 && rule.type === 'replace-path')
    return replacePath(configWord(text(rule.path_match)), configWord(text(rule.path_fmt)), origin);
  const because = `what the rule "${text(rule.type)}" of a Backend does to requests is not known`;
  return { kind: 'when', conditions: [], outcome: { kind: 'undecided', because }, origin };
}

/** Undefined if it is not known whether they hold. */
function conditionsOf({ cond, cond_test: test }: Rule): readonly Condition[] | undefined {
  if (cond === undefined) return [];
  const bytes = /^\{ req\.body_size gt (\d+) \}$/.exec(text(test).trim())?.[1];
  return cond !== 'if' || bytes === undefined ? undefined : [{ kind: 'bodyLength', moreThanBytes: Number(bytes) }];
}

/** Undefined if the rule gives no answer that is known. */
function outcomeOf(rule: Rule): Outcome | undefined {
  switch (rule.type) {
    case 'deny':
      return { kind: 'answer', status: numberOf(rule.deny_status, 403), because: 'a rule of the Backend refuses it' };
    case 'redirect':
      return redirectOf(rule);
    case 'return':
      return returnOf(rule);
    default:
      return undefined;
  }
}

const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** Without a code it is 302. Options change cookies and the query. */
function redirectOf({ redir_type: type, redir_value: value, redir_code: code, redir_option: option }: Rule): Outcome | undefined {
  const location = configWord(text(value));
  if (type !== 'location' || location === undefined || option !== undefined) return undefined;
  return { kind: 'redirect', status: numberOf(code, 302), location: { text: logFormat(location), pathOnly: 'kept' } };
}

/** The library of the controller writes no status above 509, and HAProxy answers 200 without one. */
function returnOf({ return_status_code: status, return_content: content, return_content_format: format = '' }: Rule): Outcome | undefined {
  const given = numberOf(status, 200);
  if (!PAYLOADS.includes(text(format))) return undefined;
  const because = 'a rule of the Backend answers';
  return { kind: 'answer', status: given > 509 ? 200 : given, because, ...(content === undefined ? {} : { withBody: true }) };
}

const PAYLOADS: readonly string[] = ['', 'string', 'lf-string'];
