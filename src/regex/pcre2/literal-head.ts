import { bytesOf, textOf } from './bytes';
import { isSame, membersOf, single } from './character-set';
import { parse } from './parse';
import type { Node } from './tree';

/**
 * The common beginning, in lower case, of all texts that a pattern matches from its start, without regard to case. It may be shorter
 * than possible.
 */
export function literalHead(pattern: string): string {
  const parsed = parse(bytesOf(pattern), true);
  return parsed.kind === 'parsed' ? textOf(wholeCharacters(headOf(parsed.root).text)) : '';
}

/** A quantifier applies to one byte; the rest of a multi-byte character is not text. */
const wholeCharacters = (bytes: string): string =>
  bytes.replace(/(?:[\u00c2-\u00f4]|[\u00e0-\u00f4][\u0080-\u00bf]|[\u00f0-\u00f4][\u0080-\u00bf]{2})$/, '');

interface Head {
  readonly text: string;
  /** Whether the next part may be added. */
  readonly open: boolean;
}

const CLOSED: Head = { text: '', open: false };

function headOf(node: Node): Head {
  switch (node.kind) {
    case 'byte': {
      // The lower case of a letter has the higher code.
      const byte = membersOf(node.set).pop();
      return byte !== undefined && isSame(node.set, single(byte, true)) ? { text: String.fromCharCode(byte), open: true } : CLOSED;
    }
    case 'sequence': {
      let text = '';
      for (const item of node.items) {
        const head = headOf(item);
        text += head.text;
        if (!head.open) return { text, open: false };
      }
      return { text, open: true };
    }
    case 'capture':
    case 'atomic':
      return headOf(node.item);
    case 'repeat':
      return node.min === 0 ? CLOSED : { text: headOf(node.item).text, open: false };
    case 'assertion':
    case 'look':
      return { text: '', open: true };
    case 'choice':
    case 'reference':
      return CLOSED;
  }
}
