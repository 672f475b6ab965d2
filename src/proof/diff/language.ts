import { Nfa } from '../../regex/automaton/nfa';
import { regularPart } from '../../regex/automaton/regular';
import { bytesOf } from '../../regex/pcre2/bytes';
import { ANY, single } from '../../regex/pcre2/character-set';
import type { Regex } from '../../regex/pcre2/regex';
import { regexOf as pcre2RegexOf } from '../../regex/pcre2/regex';
import { isAnchored, type Node } from '../../regex/pcre2/tree';
import { regexOf as re2RegexOf } from '../../regex/re2/regex';
import type { Candidate, PathTest, RequestRules } from '../../table/routing-table';
import { wildcardParts } from '../../table/wildcard';

export type Syntax = RequestRules['regexSyntax'];

/** One side of a host: its candidates in order, and how their patterns are read. */
export interface Candidates {
  readonly list: readonly Candidate[];
  readonly syntax: Syntax;
}

/** A test besides those of candidates: each path is known to pass it or not. */
export interface Probe {
  readonly test: PathTest;
  readonly syntax: Syntax;
}

/** Why it is not known whether a candidate takes a path that its tag stands for. */
export type Doubt =
  /** A pattern that could not be followed. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** It takes those that pass these probes, or do not. */
  | {
      readonly kind: 'looks';
      readonly looks: readonly { readonly probe: number; readonly negative: boolean }[];
      readonly pattern?: string;
    };

/** The automaton of both sides. Tags of the second side follow those of the first, and then come the probes. */
export interface Language {
  readonly nfa: Nfa;
  readonly roots: readonly number[];
  readonly split: number;
  /** The first tag of a probe. */
  readonly probes: number;
  /** By tag: an unconditional candidate, of which is known exactly which paths it takes. */
  readonly certain: readonly boolean[];
  readonly doubts: readonly (Doubt | undefined)[];
  /** By position of a probe that was asked for: its tag, or undefined if it could not be followed. */
  readonly tagOfProbe: readonly (number | undefined)[];
}

export function languageOf(sides: readonly [Candidates, Candidates], asked: readonly Probe[], bytes: ReadonlySet<number>): Language {
  const split = sides[0].list.length;
  const probes = split + sides[1].list.length;
  const nfa = new Nfa();
  const certain: boolean[] = [];
  const doubts: (Doubt | undefined)[] = [];
  const builder = new Builder(nfa, probes, bytes);
  const roots = sides.map(({ list, syntax }) => {
    const root = nfa.state(certain.length);
    list.forEach(({ match, rank }, position) => {
      const tag = certain.length;
      const doubt = builder.add(root, match.path, tag, syntax);
      doubts.push(doubt);
      // Of those of one rank every one has a say, so only the last may hide those behind it.
      const isLast = rank === undefined || list[position + 1]?.rank !== rank;
      certain.push(doubt === undefined && match.conditions === undefined && isLast);
    });
    return root;
  });
  const tagOfProbe = asked.map(({ test, syntax }) => builder.addProbe(test, syntax));
  return { nfa, roots: [...roots, builder.probeRoot], split, probes, certain, doubts, tagOfProbe };
}

class Builder {
  public readonly probeRoot: number;
  private next: number;

  public constructor(
    private readonly nfa: Nfa,
    firstProbe: number,
    private readonly bytes: ReadonlySet<number>,
  ) {
    this.next = firstProbe;
    this.probeRoot = nfa.state(firstProbe);
  }

  public addProbe(test: PathTest, syntax: Syntax): number | undefined {
    const tag = this.next++;
    return this.add(this.probeRoot, test, tag, syntax) === undefined ? tag : undefined;
  }

  /** What is in doubt about the test, if anything is. */
  public add(root: number, test: PathTest, tag: number, syntax: Syntax): Doubt | undefined {
    const { nfa } = this;
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
        nfa.join('atEnd', nfa.pattern(this.begin(root, tag), wildcardNode(test.pattern, test.caseSensitive), tag), end);
        return undefined;
      case 'regex':
        return this.addRegex(root, test, tag, end, syntax);
    }
  }

  private addRegex(
    root: number,
    { pattern, caseSensitive }: Extract<PathTest, { kind: 'regex' }>,
    tag: number,
    end: number,
    syntax: Syntax,
  ): Doubt | undefined {
    const regex = compiled(pattern, caseSensitive, syntax);
    const text = `${caseSensitive ? '' : '(?i)'}${pattern}`;
    if (regex === undefined) {
      this.nfa.join('empty', root, end);
      return { kind: 'pattern', pattern: text };
    }
    const regular = regularPart(regex.root, this.bytes);
    if (regular.root === undefined) return undefined;
    this.follow(root, regular.root, tag, end);
    if (regular.looks.length === 0) return regular.exact ? undefined : { kind: 'pattern', pattern: text };
    const looks = regular.looks.map(({ root: node, negative }) => {
      const probe = this.next++;
      this.follow(this.probeRoot, node, probe, this.nfa.tagged(probe));
      return { probe, negative };
    });
    return { kind: 'looks', looks, ...(regular.exact ? {} : { pattern: text }) };
  }

  private follow(root: number, node: Node, tag: number, end: number): void {
    const { nfa } = this;
    const start = isAnchored(node) ? nfa.state(tag) : nfa.loop(tag, ANY);
    nfa.join('empty', root, start);
    // A pattern must not lead back into the loop, so it has a beginning of its own.
    nfa.join('empty', nfa.pattern(this.begin(start, tag), node, tag), end);
  }

  private begin(from: number, tag: number): number {
    const state = this.nfa.state(tag);
    this.nfa.join('empty', from, state);
    return state;
  }
}

/** Undefined if the pattern cannot be read. */
export function compiled(pattern: string, caseSensitive: boolean, syntax: Syntax): Regex | undefined {
  if (syntax === undefined) return undefined;
  const regex = syntax === 'pcre2' ? pcre2RegexOf(pattern, caseSensitive) : re2RegexOf(pattern, caseSensitive);
  return regex.kind === 'regex' ? regex : undefined;
}

function wildcardNode(pattern: string, caseSensitive: boolean): Node {
  const any: Node = { kind: 'byte', set: ANY };
  const items = wildcardParts(bytesOf(pattern)).map((part): Node => {
    if (part === 'one') return any;
    if (part === 'any') return { kind: 'repeat', item: any, min: 0, max: Number.POSITIVE_INFINITY, greedy: true };
    return { kind: 'byte', set: single(part.byte, !caseSensitive) };
  });
  return { kind: 'sequence', items };
}
