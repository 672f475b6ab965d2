import { isRegular, Nfa } from '../../regex/automaton/nfa';
import { bytesOf } from '../../regex/pcre2/bytes';
import { ANY } from '../../regex/pcre2/character-set';
import { regexOf } from '../../regex/pcre2/regex';
import type { Candidate, PathTest, RequestRules } from '../../table/routing-table';

/** One side of a host: its candidates in order, and how their patterns are read. */
export interface Candidates {
  readonly list: readonly Candidate[];
  readonly syntax: RequestRules['regexSyntax'];
}

/** The automaton of both sides. Tags of the second side follow those of the first. */
export interface Language {
  readonly nfa: Nfa;
  readonly roots: readonly number[];
  readonly split: number;
  /** By tag: an unconditional candidate, of which is known exactly which paths it takes. */
  readonly certain: readonly boolean[];
  /** By tag: the pattern that could not be followed; it may match any path. */
  readonly open: readonly (string | undefined)[];
}

export function languageOf(sides: readonly [Candidates, Candidates]): Language {
  const nfa = new Nfa();
  const certain: boolean[] = [];
  const open: (string | undefined)[] = [];
  const roots = sides.map(({ list, syntax }) => {
    const root = nfa.state(certain.length);
    for (const { match } of list) {
      const tag = certain.length;
      const unknown = add(nfa, root, match.path, tag, syntax);
      open.push(unknown);
      certain.push(unknown === undefined && match.conditions === undefined);
    }
    return root;
  });
  return { nfa, roots, split: sides[0].list.length, certain, open };
}

/** A text if the test could not be followed. */
function add(nfa: Nfa, root: number, test: PathTest, tag: number, syntax: RequestRules['regexSyntax']): string | undefined {
  const end = nfa.tagged(tag);
  switch (test.kind) {
    case 'always':
      nfa.join('empty', root, end);
      return undefined;
    case 'exact':
      nfa.join('atEnd', nfa.literal(root, bytesOf(test.path), test.caseSensitive, tag), end);
      return undefined;
    case 'stringPrefix':
      nfa.join('empty', nfa.literal(root, bytesOf(test.path), test.caseSensitive, tag), end);
      return undefined;
    case 'segmentPrefix': {
      const path = bytesOf(test.path);
      const last = nfa.literal(root, path, test.caseSensitive, tag);
      nfa.join('atEnd', last, end);
      nfa.join('empty', path.endsWith('/') ? last : nfa.literal(last, '/', true, tag), end);
      return undefined;
    }
    case 'wildcard':
      nfa.join('empty', root, end);
      return test.pattern;
    case 'regex': {
      // The automaton reads bytes, and engines of Go and RE2 read characters.
      const regex = syntax !== 'pcre2' ? undefined : regexOf(test.pattern, test.caseSensitive);
      if (regex === undefined || regex.kind !== 'regex' || !isRegular(regex.root)) {
        nfa.join('empty', root, end);
        return `${test.caseSensitive ? '' : '(?i)'}${test.pattern}`;
      }
      const begin = regex.anchored ? nfa.state(tag) : nfa.loop(tag, ANY);
      nfa.join('empty', root, begin);
      // A pattern must not lead back into the loop, so it has a beginning of its own.
      const first = nfa.state(tag);
      nfa.join('empty', begin, first);
      nfa.join('empty', nfa.pattern(first, regex.root, tag), end);
      return undefined;
    }
  }
}
