import { bytesOf, textOf } from './bytes';
import { isSame, membersOf, single } from './character-set';
import { parse } from './parse';
import type { Node } from './tree';

/** What every text begins with that a pattern matches from its beginning, without regard to case; in lower case, and perhaps only a part. */
export function literalHead(pattern: string): string {
  const parsed = parse(bytesOf(pattern), true);
  return parsed.kind === 'parsed' ? textOf(wholeCharacters(headOf(parsed.root).text)) : '';
}

/** A quantifier takes one byte; what is left of a character of several is no text. */
const wholeCharacters = (bytes: string): string =>
  bytes.replace(/(?:[\u00c2-\u00f4]|[\u00e0-\u00f4][\u0080-\u00bf]|[\u00f0-\u00f4][\u0080-\u00bf]{2})$/, '');

interface Head {
  readonly text: string;
  /** Whether what follows may be added. */
  readonly open: boolean;
}

const CLOSED: Head = { text: '', open: false };

function headOf(node: Node): Head {
  switch (node.kind) {
    case 'byte': {
      // Of both cases of a letter the lower one is the last.
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
