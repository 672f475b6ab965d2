import { textOf } from './bytes';
import { type ByteSet, isSame, NOT_NEWLINE, onlyMemberOf, single } from './character-set';
import type { Node } from './tree';

/**
 * A pattern that is a literal with a simple ending. It matches a text that begins with the literal if the text ends there (`end`), if
 * it ends there or continues with a slash (`boundary`), or in any case (`anything`).
 */
export interface LiteralShape {
  readonly literal: string;
  readonly after: 'end' | 'boundary' | 'anything';
  /** The groups that hold the slash, and what follows it to the end of the line. */
  readonly slashGroup?: number;
  readonly restGroup?: number;
}

/** The shape of a pattern that was parsed with regard to case. Undefined for any other pattern. */
export function literalShapeOf(root: Node): LiteralShape | undefined {
  const items = partsOf(root);
  let at = items[0]?.kind === 'assertion' && items[0].holds === 'start' ? 1 : 0;
  let bytes = '';
  for (let byte = byteOf(items[at]); byte !== undefined; byte = byteOf(items[++at])) bytes += byte;
  const literal = textOf(bytes);
  const tail = items.slice(at);
  if (tail.length === 0) return { literal, after: 'anything' };
  if (tail.every(isEnd)) return { literal, after: 'end' };
  const [boundary, rest, ...more] = tail;
  if (boundary === undefined || more.length > 0 || !isBoundary(bare(boundary)) || (rest !== undefined && !isRest(bare(rest))))
    return undefined;
  return { literal, after: 'boundary', ...groupOf('slashGroup', boundary), ...groupOf('restGroup', rest) };
}

/** The sequence of parts; the parts of groups without a number are included directly. */
function partsOf(node: Node): readonly Node[] {
  if (node.kind !== 'sequence') return [node];
  return node.items.some(({ kind }) => kind === 'sequence') ? node.items.flatMap(partsOf) : node.items;
}

function byteOf(node: Node | undefined): string | undefined {
  const byte = node?.kind === 'byte' ? onlyMemberOf(node.set) : undefined;
  return byte === undefined ? undefined : String.fromCharCode(byte);
}

/** The content of a group with a number. */
const bare = (node: Node): Node => (node.kind === 'capture' ? bare(node.item) : node);

const isEnd = (node: Node): boolean => {
  const inner = bare(node);
  return inner.kind === 'assertion' && (inner.holds === 'end' || inner.holds === 'endOrLastNewline');
};

const isBoundary = (node: Node): boolean =>
  node.kind === 'choice' && node.items.length === 2 && node.items.some(isSlash) && node.items.some(isEnd);

const isSlash = (node: Node): boolean => node.kind === 'byte' && isSame(node.set, SLASH);
const SLASH: ByteSet = single(0x2f, false);

const isRest = (node: Node): boolean =>
  node.kind === 'repeat' &&
  node.min === 0 &&
  node.max === Number.POSITIVE_INFINITY &&
  node.greedy &&
  node.item.kind === 'byte' &&
  isSame(node.item.set, NOT_NEWLINE);

const groupOf = (name: 'slashGroup' | 'restGroup', node: Node | undefined): Partial<LiteralShape> =>
  node?.kind === 'capture' && node.item.kind !== 'capture' ? { [name]: node.group } : {};
