import { type ByteSet, membersOf, sizeOf } from '../pcre2/character-set';
import { copiesOf, type Node } from '../pcre2/tree';

const MOST_NARROW = 64;

/**
 * A nondeterministic automaton over bytes for many languages at once. A tag identifies one language; reaching its state means that the
 * text belongs to it, whatever follows. Literals with a common prefix share states.
 */
export class Nfa {
  /** Targets by byte, for each state. */
  public readonly edges: (Map<number, number[]> | undefined)[] = [];
  /** Targets by sets of so many bytes that it is shorter to name the others. */
  public readonly wide: ({ readonly bytes: ByteSet; readonly to: number }[] | undefined)[] = [];
  /** Edges that consume no byte: usable always, only before the first byte, only after the last. */
  public readonly empty: (number[] | undefined)[] = [];
  public readonly atStart: (number[] | undefined)[] = [];
  public readonly atEnd: (number[] | undefined)[] = [];
  /** The smallest tag that can be reached from a state. */
  public readonly owner: number[] = [];
  /** The tag of a state without edges. */
  public readonly tag: (number | undefined)[] = [];
  private readonly children: (Map<string, number> | undefined)[] = [];

  public state(owner: number): number {
    return this.owner.push(owner) - 1;
  }

  public tagged(tag: number): number {
    const state = this.state(tag);
    this.tag[state] = tag;
    return state;
  }

  public join(kind: 'empty' | 'atStart' | 'atEnd', from: number, to: number): void {
    const targets = this[kind][from];
    if (targets === undefined) this[kind][from] = [to];
    else targets.push(to);
  }

  /** Adds a text from a state, and shares states with other texts. */
  public literal(from: number, text: string, caseSensitive: boolean, owner: number): number {
    let state = from;
    for (let at = 0; at < text.length; at++) {
      const byte = text.charCodeAt(at);
      const other = caseSensitive ? byte : otherCase(byte);
      const key = `${Math.min(byte, other)} ${Math.max(byte, other)}`;
      let children = this.children[state];
      if (children === undefined) {
        children = new Map();
        this.children[state] = children;
      }
      let next = children.get(key);
      if (next === undefined) {
        next = this.state(owner);
        children.set(key, next);
        this.edge(state, byte, next);
        if (other !== byte) this.edge(state, other, next);
      }
      this.owner[next] = Math.min(this.owner[next] as number, owner);
      state = next;
    }
    return state;
  }

  /** Adds a pattern from a state and returns its last state; `isRegular` must hold. */
  public pattern(from: number, node: Node, owner: number): number {
    switch (node.kind) {
      case 'byte': {
        const to = this.state(owner);
        this.addEdges(from, node.set, to);
        return to;
      }
      case 'sequence':
        return node.items.reduce((state, item) => this.pattern(state, item, owner), from);
      case 'choice': {
        const to = this.state(owner);
        for (const item of node.items) {
          const begin = this.state(owner);
          this.join('empty', from, begin);
          this.join('empty', this.pattern(begin, item, owner), to);
        }
        return to;
      }
      case 'capture':
        return this.pattern(from, node.item, owner);
      case 'repeat':
        return this.repeat(from, node, owner);
      case 'assertion': {
        const to = this.state(owner);
        this.join(node.holds === 'start' ? 'atStart' : 'atEnd', from, to);
        return to;
      }
      default:
        throw new RangeError(`${node.kind} is not regular`);
    }
  }

  /** A state that stays active, whatever follows. */
  public loop(owner: number, bytes: ByteSet): number {
    const state = this.state(owner);
    this.addEdges(state, bytes, state);
    return state;
  }

  private repeat(from: number, node: Extract<Node, { kind: 'repeat' }>, owner: number): number {
    const endless = node.max === Number.POSITIVE_INFINITY;
    const exit = this.state(owner);
    let state = from;
    for (let round = 0; round < copiesOf(node); round++) {
      if (round >= node.min) this.join('empty', state, exit);
      // Each iteration begins in a separate state, because the loop must not lead back into the states before it.
      const begin = this.state(owner);
      this.join('empty', state, begin);
      state = this.pattern(begin, node.item, owner);
      if (endless && round === copiesOf(node) - 1) this.join('empty', state, begin);
    }
    if (node.max > 0) this.join('empty', state, exit);
    else this.join('empty', from, exit);
    return exit;
  }

  private addEdges(from: number, bytes: ByteSet, to: number): void {
    if (sizeOf(bytes) <= MOST_NARROW) {
      for (const byte of membersOf(bytes)) this.edge(from, byte, to);
      return;
    }
    const wide = this.wide[from];
    if (wide === undefined) this.wide[from] = [{ bytes, to }];
    else wide.push({ bytes, to });
  }

  private edge(from: number, byte: number, to: number): void {
    let edges = this.edges[from];
    if (edges === undefined) {
      edges = new Map();
      this.edges[from] = edges;
    }
    const targets = edges.get(byte);
    if (targets === undefined) edges.set(byte, [to]);
    else targets.push(to);
  }
}

function otherCase(byte: number): number {
  if (byte >= 65 && byte <= 90) return byte + 32;
  return byte >= 97 && byte <= 122 ? byte - 32 : byte;
}
