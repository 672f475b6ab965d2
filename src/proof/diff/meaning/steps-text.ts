import { possiblePart } from '../../../regex/automaton/regular';
import { hasByte } from '../../../regex/pcre2/character-set';
import { type Node, widthOf } from '../../../regex/pcre2/tree';
import type { TextTemplate, UpstreamRewrite } from '../../../table/routing-table';
import type { Domain } from '../domain';
import { compiled } from '../language';
import type { Plan, Side } from '../side';
import { withoutOrigins } from '../without-origins';

/**
 * The steps of a plan as a text, if all that they do follows from the path alone, whoever reads and writes the request: two equal texts do the same with
 * every path of plain letters, also where it is not followed what that is. Undefined for other steps.
 *
 * Engines that take the leftmost match and try the parts of a pattern in order hold the same in all groups, as PCRE and RE2 do
 * (google/re2@0117394:re2/re2.h, `Options`: `longest_match` is false, which searches for the first match). Left out are patterns for which they may differ: a repeated part
 * that may match nothing, and a group in a repeated part, which holds what a round of the repetition left.
 */
export function stepsText({ steps, leaf, further }: Plan, side: Side, domain: Domain): string | undefined {
  if (domain.kind !== 'plain' || domain.rewritten !== 'asCompared') return undefined;
  if (leaf.kind !== 'forward' || leaf.backend.kind !== 'service') return undefined;
  // Groups may be those of the test of the path, which is another one on the other side.
  if (further.includes('"capture"')) return undefined;
  const texts: unknown[] = [];
  for (const step of steps) {
    const text =
      step.kind === 'gate' ? withoutOrigins(step) : step.kind === 'rewrite' ? rewriteText(step.rewrite, side, domain) : undefined;
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return JSON.stringify([texts, withoutOrigins(leaf), further]);
}

/** What no codec escapes, and no rewrite leaves empty. */
const PLAIN_TEXT = /^[\w.~/-]*$/;
const isPath = (text: unknown): boolean => typeof text === 'string' && text.startsWith('/') && PLAIN_TEXT.test(text);

function rewriteText(how: UpstreamRewrite, side: Side, domain: Domain): string | undefined {
  switch (how.kind) {
    case 'replacePath':
      return isPath(how.path) ? JSON.stringify(how) : undefined;
    case 'replacePrefix':
    case 'replaceBeginning':
      return isPath(how.replacement) ? JSON.stringify(how) : undefined;
    case 'regexReplace':
    case 'regexReplaceAll': {
      const { kind, pattern, caseSensitive, substitution } = how;
      const root = compiled(pattern, caseSensitive, side.table.requests.regexSyntax)?.root;
      const possible = root === undefined ? undefined : possiblePart(root, domain.bytes);
      const tree = possible === undefined ? undefined : treeText(possible, domain.bytes, false);
      return tree === undefined || !isPlainPath(substitution) ? undefined : JSON.stringify([kind, tree, substitution]);
    }
    default:
      return undefined;
  }
}

const isPlainPath = ([first, ...rest]: TextTemplate): boolean =>
  isPath(first) && rest.every((part) => (typeof part === 'string' ? PLAIN_TEXT.test(part) : 'capture' in part));

/** The pattern as far as bytes of plain paths are concerned, which hold no line break. */
function treeText(node: Node, bytes: ReadonlySet<number>, repeated: boolean): string | undefined {
  switch (node.kind) {
    case 'byte':
      return `[${[...bytes].filter((byte) => hasByte(node.set, byte)).join(' ')}]`;
    case 'sequence':
    case 'choice': {
      const items = node.items.map((item) => treeText(item, bytes, repeated));
      if (items.includes(undefined)) return undefined;
      // One parser has a sequence of one part where another one has the part.
      return items.length === 1 ? items[0] : `(${items.join(node.kind === 'choice' ? '|' : ',')})`;
    }
    case 'capture': {
      const item = repeated ? undefined : treeText(node.item, bytes, repeated);
      return item === undefined ? undefined : `<${node.group} ${item}>`;
    }
    case 'repeat': {
      const item = mayBeEmpty(node.item) ? undefined : treeText(node.item, bytes, true);
      return item === undefined ? undefined : `${item}{${node.min},${node.max},${node.greedy}}`;
    }
    case 'assertion':
      if (node.holds === 'start') return '^';
      return node.holds === 'end' || node.holds === 'endOrLastNewline' ? '$' : undefined;
    default:
      return undefined;
  }
}

/** Whether a part may match nothing. */
function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every(mayBeEmpty);
    case 'choice':
      return node.items.some(mayBeEmpty);
    case 'capture':
      return mayBeEmpty(node.item);
    case 'repeat':
      return node.min === 0 || mayBeEmpty(node.item);
    default:
      return widthOf(node) !== 1;
  }
}
