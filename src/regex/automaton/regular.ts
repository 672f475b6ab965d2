import { ANY, type ByteSet, hasByte } from '../pcre2/character-set';
import { type Node, widthOf } from '../pcre2/tree';

/** What an automaton can follow of a pattern, on texts of certain bytes. */
export interface Regular {
  /** Matches every text that the pattern matches; absent if that is none. */
  readonly root: Node | undefined;
  /** Whether it matches no other, but for `looks`. */
  readonly exact: boolean;
  /**
   * Patterns of which the text must begin with one as well, or must not. They stand for what the pattern looks ahead for behind a part of a fixed
   * length at its beginning.
   */
  readonly looks: readonly { readonly root: Node; readonly negative: boolean }[];
}

/** `bytes`: those that texts have; no newline is among them, so that both kinds of `$` are the same. */
export function regularPart(root: Node, bytes: ReadonlySet<number>): Regular {
  const possible = possiblePart(root, bytes);
  if (possible === undefined) return { root: undefined, exact: true, looks: [] };
  const { rest, looks } = withoutLooks(possible);
  const relaxation = { exact: true };
  return { root: relaxed(rest, relaxation), exact: relaxation.exact, looks };
}

/** A pattern without what cannot match in texts of these bytes; undefined if all of it cannot. */
export function possiblePart(node: Node, bytes: ReadonlySet<number>): Node | undefined {
  switch (node.kind) {
    case 'byte':
      return meets(node.set, bytes) ? node : undefined;
    case 'sequence': {
      const items: Node[] = [];
      for (const item of node.items) {
        const one = possiblePart(item, bytes);
        if (one === undefined) return undefined;
        items.push(one);
      }
      return { kind: 'sequence', items };
    }
    case 'choice': {
      const items = node.items.flatMap((item) => possiblePart(item, bytes) ?? []);
      return items.length > 1 ? { kind: 'choice', items } : items[0];
    }
    case 'repeat': {
      const item = possiblePart(node.item, bytes);
      if (item !== undefined) return { ...node, item };
      return node.min === 0 ? EMPTY : undefined;
    }
    case 'capture':
    case 'atomic': {
      const item = possiblePart(node.item, bytes);
      return item === undefined ? undefined : { ...node, item };
    }
    case 'look': {
      const item = possiblePart(node.item, bytes);
      if (item !== undefined) return { ...node, item };
      return node.negative ? EMPTY : undefined;
    }
    case 'assertion':
    case 'reference':
      return node;
  }
}

const EMPTY: Node = { kind: 'sequence', items: [] };

function meets(set: ByteSet, bytes: ReadonlySet<number>): boolean {
  for (const byte of bytes) if (hasByte(set, byte)) return true;
  return false;
}

/** Takes out what is looked ahead for behind a beginning of a fixed length. */
function withoutLooks(root: Node): { readonly rest: Node; readonly looks: Regular['looks'] } {
  const items = flat(root);
  const looks: { root: Node; negative: boolean }[] = [];
  const rest: Node[] = [];
  let fixed = items[0]?.kind === 'assertion' && items[0].holds === 'start';
  for (const item of items) {
    if (fixed && item.kind === 'look' && !item.behind && isRegular(item.item)) {
      looks.push({ root: { kind: 'sequence', items: [...rest, item.item] }, negative: item.negative });
      continue;
    }
    rest.push(item);
    fixed &&= widthOf(item) !== undefined && isRegular(item);
  }
  return looks.length === 0 ? { rest: root, looks } : { rest: { kind: 'sequence', items: rest }, looks };
}

const flat = (node: Node): readonly Node[] => (node.kind === 'sequence' ? node.items.flatMap(flat) : [node]);

/** Of which `exact` becomes false, if more is matched. */
function relaxed(node: Node, relaxation: { exact: boolean }): Node {
  switch (node.kind) {
    case 'byte':
      return node;
    case 'sequence':
    case 'choice':
      return { kind: node.kind, items: node.items.map((item) => relaxed(item, relaxation)) };
    case 'repeat':
    case 'capture':
      return { ...node, item: relaxed(node.item, relaxation) };
    case 'assertion':
      if (REGULAR_ASSERTIONS.includes(node.holds)) return node;
      break;
    case 'atomic':
      relaxation.exact = false;
      return relaxed(node.item, relaxation);
    case 'reference':
      relaxation.exact = false;
      return { kind: 'repeat', item: { kind: 'byte', set: ANY }, min: 0, max: Number.POSITIVE_INFINITY, greedy: true };
    case 'look':
      break;
  }
  relaxation.exact = false;
  return EMPTY;
}

const REGULAR_ASSERTIONS: readonly string[] = ['start', 'end', 'endOrLastNewline'];

/** Whether a pattern is nothing but a regular language. On texts without newline both kinds of `$` mean the same. */
export function isRegular(node: Node): boolean {
  switch (node.kind) {
    case 'byte':
      return true;
    case 'assertion':
      return REGULAR_ASSERTIONS.includes(node.holds);
    case 'capture':
    case 'repeat':
      return isRegular(node.item);
    case 'sequence':
    case 'choice':
      return node.items.every(isRegular);
    default:
      return false;
  }
}
