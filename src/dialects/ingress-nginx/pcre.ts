/**
 * Whether nginx would compile a pattern. nginx uses PCRE2; JavaScript's engine agrees on the common part of the syntax. Where it cannot
 * tell, the verdict says so and is never a guess.
 */
export type PcreVerdict =
  | { readonly kind: 'compiles'; readonly captures: number }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'undecided'; readonly because: string };

export function pcre(pattern: string): PcreVerdict {
  const scan = scanned(pattern);
  if ('kind' in scan) return scan;
  const only = PCRE_ONLY.find(([form]) => form.test(scan.skeleton));
  if (only !== undefined) return undecided(only[1]);
  let captures: number;
  try {
    captures = (new RegExp(`${scan.source}|`).exec('')?.length ?? 1) - 1;
  } catch (error) {
    return refused(
      String((error as Error).message)
        .replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
        .toLowerCase(),
    );
  }
  const missing = scan.references.find((reference) => reference > captures);
  if (missing !== undefined) return refused(`it refers to group ${missing} and has ${captures}`);
  const bounds = [...scan.skeleton.matchAll(/(.)\{(\d+)(?:,(\d*))?\}/gs)];
  const large = bounds.find(([, , least, most]) => Number(least) > 65535 || Number(most ?? 0) > 65535);
  if (large !== undefined) return refused(`the repetition ${large[0].slice(1)} is above 65535`);
  // PCRE2 copies a group as often as it is repeated, and limits what that may come to.
  const copies = bounds.reduce((product, [, before, least, most]) => product * (before === ')' ? Number(most || least) || 1 : 1), 1);
  if (copies > 1 && copies * pattern.length > 10_000) return undecided('a group that is repeated very often');
  return { kind: 'compiles', captures };
}

const refused = (because: string): PcreVerdict => ({ kind: 'refused', because });
const undecided = (because: string): PcreVerdict => ({ kind: 'undecided', because });

/** What PCRE2 has and JavaScript has not, or reads otherwise. pcre2pattern(3), version 10.42. */
const PCRE_ONLY: readonly (readonly [RegExp, string])[] = [
  [/[*+?}]\+/, 'a possessive quantifier'],
  [/\(\?>/, 'an atomic group'],
  [/\(\?[imsxnJU^-]+[:)]/, 'inline options'],
  [/\(\?(?:P[<=>]|\||#|R|C|&|'|\d|[+-]\d|\()/, 'a construct of PCRE alone'],
  [/\(\*/, 'a verb'],
  [/\(\?<[=!]/, 'a lookbehind, which PCRE limits to fixed lengths'],
];

/** Letters behind a backslash that PCRE2 does not know, and JavaScript reads as themselves. */
const NO_ESCAPE = 'FIJLMOTUYijlmquy';
/** Letters behind a backslash that JavaScript reads otherwise or not at all. */
const PCRE_ESCAPE = 'ACEGHKNPQRVXZcghkopz';

interface Scan {
  /** For JavaScript. */
  readonly source: string;
  /** With "e" for each escape and "c" for each class, so that what is left of the characters has its special meaning. */
  readonly skeleton: string;
  /** Groups that are referred to. */
  readonly references: readonly number[];
}

/** Goes through a pattern and stops at the first thing that JavaScript would not see as PCRE2 does. */
function scanned(pattern: string): Scan | PcreVerdict {
  let source = '';
  let skeleton = '';
  const references: number[] = [];
  const names = new Set<string>();
  for (let i = 0; i < pattern.length; ) {
    const char = pattern.charAt(i);
    if (char === '\\') {
      const problem = escapeProblem(pattern, i);
      if (problem !== undefined) return problem;
      // Two digits are the code of a character, unless they cannot be.
      const reference = /^(?:[1-9](?!\d)|[89]\d+)/.exec(pattern.slice(i + 1, i + 9));
      if (reference !== null) references.push(Number(reference[0]));
      source += pattern.slice(i, i + 2);
      skeleton += 'e';
      i += 2;
    } else if (char === '[') {
      const one = scannedClass(pattern, i);
      if ('kind' in one) return one;
      source += one.source;
      skeleton += 'c';
      i = one.end;
    } else {
      const name = /^\(\?<(?![=!])([^>]*)>?/.exec(pattern.slice(i, i + 64));
      if (name !== null && !/^[A-Za-z_]\w{0,31}$/.test(name[1] ?? '')) return refused(`"${name[1]}" cannot be the name of a group`);
      // Newer engines of JavaScript allow one name in several alternatives.
      if (name !== null && names.has(name[1] ?? '')) return refused(`"${name[1]}" is the name of two groups`);
      if (name !== null) names.add(name[1] ?? '');
      source += char;
      skeleton += char;
      i++;
    }
  }
  return { source, skeleton, references };
}

/** What is wrong with the escape at a place, or not to be decided about it. */
function escapeProblem(pattern: string, at: number): PcreVerdict | undefined {
  const letter = pattern.charAt(at + 1);
  if (letter === '') return refused('it ends in a backslash');
  if (NO_ESCAPE.includes(letter)) return refused(`"\\${letter}" has no meaning`);
  if (PCRE_ESCAPE.includes(letter) || (letter === 'x' && pattern[at + 2] === '{')) return undecided('an escape of PCRE alone');
  return undefined;
}

/** A class, from its "[" on. In PCRE a "]" that comes first is a member, and a set such as "\d" cannot be the end of a range. */
function scannedClass(pattern: string, start: number): { readonly source: string; readonly end: number } | PcreVerdict {
  if (/^\[[:.=]/.test(pattern.slice(start, start + 2))) return undecided('a POSIX class');
  let i = pattern[start + 1] === '^' ? start + 2 : start + 1;
  let source = pattern.slice(start, i);
  /** What stands before: nothing that could begin a range, a character that could, or a set. */
  let before: 'nothing' | 'character' | 'set' = 'nothing';
  for (let first = true; i < pattern.length; first = false) {
    const char = pattern.charAt(i);
    if (char === ']' && !first) return { source: `${source}]`, end: i + 1 };
    if (char === '[' && /[:.=]/.test(pattern.charAt(i + 1))) return undecided('a POSIX class');
    if (char === '-' && !first && before !== 'nothing' && pattern[i + 1] !== ']') {
      if (before === 'set' || (pattern[i + 1] === '\\' && isSet(pattern.charAt(i + 2))))
        return refused('a set such as "\\d" stands at the end of a range; put the "-" last');
      const [end, problem] = memberEnd(pattern, i + 1);
      if (problem !== undefined) return problem;
      source += pattern.slice(i, end);
      i = end;
      before = 'nothing';
      continue;
    }
    const [end, problem] = memberEnd(pattern, i);
    if (problem !== undefined) return problem;
    before = char === '\\' && isSet(pattern.charAt(i + 1)) ? 'set' : 'character';
    source += char === ']' ? '\\]' : pattern.slice(i, end);
    i = end;
  }
  return refused('unterminated character class');
}

const isSet = (letter: string): boolean => letter !== '' && 'dDhHsSvVwWpP'.includes(letter);

function memberEnd(pattern: string, at: number): readonly [number, PcreVerdict | undefined] {
  if (pattern[at] === '[' && /[:.=]/.test(pattern.charAt(at + 1))) return [at, undecided('a POSIX class')];
  if (pattern[at] !== '\\') return [at + 1, undefined];
  const letter = pattern.charAt(at + 1);
  if (letter === 'B') return [at, refused('"\\B" has no meaning in a class')];
  const digits = /^(?:x[0-9a-fA-F]{0,2}|[0-7]{1,3}|.|$)/su.exec(pattern.slice(at + 1, at + 4));
  return [at + 1 + (digits?.[0].length ?? 0), escapeProblem(pattern, at)];
}
