import { bytesOf } from '../regex/pcre2/bytes';
import { single } from '../regex/pcre2/character-set';
import { PatternSet } from '../regex/pcre2/pattern-set';
import type { Node } from '../regex/pcre2/tree';
import type { RegexCache } from './regex-cache';
import type { CandidateMatch } from './routing-table';
import { literalHead } from './wildcard';

/**
 * Finds the candidates of a list that a path may belong to, in the order of the list, without looking at the others. It leaves out only
 * what surely does not match, so the list alone says what precedes what.
 */
export class CandidateIndex<C extends { readonly match: CandidateMatch }> {
  private readonly exact = new Map<string, number[]>();
  /** By the text up to a slash, without it: what is below a segment. */
  private readonly below = new Map<string, number[]>();
  /** All that is no plain text. */
  private readonly patterns = new PatternSet();

  public constructor(
    private readonly candidates: readonly C[],
    private readonly regexes: RegexCache,
  ) {
    for (const [position, candidate] of candidates.entries()) this.add(candidate, position, regexes);
  }

  /** The first that `take` takes, of those that may match. */
  public first<T>(path: string, take: (candidate: C) => T | undefined): T | undefined {
    const positions = this.collect(path);
    if (positions.length > 1) positions.sort(ascending);
    let last = -1;
    for (const position of positions) {
      if (position === last) continue;
      last = position;
      const taken = take(this.candidates[position] as C);
      if (taken !== undefined) return taken;
    }
    return undefined;
  }

  private collect(path: string): number[] {
    // What an engine cannot read none of its patterns leaves out.
    if (!this.patterns.isEmpty && !this.regexes.canRead(path)) return this.candidates.map((_, position) => position);
    const found = this.patterns.isEmpty ? [] : this.patterns.mayMatch(path);
    pushAll(found, this.exact.get(path));
    if (this.below.size > 0) {
      for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
        pushAll(found, this.below.get(path.slice(0, slash)));
    }
    return found;
  }

  private add({ match: { path } }: C, position: number, regexes: RegexCache): void {
    if (path.kind === 'exact' && path.caseSensitive) add(this.exact, bytesOf(path.path), position);
    else if (path.kind === 'segmentPrefix' && path.caseSensitive) {
      const text = bytesOf(path.path);
      add(this.exact, text, position);
      add(this.below, text.endsWith('/') ? text.slice(0, -1) : text, position);
    } else if (path.kind === 'stringPrefix' && path.caseSensitive && path.path.endsWith('/'))
      add(this.below, bytesOf(path.path).slice(0, -1), position);
    else if (path.kind === 'regex') {
      const regex = regexes.get(path.pattern, path.caseSensitive);
      if (regex.kind === 'regex') this.patterns.add(regex.root, regex.anchored, position);
      else this.patterns.add(beginning('', true), true, position);
    } else if (path.kind === 'wildcard')
      this.patterns.add(beginning(bytesOf(literalHead(path.pattern)), path.caseSensitive), true, position);
    else
      this.patterns.add(path.kind === 'always' ? beginning('', true) : beginning(bytesOf(path.path), path.caseSensitive), true, position);
  }
}

/** What matches every text that begins like this. */
function beginning(bytes: string, caseSensitive: boolean): Node {
  const items = Array.from(bytes, (char): Node => ({ kind: 'byte', set: single(char.charCodeAt(0), !caseSensitive) }));
  return { kind: 'sequence', items };
}

const ascending = (a: number, b: number): number => a - b;

function add(map: Map<string, number[]>, key: string, position: number): void {
  const positions = map.get(key);
  if (positions === undefined) map.set(key, [position]);
  else positions.push(position);
}

function pushAll(found: number[], positions: readonly number[] | undefined): void {
  if (positions !== undefined) for (const position of positions) found.push(position);
}
