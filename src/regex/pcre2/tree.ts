import type { ByteSet } from './character-set';

/** A pattern as a tree. */
export type Node =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number; readonly greedy: boolean }
  | { readonly kind: 'capture'; readonly item: Node; readonly group: number }
  /** An atomic group: once matched, it is not tried in another way. */
  | { readonly kind: 'atomic'; readonly item: Node }
  | { readonly kind: 'look'; readonly item: Node; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'reference'; readonly group: number; readonly caseless: boolean };

export type Assertion = 'start' | 'end' | 'endOrLastNewline' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary';

/**
 * The maximum number of copies of a repeated part: with an unlimited maximum the last copy is a loop, and with a maximum of zero one
 * copy may be kept.
 */
export const copiesOf = ({ min, max }: Extract<Node, { kind: 'repeat' }>): number =>
  Math.max(1, max === Number.POSITIVE_INFINITY ? min : max);

/** The number of bytes that a part matches, if it is fixed. */
export function widthOf(node: Node): number | undefined {
  switch (node.kind) {
    case 'byte':
      return 1;
    case 'assertion':
    case 'look':
      return 0;
    case 'reference':
      return undefined;
    case 'capture':
    case 'atomic':
      return widthOf(node.item);
    case 'repeat': {
      // PCRE runs a repeated look-around once. With a minimum of zero its width is not fixed for PCRE.
      if (node.item.kind === 'look') return node.min === 0 ? undefined : 0;
      const width = widthOf(node.item);
      return node.min === node.max && width !== undefined ? width * node.min : undefined;
    }
    case 'sequence': {
      let sum = 0;
      for (const item of node.items) {
        const width = widthOf(item);
        if (width === undefined) return undefined;
        sum += width;
      }
      return sum;
    }
    case 'choice': {
      const widths = node.items.map(widthOf);
      return widths.every((width) => width === widths[0]) ? widths[0] : undefined;
    }
  }
}

/** Whether a match can begin only at the start of the text. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'assertion':
      return node.holds === 'start';
    case 'sequence':
      for (const item of node.items) {
        if (isAnchored(item)) return true;
        if (item.kind !== 'assertion' && item.kind !== 'look') return false;
      }
      return false;
    case 'choice':
      return node.items.every(isAnchored);
    case 'capture':
    case 'atomic':
      return isAnchored(node.item);
    case 'repeat':
      return node.min > 0 && isAnchored(node.item);
    case 'byte':
    case 'look':
    case 'reference':
      return false;
  }
}
