import { bytesOf } from './bytes';
import { ANY, type ByteSet, NOT_NEWLINE, sizeOf, TYPES } from './character-set';
import { type LiteralShape, literalShapeOf } from './literal-shape';
import { parse, type Refused, type Undecided } from './parse';
import { copiesOf, type Node } from './tree';

/** Whether PCRE compiles a pattern, and how PCRE2 reads it if it differs. */
export type Syntax =
  | { readonly kind: 'compiles'; readonly captures: number; readonly pcre2?: 'refuses' | 'reads otherwise' }
  | Refused
  | Undecided;

/** Size of the cache. Patterns are checked more than once, for the annotation and for its path. A full cache is cleared. */
const MOST_KNOWN = 10_000;
/** Longer patterns are not cached. */
const LONGEST_KNOWN = 1000;
const known = new Map<string, Known>();

interface Known {
  readonly syntax: Syntax;
  readonly shape: LiteralShape | undefined;
  /** The size of PCRE's code, or a little more. */
  readonly bytes: number;
}

/** Checks a pattern without loading the code that matches texts. */
export const syntaxOf = (pattern: string): Syntax => knownOf(pattern).syntax;

/** The shape of a pattern, independent of case sensitivity. Undefined if it is not a literal with a simple ending. */
export const shapeOf = (pattern: string): LiteralShape | undefined => knownOf(pattern).shape;

function knownOf(pattern: string): Known {
  let found = known.get(pattern);
  if (found === undefined) {
    found = read(pattern);
    if (pattern.length > LONGEST_KNOWN) return found;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, found);
  }
  return found;
}

function read(pattern: string): Known {
  const tail = pattern.replace(PLAIN_HEAD, '');
  const head = pattern.slice(0, pattern.length - tail.length);
  return (head.length < 2 ? undefined : sameTail(head, tail)) ?? parsedOf(pattern);
}

/** Characters that stand for themselves, from the start, without one that may be repeated. */
const PLAIN_HEAD = /^\^?[\w/-]+(?![\w/*+?{-])/;

/**
 * Most patterns of an app are a path of their own with an ending that many share, such as "(/|$)(.*)". So the ending is parsed once, after
 * one character instead of the path. Undefined where the head may matter to the answer.
 */
function sameTail(head: string, tail: string): Known | undefined {
  const [anchor, path] = head.startsWith('^') ? ['^', head.slice(1)] : ['', head];
  const alike = `${anchor}/${tail}`;
  if (alike.length === head.length + tail.length) return undefined;
  const { syntax, shape, bytes } = knownOf(alike);
  const total = bytes + BYTES_OF_CHARACTER * (path.length - 1);
  if (syntax.kind !== 'compiles' || total > MOST_BYTES) return undefined;
  return { syntax, shape: shape && { ...shape, literal: path + shape.literal.slice(1) }, bytes: total };
}

function parsedOf(pattern: string): Known {
  const parsed = parse(bytesOf(pattern), false);
  if (parsed.kind !== 'parsed') return { syntax: parsed, shape: undefined, bytes: 0 };
  const bytes = compiledBytes(parsed.root);
  if (bytes > MOST_BYTES) return { syntax: { kind: 'undecided', because: 'it may be too large' }, shape: undefined, bytes };
  const { groups, pcre2, root } = parsed;
  const syntax: Syntax = { kind: 'compiles', captures: groups, ...(pcre2 === undefined ? {} : { pcre2 }) };
  return { syntax, shape: literalShapeOf(root), bytes };
}

const BYTES_OF_CHARACTER = 2;

/** The limit of PCRE in its default build, with links of two bytes. */
const MOST_BYTES = 65_536;

/**
 * The size of PCRE's code for a part, or a little more. A single item is stored once, however often it is repeated, but a group is
 * stored for each repetition: pcre_compile.c `compile_branch`, which PCRE2 has kept.
 */
function compiledBytes(node: Node): number {
  switch (node.kind) {
    case 'byte':
      return bytesOfSet(node.set);
    case 'assertion':
      return 1;
    case 'reference':
      return 3;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + compiledBytes(item), node.items.length === 1 ? 6 : 0);
    case 'choice':
      return node.items.reduce((sum, item) => sum + compiledBytes(item) + 3, 0);
    case 'capture':
      return compiledBytes(node.item) + 8;
    case 'atomic':
      return compiledBytes(node.item) + 6;
    case 'look':
      return compiledBytes(node.item) + 9;
    case 'repeat': {
      const bytes = compiledBytes(node.item) + 7;
      if (node.item.kind === 'byte') return bytes;
      return bytes * copiesOf(node);
    }
  }
}

/** Sets with an opcode of their own. */
const TYPE_SETS: ReadonlySet<ByteSet> = new Set([ANY, NOT_NEWLINE, ...Object.values(TYPES)]);

/** A class is stored as a set, unless it is one byte, or all but one. */
function bytesOfSet(set: ByteSet): number {
  if (TYPE_SETS.has(set)) return 1;
  const size = sizeOf(set);
  return size === 1 || size === 255 ? BYTES_OF_CHARACTER : 33;
}
