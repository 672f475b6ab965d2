import { bytesOf } from './bytes';
import { ANY, type ByteSet, NOT_NEWLINE, sizeOf, TYPES } from './character-set';
import { parse, type Refused, type Undecided } from './parse';
import { copiesOf, type Node } from './tree';

/** Whether PCRE compiles a pattern, and what PCRE2 makes of it if not the same. */
export type Syntax =
  | { readonly kind: 'compiles'; readonly captures: number; readonly pcre2?: 'refuses' | 'reads otherwise' }
  | Refused
  | Undecided;

/** PCRE's own limit, where it is built as usual, with links of two bytes. */
const MOST_BYTES = 65_536;

/** For whoever does not ask what the pattern matches; that takes more code to load. */
export function syntaxOf(pattern: string): Syntax {
  const parsed = parse(bytesOf(pattern), false);
  if (parsed.kind !== 'parsed') return parsed;
  if (compiledBytes(parsed.root) > MOST_BYTES) return { kind: 'undecided', because: 'it may be too large' };
  const { groups, pcre2 } = parsed;
  return { kind: 'compiles', captures: groups, ...(pcre2 === undefined ? {} : { pcre2 }) };
}

/**
 * How large PCRE's code for a part is, or a little more. A single thing is stored once however often it is repeated, a group as often as
 * that: pcre_compile.c `compile_branch`, which PCRE2 has kept.
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

/** Sets that have a code of their own. */
const TYPE_SETS: ReadonlySet<ByteSet> = new Set([ANY, NOT_NEWLINE, ...Object.values(TYPES)]);

/** A class is stored as a set, unless it is one byte, or all but one. */
function bytesOfSet(set: ByteSet): number {
  if (TYPE_SETS.has(set)) return 1;
  const size = sizeOf(set);
  return size === 1 || size === 255 ? 2 : 33;
}
