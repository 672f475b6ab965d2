import { isAddressOrNetwork } from '../../../model/kubernetes-syntax';
import { pcre } from '../pcre';
import { sizeInBytes, timeIn, wholeNumber } from './measures';
import type { Directive } from './parse';
import { variableProblem } from './variables';

/** Facts about the configuration that checks of arguments need. */
export interface Surroundings {
  readonly knows: (name: string) => boolean;
  /** The longest key that fits into the table of a `map`. */
  readonly longestMapKey: number;
  /** The longest name that fits into the table of variables. */
  readonly longestVariable: number;
  /** The longest header name that fits into the tables of `proxy_set_header` and `proxy_hide_header`. */
  readonly longestHeader: number;
}

/** Returns why nginx refuses the arguments of a directive; `bounds` is the text in parentheses after the kind. */
export type Check = (directive: Directive, around: Surroundings, bounds: string) => string | undefined;

export const isAbove0 = (text: string): boolean => (wholeNumber(text) ?? 0n) > 0n;

/** A name that does not fit into its table: `ngx_hash_init`. */
export const lengthProblem = (name: string, longest: number): string | undefined =>
  Buffer.byteLength(name) > longest ? `"${name}" is longer than ${longest} bytes, the limit of its table` : undefined;

export const sizeProblem = (text: string, gigabytes = false): string | undefined =>
  sizeInBytes(text, gigabytes) === undefined ? `"${text}" is not a size` : undefined;

export const timeProblem = (text: string, unit: 'seconds' | 'milliseconds'): string | undefined =>
  timeIn(unit, text) === undefined ? `"${text}" is not a time` : undefined;

/** Words are compared without regard to case. */
export function wordProblem(words: readonly string[], bounds: string): string | undefined {
  const wrong = words.find((word) => !bounds.toLowerCase().split('|').includes(word.toLowerCase()));
  return wrong === undefined ? undefined : `"${wrong}" is not one of ${bounds.split('|').join(', ')}`;
}

export const firstProblem = (texts: readonly string[], knows: Surroundings['knows']): string | undefined =>
  texts.map((text) => variableProblem(text, knows)).find(Boolean);

export function patternProblem(pattern: string): string | undefined {
  const syntax = pcre(pattern);
  return syntax.kind === 'refused' ? `"${pattern}" is not a regular expression: ${syntax.because}` : undefined;
}

/** `ngx_ptocidr` accepts the same as the API server, and also leading zeros. */
export const isNetwork = (text: string): boolean =>
  isAddressOrNetwork(/^[\d.]+(?:\/\d+)?$/.test(text) ? text.replace(/\b0+(?=\d)/g, '') : text);

/** A name with a dot, which DNS may resolve. */
export const isHostName = (text: string): boolean => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*\.?$/i.test(text);

/** Modifier and name, which may be written as one word. */
export function locationName(args: readonly string[]): readonly [modifier: string, name: string] {
  const [first = '', second] = args;
  if (second !== undefined) return [first, second];
  const [, modifier = '', name = first] = /^(=|\^~|~\*|~)(.+)$/s.exec(first) ?? [];
  return [modifier, name];
}

/** A cookie or a Location header and its replacement; "~" marks a regular expression, "~*" one that ignores case. */
export function pairProblem(from: string, to: string, knows: Surroundings['knows']): string | undefined {
  const pattern = from.startsWith('~') ? patternProblem(from.replace(/^~\*?/, '')) : variableProblem(from, knows);
  return pattern ?? variableProblem(to, knows);
}

export function zoneProblem(text: string): string | undefined {
  if (text.startsWith('rate=')) return /^rate=0*[1-9]\d*(?:r\/[sm])?$/.test(text) ? undefined : `"${text}" is not a rate`;
  const size = /^zone=[^:]+:(.*)$/.exec(text)?.[1];
  return size === undefined || (sizeInBytes(size) ?? 0n) < 32_768n ? `"${text}" is not a zone of 32k or more` : undefined;
}

export function logParameterProblem(text: string, knows: Surroundings['knows']): string | undefined {
  const [, name, value = ''] = /^(buffer|flush|gzip|if)(?:=(.*))?$/s.exec(text) ?? [];
  switch (name) {
    case 'buffer':
      return (sizeInBytes(value) ?? 0n) === 0n ? `"${value}" is not a buffer size` : undefined;
    case 'flush':
      return (timeIn('milliseconds', value) ?? 0n) === 0n ? `"${value}" is not a time` : undefined;
    case 'gzip':
      return text === 'gzip' || /^[1-9]$/.test(value) ? undefined : `"${value}" is not a compression level`;
    case 'if':
      return variableProblem(value, knows);
    default:
      return `"${text}" is not a parameter of a log`;
  }
}

/** One line of a `map`. Source: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_map_module.c. */
export function mapProblem(
  name: string,
  values: readonly string[],
  keys: Set<string>,
  longest: number,
  knows: Surroundings['knows'],
): string | undefined {
  if (values.length === 0 && /^(?:hostnames|volatile)$/.test(name)) return undefined;
  if (values.length !== 1) return `"${[name, ...values].join(' ')}" is not one value and its result`;
  if (name === 'include') return (values[0] as string).startsWith('/') ? undefined : `there is no file "${values[0]}"`;
  const problem = variableProblem(values[0] as string, knows);
  if (problem !== undefined || name.startsWith('~')) return problem ?? patternProblem(name.replace(/^~\*?/, ''));
  const key = name === 'default' ? name : name.replace(/^\\/, '').toLowerCase();
  if (keys.has(key)) return `"${name}" is given twice`;
  keys.add(key);
  return lengthProblem(key, longest);
}

/** `(variable)`, `(variable = text)`, `(variable ~ pattern)`, `(-f file)`. */
export function conditionProblem(whole: string, args: readonly string[], knows: Surroundings['knows']): string | undefined {
  const inner = /^\((.*)\)$/s.exec(whole)?.[1];
  if (inner === undefined) return `"${whole}" is not a condition in parentheses`;
  const words = [...args];
  words[0] = (words[0] as string).slice(1);
  words.push((words.pop() as string).slice(0, -1));
  const [first = '', operator, operand = ''] = words.filter((word, i) => word !== '' || (i > 0 && i < words.length - 1));
  if (/^!?-[fdex]$/.test(first)) return operator === undefined ? `"${whole}" does not name a file` : variableProblem(operator, knows);
  if (!first.startsWith('$') || first.length < 2) return `"${first}" is not a variable`;
  if (!knows(first.slice(1))) return `there is no variable "${first}"`;
  if (operator === undefined) return undefined;
  if (operator === '=' || operator === '!=') return variableProblem(operand, knows);
  return /^!?~\*?$/.test(operator) ? patternProblem(operand) : `"${operator}" is not an operator of a condition`;
}

/** A name that nginx resolves when it loads the configuration is assumed to be found. */
export const syslogProblem = (text: string): string | undefined => {
  const server = /^syslog:(?:.*,)?server=([^,]*)/.exec(text)?.[1];
  return server === undefined ? 'the syslog server is missing' : upstreamProblem(server);
};

/** Host, port and path after "http://". Source: nginx/nginx@release-1.27.1:src/core/ngx_inet.c (`ngx_parse_inet_url`). */
export function upstreamProblem(rest: string): string | undefined {
  if (rest.startsWith('unix:')) return undefined;
  const [, host = '', port] = /^(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?/.exec(rest) ?? [];
  if (host === '') return 'the host is missing';
  if (!/^(?:\[.*\]|[\w.-]+)$/.test(host)) return `"${host}" is not a host`;
  if (port === undefined) return undefined;
  const number = wholeNumber(port) ?? 0n;
  return number < 1n || number > 65_535n ? `"${port}" is not a port` : undefined;
}
