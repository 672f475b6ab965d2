import { membersOf } from './character-set';
import type { Node } from './tree';

/** Shorter ones are in most texts anyway. */
const WORTH_LOOKING_FOR = 2;

/** The longest text, in lower case, that must stand somewhere in a match; absent where none is known. */
export function literalPart(root: Node): string | undefined {
  const finder = new Finder();
  finder.visit(root);
  finder.stop();
  return finder.longest.length < WORTH_LOOKING_FOR ? undefined : finder.longest;
}

/** Goes through what every match goes through, from left to right, and keeps the longest run of single letters. */
class Finder {
  public longest = '';
  private run = '';

  public visit(node: Node): void {
    switch (node.kind) {
      case 'byte': {
        const letter = onlyLetter(node);
        if (letter === undefined) this.stop();
        else this.run += letter;
        return;
      }
      case 'sequence':
        for (const item of node.items) this.visit(item);
        return;
      case 'capture':
      case 'atomic':
        this.visit(node.item);
        return;
      case 'repeat':
        if (node.min > 0) this.visit(node.item);
        if (node.min !== 1 || node.max !== 1) this.stop();
        return;
      case 'assertion':
        return;
      case 'look':
        // What it looks at may be what follows.
        return;
      case 'choice':
      case 'reference':
        this.stop();
    }
  }

  public stop(): void {
    if (this.run.length > this.longest.length) this.longest = this.run;
    this.run = '';
  }
}

/** The one byte of a set, cases of a letter counting as one. */
function onlyLetter({ set }: Extract<Node, { kind: 'byte' }>): string | undefined {
  const letters = new Set(membersOf(set).map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte)));
  const [letter] = letters;
  return letters.size === 1 && letter !== undefined ? String.fromCharCode(letter) : undefined;
}
