import type { Origin, Outcome, ScriptTest, Statement, TextTemplate } from '../../../../table/routing-table';
import type { Directive } from '../../nginx-conf/parse';
import { isVariable } from '../../nginx-conf/variables';
import { readTemplate, type Variables } from '../templates';

/** What is needed to read the statements of a snippet. */
export interface Around {
  readonly origin: Origin;
  readonly variables: Variables;
  /** What becomes of a Location that begins with a slash. */
  readonly pathOnly: 'kept' | 'completed';
  /** Ports of the controller. */
  readonly ports: readonly number[];
}

/** Codes for which nginx takes the text of `return` as a Location. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** As it is written, in one line. */
export const textOf = ({ name, args }: Directive): string => [name, ...args.map(word)].join(' ');

const word = (text: string): string => (text === '' || /[\s;{}"']/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text);

export const undecided = (directive: Directive, because: string, { origin }: Around): Statement => ({
  do: 'return',
  outcome: { kind: 'undecided', because: `"${textOf(directive)}" of a snippet ${because}` },
  text: textOf(directive),
  origin,
});

/**
 * A statement of the rewrite module; `undefined` if the directive is none of those that take no block.
 * Source: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_rewrite_module.c, src/http/ngx_http_script.c.
 */
export function statementOf(directive: Directive, around: Around): Statement | undefined {
  const { origin } = around;
  const text = textOf(directive);
  switch (directive.name) {
    case 'return':
      return { do: 'return', outcome: returned(directive, around), text, origin };
    case 'rewrite':
      return rewrite(directive, around);
    case 'break':
      return { do: 'break', text, origin };
    case 'set':
      return set(directive, around);
    default:
      return undefined;
  }
}

const UNREADABLE = 'has a text that nginx does not take';

function returned(directive: Directive, around: Around): Outcome {
  const [first = '', second] = directive.args;
  const unknown = (because: string): Outcome => (undecided(directive, because, around) as Extract<Statement, { do: 'return' }>).outcome;
  const status = /^\d+$/.test(first) ? Number(first) : 302;
  const written = /^\d+$/.test(first) ? second : first;
  if (status === 444 || (written === undefined && (status === 408 || status === 499)))
    return { kind: 'noAnswer', because: `"${textOf(directive)}" of a snippet closes the connection` };
  if (status < 200 || status > 599) return unknown('is no status that clients know');
  if (isRedirect(status) && written !== undefined && written !== '') {
    const text = readTemplate(written, around.variables);
    if ('refused' in text) return unknown(UNREADABLE);
    return { kind: 'redirect', status, location: { text, pathOnly: around.pathOnly } };
  }
  return {
    kind: 'answer',
    status,
    because: `"${textOf(directive)}" of a snippet`,
    // Of these nginx has no page, or the snippet has one.
    ...(status < 400 || (written !== undefined && written !== '') ? { withBody: true } : {}),
  };
}

function rewrite(directive: Directive, around: Around): Statement {
  const [pattern = '', replacement = '', flag] = directive.args;
  const { origin, pathOnly } = around;
  const dropped = replacement.endsWith('?');
  const source = dropped ? replacement.slice(0, -1) : replacement;
  const template = readTemplate(source, around.variables);
  if ('refused' in template) return undecided(directive, UNREADABLE, around);
  const common = { pattern, caseSensitive: true, text: textOf(directive), origin } as const;
  const leadsAway = /^(?:https?:\/\/|\$scheme)/.test(replacement);
  if (leadsAway || flag === 'redirect' || flag === 'permanent')
    return {
      do: 'redirect',
      ...common,
      location: template,
      query: dropped ? 'dropped' : 'appended',
      status: flag === 'permanent' ? 301 : 302,
      pathOnly,
    };
  return {
    do: 'rewrite',
    ...common,
    ...splitQuery(template),
    queryOfRequest: dropped ? 'dropped' : 'kept',
    next: flag === 'break' ? 'stay' : flag === 'last' ? 'lookUp' : 'goOn',
  };
}

/** The parts before and behind the first "?" that is written. */
function splitQuery(template: TextTemplate): { readonly path: TextTemplate; readonly query?: TextTemplate } {
  const at = template.findIndex((part) => typeof part === 'string' && part.includes('?'));
  if (at < 0) return { path: template };
  const [before = '', ...behind] = (template[at] as string).split('?');
  const kept = (part: TextTemplate[number]): boolean => part !== '';
  return { path: [...template.slice(0, at), before].filter(kept), query: [behind.join('?'), ...template.slice(at + 1)].filter(kept) };
}

/** Variables that the controller sets in each location and only writes into logs. */
const ONLY_LOGGED = ['loggable', 'limit_rate', 'limit_rate_after'];

function set(directive: Directive, around: Around): Statement {
  const [variable = '', text = ''] = directive.args;
  const name = variable.replace(/^\$/, '').toLowerCase();
  if (isOwn(name) && !ONLY_LOGGED.includes(name)) return undecided(directive, 'sets a variable that nginx or the controller reads', around);
  const value = readTemplate(text, around.variables);
  if ('refused' in value) return undecided(directive, UNREADABLE, around);
  return { do: 'set', name, value, text: textOf(directive), origin: around.origin };
}

const NO_MORE: ReadonlySet<string> = new Set();

/** Whether nginx or the controller gives a variable a value by itself. */
export const isOwn = (name: string): boolean => isVariable(name, 'http', NO_MORE);

/** The test of an `if`, or why it is not known. */
export function testOf(directive: Directive, around: Around): ScriptTest | { readonly unknown: string } {
  const words = [...directive.args];
  const [first = '', last = ''] = [words[0], words[words.length - 1]];
  if (!first.startsWith('(') || !last.endsWith(')')) return { unknown: 'is no test' };
  if (first === '(') words.shift();
  else words[0] = first.slice(1);
  const end = words.length - 1;
  if (words[end] === ')') words.pop();
  else words[end] = (words[end] as string).slice(0, -1);
  const [variable = '', operator, operand = ''] = words;
  if (!/^\$\w+$/.test(variable)) return { unknown: variable.includes('-') ? 'asks for a file' : 'is no test of a variable' };
  const text = readTemplate(variable, around.variables);
  if ('refused' in text) return { unknown: UNREADABLE };
  if (operator === undefined) return { is: 'set', text };
  if (operator === '=' || operator === '!=') {
    const to = readTemplate(operand, around.variables);
    return 'refused' in to ? { unknown: UNREADABLE } : { is: 'equal', text, to, not: operator === '!=' };
  }
  return { is: 'matching', text, pattern: operand, caseSensitive: !operator.endsWith('*'), not: operator.startsWith('!') };
}
