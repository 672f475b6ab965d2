import { membersOf } from './character-set';
import type { Node } from './tree';

/** More prefixes than these say less than they cost. */
const MOST_PREFIXES = 16;
const MOST_LENGTH = 64;

/**
 * Texts of which one must stand where a match begins, in lower case; a text that begins with none of them, in lower case, cannot match.
 * One empty text where nothing is known.
 */
export function literalPrefixes(root: Node): readonly string[] {
  return prefixes(root, [{ text: '', open: true }], { left: MOST_PARTS }).map(({ text }) => text);
}

/** Parts may be repeated in parts that are repeated. */
const MOST_PARTS = 1000;

interface Budget {
  left: number;
}

interface Prefix {
  readonly text: string;
  /** Whether what follows may be added. */
  readonly open: boolean;
}

function prefixes(node: Node, before: readonly Prefix[], budget: Budget): readonly Prefix[] {
  if (--budget.left < 0) return closed(before);
  if (!before.some(({ open }) => open)) return before;
  switch (node.kind) {
    case 'byte': {
      const letters = [...new Set(membersOf(node.set).map((byte) => String.fromCharCode(byte >= 65 && byte <= 90 ? byte + 32 : byte)))];
      const open = before.filter((prefix) => prefix.open);
      if (letters.length === 0 || before.length - open.length + open.length * letters.length > MOST_PREFIXES) return closed(before);
      return before.flatMap((prefix) =>
        prefix.open ? letters.map((letter) => ({ text: prefix.text + letter, open: prefix.text.length + 1 < MOST_LENGTH })) : [prefix],
      );
    }
    case 'sequence':
      return node.items.reduce<readonly Prefix[]>((all, item) => prefixes(item, all, budget), before);
    case 'choice': {
      const all = node.items.flatMap((item) => prefixes(item, before, budget));
      return all.length > MOST_PREFIXES ? closed(before) : all;
    }
    case 'capture':
    case 'atomic':
      return prefixes(node.item, before, budget);
    case 'repeat': {
      let all = before;
      for (let i = 0; i < node.min && i < MOST_LENGTH; i++) all = prefixes(node.item, all, budget);
      return node.min === node.max ? all : closed(all);
    }
    case 'assertion':
    case 'look':
      return before;
    case 'reference':
      return closed(before);
  }
}

const closed = (all: readonly Prefix[]): readonly Prefix[] => all.map(({ text }) => ({ text, open: false }));

/** Whether a match can begin only where the text does. */
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
