import { hasByte } from '../../regex/pcre2/character-set';
import type { Domain } from './domain';
import type { Language } from './language';

/** Paths that the same candidates of both sides may take. */
export interface Cell {
  /** Tags in order, up to the first that surely takes the path. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Tags of the probes that the paths pass. */
  readonly probes: readonly number[];
  /** Some of the paths, a shortest one first. */
  readonly words: string[];
}

export interface Walk {
  readonly cells: readonly Cell[];
  readonly states: number;
  /** Absent if every path was seen; else the length up to which all were. */
  readonly provedLength?: number;
}

/** The nicest byte first. */
const NICE = [...new Set([...'xyzabcdefghijklmnopqrstuvw0123456789-_~XYZABCDEFGHIJKLMNOPQRSTUVW'].map((char) => char.charCodeAt(0)))];

const RANKS: readonly number[] = Array.from({ length: 256 }, (_, byte) => (NICE.includes(byte) ? NICE.indexOf(byte) : 256 + byte));
const nicenessOf = (byte: number): number => RANKS[byte] as number;

const SLASH = 47;
const DOT = 46;
const MOST_WORDS = 24;

/** The texts to walk through: paths, or those of any form. */
export type Texts = Pick<Domain, 'bytes' | 'emptySegments' | 'dotSegments'> | { readonly bytes: ReadonlySet<number> };

/** Where in a path a place is, as far as segments may not be empty or of dots. `text`: not in a path at all. */
type Segment = 'text' | 'start' | 'slash' | 'dot' | 'dots' | 'inside';

function nextSegment(segment: Segment, byte: number, texts: Texts): Segment | undefined {
  if (segment === 'text' || !('emptySegments' in texts)) return 'text';
  if (segment === 'start') return byte === SLASH ? 'slash' : undefined;
  if (byte === SLASH) {
    if (segment === 'slash') return texts.emptySegments ? 'slash' : undefined;
    return segment === 'inside' || texts.dotSegments ? 'slash' : undefined;
  }
  if (texts.dotSegments) return 'inside';
  if (byte !== DOT || segment === 'inside' || segment === 'dots') return 'inside';
  return segment === 'slash' ? 'dot' : 'dots';
}

interface Place {
  readonly set: readonly number[];
  readonly segment: Segment;
  readonly word: string;
}

/** Walks through both sides at once, shorter paths first, and sorts all paths by the candidates that may take them. */
export function walk(language: Language, texts: Texts, stateLimit: number): Walk {
  const { bytes } = texts;
  const isPath = 'emptySegments' in texts;
  const closure = new Closure(language);
  const cells = new Map<string, Cell>();
  const seen = new Set<string>();
  const queue: Place[] = [];
  const reach = (set: readonly number[], segment: Segment, word: string): void => {
    const key = `${segment} ${set.join(' ')}`;
    if (seen.has(key)) return;
    seen.add(key);
    queue.push({ set, segment, word });
  };
  const note = (set: readonly number[], word: string): void => {
    const [before, after, probes] = closure.rows(set);
    const key = `${before.join(' ')}|${after.join(' ')}|${probes.join(' ')}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { before, after, probes, words: [word] });
    else if (cell.words.length < MOST_WORDS && !cell.words.includes(word)) cell.words.push(word);
  };
  reach(closure.close(language.roots, true), isPath ? 'start' : 'text', '');
  for (let at = 0; at < queue.length; at++) {
    const { set, segment, word } = queue[at] as Place;
    if (seen.size > stateLimit) return { cells: [...cells.values()], states: seen.size, provedLength: Math.max(0, word.length - 1) };
    const ends = segment === 'slash' || segment === 'inside' || segment === 'text' || (segment !== 'start' && isPath && texts.dotSegments);
    if (ends) note(set, word);
    const explicit = closure.bytesFrom(set, bytes);
    if (ends && closure.isFinal(set)) {
      if (isPath) for (const more of segment === 'slash' ? ['x', 'x/', 'x/y'] : ['/', 'x', '/x', '/x/y']) note(set, word + more);
      continue;
    }
    if (isPath) explicit.add(SLASH).add(DOT);
    const rest = NICE.find((byte) => !explicit.has(byte)) ?? [...bytes].find((byte) => !explicit.has(byte));
    const inOrder = [...explicit].sort((one, other) => nicenessOf(one) - nicenessOf(other));
    for (const byte of rest === undefined ? inOrder : [rest, ...inOrder]) {
      const next = bytes.has(byte) ? nextSegment(segment, byte, texts) : undefined;
      if (next !== undefined) reach(closure.step(set, byte), next, word + String.fromCharCode(byte));
    }
  }
  return { cells: [...cells.values()], states: seen.size };
}

/** Sets of states of the automaton. */
class Closure {
  public constructor(private readonly language: Language) {}

  /** Everything that is reached without a byte, without what a better candidate has made irrelevant. */
  public close(from: readonly number[], start: boolean): readonly number[] {
    return this.prune(this.spread(from, start, false));
  }

  public step(set: readonly number[], byte: number): readonly number[] {
    const { nfa } = this.language;
    const targets: number[] = [];
    for (const state of set) {
      if (nfa.tag[state] !== undefined) targets.push(state);
      const next = nfa.edges[state]?.get(byte);
      if (next !== undefined) targets.push(...next);
      for (const wide of nfa.wide[state] ?? []) if (hasByte(wide.bytes, byte)) targets.push(wide.to);
    }
    return this.close(targets, false);
  }

  /** Whether whatever follows changes nothing. */
  public isFinal(set: readonly number[]): boolean {
    return set.every((state) => this.language.nfa.tag[state] !== undefined);
  }

  /** Bytes of the texts that lead from one of the states elsewhere than the others do. */
  public bytesFrom(set: readonly number[], texts: ReadonlySet<number>): Set<number> {
    const { nfa } = this.language;
    const bytes = new Set<number>();
    for (const state of set) {
      for (const byte of nfa.edges[state]?.keys() ?? []) bytes.add(byte);
      for (const wide of nfa.wide[state] ?? []) for (const byte of texts) if (!hasByte(wide.bytes, byte)) bytes.add(byte);
    }
    return bytes;
  }

  /** The candidates of each side for a path that ends here. */
  public rows(set: readonly number[]): readonly [readonly number[], readonly number[], readonly number[]] {
    const { nfa, split, probes, certain } = this.language;
    const tags = [...this.spread(set, false, true)].flatMap((state) => nfa.tag[state] ?? []).sort((a, b) => a - b);
    const cut = (row: readonly number[]): readonly number[] => {
      const last = row.findIndex((tag) => certain[tag]);
      return last < 0 ? row : row.slice(0, last + 1);
    };
    return [
      cut(tags.filter((tag) => tag < split)),
      cut(tags.filter((tag) => tag >= split && tag < probes)),
      tags.filter((tag) => tag >= probes),
    ];
  }

  private spread(from: readonly number[], start: boolean, end: boolean): Set<number> {
    const { nfa } = this.language;
    const reached = new Set(from);
    // A set that grows while it is walked is walked to its end.
    for (const state of reached) {
      for (const to of nfa.empty[state] ?? []) reached.add(to);
      if (start) for (const to of nfa.atStart[state] ?? []) reached.add(to);
      if (end) for (const to of nfa.atEnd[state] ?? []) reached.add(to);
    }
    return reached;
  }

  private prune(reached: ReadonlySet<number>): readonly number[] {
    const { nfa, split, probes, certain } = this.language;
    const best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const state of reached) {
      const tag = nfa.tag[state];
      if (tag === undefined || !certain[tag]) continue;
      const side = tag < split ? 0 : 1;
      best[side] = Math.min(best[side], tag);
    }
    const alive = (state: number): boolean => {
      const owner = nfa.owner[state] as number;
      const leads =
        nfa.tag[state] !== undefined || nfa.edges[state] !== undefined || nfa.wide[state] !== undefined || nfa.atEnd[state] !== undefined;
      return leads && (owner >= probes || owner <= best[owner < split ? 0 : 1]);
    };
    return [...reached].filter(alive).sort((a, b) => a - b);
  }
}
