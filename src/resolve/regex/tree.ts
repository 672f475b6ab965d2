import type { ByteSet } from './character-set';

/** A pattern as a tree. */
export type Node =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number; readonly greedy: boolean }
  | { readonly kind: 'capture'; readonly item: Node; readonly group: number }
  /** Once matched, never tried again in another way. */
  | { readonly kind: 'atomic'; readonly item: Node }
  | { readonly kind: 'look'; readonly item: Node; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'reference'; readonly group: number; readonly caseless: boolean };

export type Assertion = 'start' | 'end' | 'endOrLastNewline' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary';

/** How many bytes a part always matches, if it is one number. */
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
      // PCRE2 asks a look-around once, however often it is to be asked.
      if (node.item.kind === 'look') return 0;
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
