import { didYouMean } from '../../findings/did-you-mean';
import { isAddressOrNetwork } from '../../model/kubernetes-syntax';
import type { AnnotationValue } from '../dialect';
import { snippetProblem } from './check-snippet';
import { pcre } from './pcre';

/** Why a value is refused. */
export interface Refusal {
  /** What is wrong with it, where "is not accepted" does not say enough. */
  readonly problem?: string;
  /** In words, what is accepted. */
  readonly accepts: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

const GO_BOOLEANS = ['1', 't', 'T', 'true', 'True', 'TRUE', '0', 'f', 'F', 'false', 'False', 'FALSE'];
const compiled = new Map<string, RegExp>();

/** Compiles a pattern the first time it is needed. */
function matches(pattern: string, text: string): boolean {
  let regex = compiled.get(pattern);
  if (regex === undefined) {
    regex = new RegExp(pattern);
    compiled.set(pattern, regex);
  }
  return regex.test(text);
}

/** Whether the text is true as Go's `strconv.ParseBool` reads it. */
export const isTrue = (text: string): boolean => GO_BOOLEANS.indexOf(text) < 6 && GO_BOOLEANS.includes(text);

/**
 * Whether the controller's own validator lets this value of the annotation pass. It says nothing about whether the value takes effect;
 * see `refusal`. An empty value is not checked by the controller, and read as absent.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/parser/validators.go
 */
export function controllerAccepts(value: AnnotationValue, text: string): boolean {
  if (text === '') return true;
  switch (value.type) {
    case 'boolean':
      return GO_BOOLEANS.includes(text);
    case 'cidrs':
      return text.split(',').every((item) => isAddressOrNetwork(item.trim()));
    case 'snippet':
      return true;
    case 'regex':
      if (value.prefix !== undefined && !text.startsWith(value.prefix)) return false;
      return value.pattern === undefined ? compiles(text.slice(value.prefix?.length ?? 0), value.engine) : matches(value.pattern, text);
    case 'integer':
      return value.pattern === undefined ? isGoInteger(text) : passes(value.pattern, value.spacesIgnored, text);
    case 'enum':
      if (value.pattern !== undefined) return passes(value.pattern, value.spacesIgnored, text);
      return value.separator !== undefined || isOption(value.options, value.caseSensitive, text.trim());
    case 'integers':
    case 'text':
      return passes(value.pattern, value.spacesIgnored, text);
  }
}

/** Why a value is refused, or `undefined`. What is not refused is accepted by the controller, and takes effect. */
export function refusal(value: AnnotationValue, text: string): Refusal | undefined {
  const accepts = accepted(value);
  if (value.type === 'snippet') {
    const problem = snippetProblem(text, value.within);
    return problem === undefined ? undefined : { problem, accepts };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text)) return { problem: 'contains a line break or a control character', accepts };
  if (text.trim() === '' && text !== '') return { problem: 'is blank', accepts };
  if (text === '' || (controllerAccepts(value, text) && takesEffect(value, text.trim()))) return undefined;
  const suggestion = suggest(value, text);
  return suggestion === undefined ? { accepts } : { accepts, suggestion };
}

/** What the text of a value accepts, in words. */
export function accepted(value: AnnotationValue): string {
  const separator = separatorOf(value);
  return separator === undefined ? acceptedItem(value) : `${acceptedItem(value)}, with ${separator === ',' ? 'commas' : 'spaces'} between`;
}

/** What a value accepts, or one item of it where it is a list, in words. */
export function acceptedItem(value: AnnotationValue): string {
  switch (value.type) {
    case 'boolean':
      return '"true" or "false"';
    case 'integer':
    case 'integers':
      return range('an integer', value.min, value.max);
    case 'enum':
      return oneOf(value.options);
    case 'cidrs':
      return 'an IP address or a network such as "10.0.0.0/8"';
    case 'snippet':
      return value.within === 'block' ? 'complete directives of nginx, with balanced braces and quotes' : "text without an unescaped '";
    case 'regex':
    case 'text':
      return value.accepts;
  }
}

/** What stands between the items of a list; absent where the value is none. */
export function separatorOf(value: AnnotationValue): ',' | ' ' | undefined {
  if (value.type === 'cidrs' || value.type === 'integers') return ',';
  return value.type === 'text' || value.type === 'enum' ? value.separator : undefined;
}

/** `"a", "b" or "c"`. */
export function oneOf(options: readonly string[]): string {
  const quoted = options.map((option) => `"${option}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

/** `an integer from 1 to 5`. */
export function range(what: string, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${what} from ${min} to ${max}`;
  return min === undefined ? what : `${what} of ${min} or more`;
}

/** Go's `strconv.Atoi`. */
export function isGoInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}

function passes(pattern: string, spacesIgnored: true | undefined, text: string): boolean {
  return matches(pattern, spacesIgnored ? text.replaceAll(' ', '') : text) && !/[\r\n]/.test(text);
}

function isOption(options: readonly string[], caseSensitive: boolean, text: string): boolean {
  return caseSensitive ? options.includes(text) : options.some((option) => option.toLowerCase() === text.toLowerCase());
}

/** Whether a value that the controller lets pass is used as it stands. */
function takesEffect(value: AnnotationValue, text: string): boolean {
  switch (value.type) {
    case 'integer':
      return isGoInteger(text) && within(value, Number(text));
    case 'integers':
      return items(text, ',').every((item) => /^\d+$/.test(item) && within(value, Number(item)));
    case 'enum': {
      const words = value.separator === undefined ? [text] : items(text, value.separator);
      return words.length > 0 && words.every((word) => isOption(value.options, value.caseSensitive, word));
    }
    case 'text': {
      const works = value.works;
      if (works === undefined) return true;
      const parts = value.separator === undefined ? [text] : items(text, value.separator);
      return parts.length > 0 && parts.every((part) => matches(works, part));
    }
    case 'regex':
      return compiles(text.slice(value.prefix?.length ?? 0), value.engine);
    case 'boolean':
    case 'cidrs':
    case 'snippet':
      return true;
  }
}

const within = (bounds: { readonly min?: number; readonly max?: number }, number: number): boolean =>
  number >= (bounds.min ?? Number.NEGATIVE_INFINITY) && number <= (bounds.max ?? Number.POSITIVE_INFINITY);

const items = (text: string, separator: string): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function suggest(value: AnnotationValue, text: string): string | undefined {
  if (value.type === 'boolean') {
    if (/^(on|yes|y|enabled?)$/i.test(text.trim())) return 'true';
    if (/^(off|no|n|disabled?)$/i.test(text.trim())) return 'false';
    return didYouMean(text, ['true', 'false']);
  }
  if (value.type !== 'enum') return undefined;
  if (value.options.includes('on') && /^(true|false)$/i.test(text.trim())) return text.trim().toLowerCase() === 'true' ? 'on' : 'off';
  if (value.separator === undefined) return didYouMean(text.trim(), value.options);
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const meant = words.map((word) => (value.options.includes(word) ? word : didYouMean(word, value.options)));
  return meant.length > 0 && meant.every((word) => word !== undefined) ? meant.join(value.separator) : undefined;
}

/**
 * Whether a regular expression compiles in the controller's engine, as far as JavaScript can say; where it cannot, it is taken to. What
 * RE2 does not have is refused: look-around and back references.
 */
function compiles(source: string, engine: 're2' | 'pcre'): boolean {
  if (engine === 'pcre') return pcre(source).kind !== 'refused';
  if (/(^|[^\\])(\\\\)*(\(\?<?[=!]|\\[1-9]|\\k)/.test(source)) return false;
  try {
    new RegExp(
      source
        .replace(/\(\?[imsU]+\)/g, '')
        .replace(/\(\?[imsU-]+:/g, '(?:')
        .replace(/\(\?P</g, '(?<'),
    );
    return true;
  } catch {
    return false;
  }
}
