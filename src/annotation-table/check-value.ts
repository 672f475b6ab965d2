import { didYouMean } from '../findings/did-you-mean';
import { isAddressOrNetwork } from '../model/kubernetes-syntax';
import type { Syntax } from '../regex/pcre2/syntax';
import { goBoolean, isGoInteger } from './go-text';
import { items } from './list-text';
import { type AnnotationValue, accepted } from './value';

/** Why a value is refused. */
export interface Refusal {
  /** What is wrong with it, if "is not accepted" does not say enough. */
  readonly problem?: string;
  /** The accepted values, in words. */
  readonly accepts: string;
  /** The value that was probably meant. */
  readonly suggestion?: string;
}

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

/**
 * Whether the controller's own check accepts a value. Such a value may still have no effect; see `refusal`. An empty value counts as
 * absent and must not be passed.
 */
export function controllerAccepts(value: AnnotationValue, text: string): boolean {
  switch (value.type) {
    case 'boolean':
      return goBoolean(text) !== undefined;
    case 'cidrs':
      return text.split(',').every((item) => isAddressOrNetwork(item.trim()));
    case 'ownLanguage':
      return true;
    case 'decimal':
      return isDecimal(text);
    case 'regex':
      if (value.prefix !== undefined && !text.startsWith(value.prefix)) return false;
      return value.pattern === undefined ? compiles(text.slice(value.prefix?.length ?? 0), value.engine) : matches(value.pattern, text);
    case 'integer':
      return value.pattern === undefined ? isGoInteger(text) : passes(value.pattern, text);
    case 'enum':
      if (value.pattern !== undefined) return passes(value.pattern, text);
      return value.separator !== undefined || isOption(value.options, value.caseSensitive, text.trim());
    case 'integers':
      return passes(value.pattern, text);
    case 'text':
      return value.lineBreaks ? matches(value.pattern, text) : passes(value.pattern, text);
  }
}

/**
 * Why a value is refused, or `undefined`. A value that is not refused is accepted by the controller, and takes effect. `validated` is the text
 * as the controller's own check gets it, if that is another.
 */
export function refusal(value: AnnotationValue, text: string, validated = text): Refusal | undefined {
  const accepts = accepted(value);
  if (value.type === 'ownLanguage') {
    const problem = value.problem(text);
    return problem === undefined ? undefined : { problem, accepts };
  }
  if (value.type === 'decimal') return takesEffect(value, text) ? undefined : { accepts };
  const given = trimsItems(value) ? items(text).join(',') : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(given)) return { problem: 'contains a line break or a control character', accepts };
  if (text.trim() === '' && text !== '') return { problem: 'is blank', accepts };
  if (text === '' || (controllerAccepts(value, validated) && takesEffect(value, text.trim()))) return undefined;
  const suggestion = suggest(value, text);
  return suggestion === undefined ? { accepts } : { accepts, suggestion };
}

/** Whether line breaks around items do no harm. */
const trimsItems = (value: AnnotationValue): boolean =>
  (value.type === 'cidrs' || (value.type === 'text' && value.separator === ',')) && value.lineBreaks === true;

function passes(pattern: string, text: string): boolean {
  return matches(pattern, text) && !/[\r\n]/.test(text);
}

const isDecimal = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

function isOption(options: readonly string[], caseSensitive: boolean, text: string): boolean {
  return caseSensitive ? options.includes(text) : options.some((option) => option.toLowerCase() === text.toLowerCase());
}

/** Whether a value that the controller accepts also takes effect. */
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
    case 'decimal':
      return isDecimal(text) && within(value, Number(text));
    case 'boolean':
    case 'cidrs':
    case 'ownLanguage':
      return true;
  }
}

const within = (bounds: { readonly min?: number; readonly max?: number }, number: number): boolean =>
  number >= (bounds.min ?? Number.NEGATIVE_INFINITY) && number <= (bounds.max ?? Number.POSITIVE_INFINITY);

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
 * Whether a regular expression compiles in the controller's engine, as far as JavaScript can tell; a pattern that it cannot judge
 * counts as valid. RE2 has no look-around and no back references, so these are refused.
 */
function compiles(source: string, engine: 're2' | 'pcre'): boolean {
  if (engine === 'pcre') return pcre2(source).kind !== 'refused';
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

/** Loaded on first use: most apps have no pattern. */
const pcre2 = (pattern: string): Syntax => (require('../regex/pcre2/syntax') as typeof import('../regex/pcre2/syntax')).syntaxOf(pattern);
