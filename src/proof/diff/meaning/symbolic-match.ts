import { hasByte } from '../../../regex/pcre2/character-set';
import type { Node } from '../../../regex/pcre2/tree';
import type { Form, PathForm } from './form';
import { REST } from './form';

/** Where in a path a match has come: a number of known bytes, or behind all of it. */
type Position = number | 'end';

/** Spans of the groups; the first is the whole match. */
type Spans = readonly (readonly [from: Position, to: Position] | undefined)[];

export interface SymbolicMatch {
  readonly groups: readonly Form[];
  /** What is behind the match. */
  readonly after: Form;
}

/** It depends on the part of the path that is not known. */
export class NotKnown extends Error {}

const MOST_STEPS = 20_000;

/**
 * The first match of a pattern in all paths of one form, as backtracking finds it; `undefined` if none of them matches. `bytes`: those that the rest
 * of a path may have. Throws `NotKnown` if paths of the form differ in more than what groups hold.
 */
export function symbolicMatch(root: Node, anchored: boolean, form: PathForm, bytes: ReadonlySet<number>): SymbolicMatch | undefined {
  const spans = new Matcher(form, bytes).match(root);
  if (spans !== undefined) {
    const [whole] = spans;
    const groups = spans.map((span) => (span === undefined ? [] : cut(form, span[0], span[1])));
    return { groups, after: whole === undefined ? [] : cut(form, whole[1], 'end') };
  }
  // A match may begin in the part that is not known.
  if (anchored) return undefined;
  throw new NotKnown();
}

function cut({ known, open }: PathForm, from: Position, to: Position): Form {
  if (from === 'end') return [];
  if (to !== 'end') return [known.slice(from, to)];
  return open ? [known.slice(from), REST] : [known.slice(from)];
}

class Matcher {
  private steps = 0;
  private readonly spans: (readonly [Position, Position] | undefined)[] = [];

  public constructor(
    private readonly form: PathForm,
    private readonly bytes: ReadonlySet<number>,
  ) {}

  public match(root: Node): Spans | undefined {
    let end: Position | undefined;
    const found = this.run(root, 0, (at) => {
      end = at;
      return true;
    });
    if (!found || end === undefined) return undefined;
    this.spans[0] = [0, end];
    return Array.from(this.spans);
  }

  /** Whether the node and what follows match from a position on. */
  private run(node: Node, at: Position, then: (at: Position) => boolean): boolean {
    if (++this.steps > MOST_STEPS) throw new NotKnown();
    switch (node.kind) {
      case 'byte': {
        if (at === 'end') return false;
        if (at === this.form.known.length) return this.unknown();
        return hasByte(node.set, this.form.known.charCodeAt(at)) && then(at + 1);
      }
      case 'sequence':
        return this.sequence(node.items, 0, at, then);
      case 'choice':
        return node.items.some((item) => this.run(item, at, then));
      case 'capture': {
        const before = this.spans[node.group];
        const found = this.run(node.item, at, (end) => {
          const inner = this.spans[node.group];
          this.spans[node.group] = [at, end];
          if (then(end)) return true;
          this.spans[node.group] = inner;
          return false;
        });
        if (!found) this.spans[node.group] = before;
        return found;
      }
      case 'repeat':
        return this.isAllTheRest(node) ? this.takeRest(node, at, then) : this.repeat(node, 0, at, then);
      case 'assertion':
        if (node.holds === 'start') return at === 0 && then(at);
        if (node.holds !== 'end' && node.holds !== 'endOrLastNewline') throw new NotKnown();
        if (at === this.form.known.length) return this.unknown();
        return at === 'end' && then(at);
      default:
        throw new NotKnown();
    }
  }

  private sequence(items: readonly Node[], index: number, at: Position, then: (at: Position) => boolean): boolean {
    const item = items[index];
    return item === undefined ? then(at) : this.run(item, at, (next) => this.sequence(items, index + 1, next, then));
  }

  private repeat(node: Extract<Node, { kind: 'repeat' }>, round: number, at: Position, then: (at: Position) => boolean): boolean {
    const again = (): boolean =>
      round < node.max &&
      this.run(node.item, at, (next) => {
        // A round that matches nothing is no progress.
        if (next === at && round >= node.min) return false;
        return this.repeat(node, round + 1, next, then);
      });
    if (round < node.min) return again();
    return node.greedy ? again() || then(at) : then(at) || again();
  }

  /** Whether a part takes everything to the end. */
  private isAllTheRest({ item, max, greedy }: Extract<Node, { kind: 'repeat' }>): boolean {
    if (!greedy || max !== Number.POSITIVE_INFINITY || item.kind !== 'byte') return false;
    for (const byte of this.bytes) if (!hasByte(item.set, byte)) return false;
    return true;
  }

  private takeRest({ min }: Extract<Node, { kind: 'repeat' }>, at: Position, then: (at: Position) => boolean): boolean {
    const left = at === 'end' ? 0 : this.form.known.length - at;
    if (left < min) return this.form.open && at !== 'end' ? this.unknown() : false;
    if (then('end')) return true;
    // It would have to give back what is not known.
    throw new NotKnown();
  }

  private unknown(): boolean {
    if (this.form.open) throw new NotKnown();
    return false;
  }
}
