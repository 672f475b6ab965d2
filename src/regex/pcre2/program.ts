import type { ByteSet } from './character-set';
import { type Assertion, copiesOf, type Node, widthOf } from './tree';

/** Instructions of the matcher. */
export type Instruction =
  | { readonly op: 'byte'; readonly set: ByteSet; readonly next: number }
  /** Tries `next` first, then `other`. */
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'copy'; readonly from: number; readonly slot: number; readonly next: number }
  | { readonly op: 'assert'; readonly holds: Assertion; readonly next: number }
  | {
      readonly op: 'look';
      readonly programs: readonly SubProgram[];
      readonly negative: boolean;
      readonly behind: boolean;
      readonly next: number;
    }
  | { readonly op: 'atomic'; readonly program: SubProgram; readonly next: number }
  | { readonly op: 'reference'; readonly group: number; readonly caseless: boolean; readonly next: number }
  /** Leaves a loop whose last iteration was empty; `slot` holds the start of the iteration. */
  | { readonly op: 'progress'; readonly slot: number; readonly next: number; readonly otherwise: number }
  | { readonly op: 'match' };

export interface SubProgram {
  readonly code: readonly Instruction[];
  /** For a lookbehind: the number of bytes that it goes back. */
  readonly width: number;
}

export interface Program extends SubProgram {
  readonly groups: number;
  /** Two for each group and for the whole match, then those of loops that may match the empty text and of groups that are being matched. */
  readonly slots: number;
  /**
   * Whether the result of an instruction at a position depends on nothing else, so that it needs to be tried only once. Then the time
   * is at most the length of the text times that of the program.
   */
  readonly memoryless: boolean;
}

/** An upper bound of the size of a program. A part without instructions counts too, because it may be repeated very often. */
export function partsOf(node: Node): number {
  switch (node.kind) {
    case 'byte':
    case 'assertion':
    case 'reference':
      return 1;
    case 'capture':
    case 'atomic':
    case 'look':
      return 1 + partsOf(node.item);
    case 'repeat':
      return 1 + partsOf(node.item) * copiesOf(node);
    case 'sequence':
    case 'choice':
      return node.items.reduce((sum, item) => sum + partsOf(item), 1);
  }
}

/** `lastRoundEmpty`: whether a loop may end with an empty iteration that also sets its groups. */
export function compile(root: Node, groups: number, refersBack: boolean, lastRoundEmpty: boolean): Program {
  const compiler = new Compiler(groups, refersBack, lastRoundEmpty);
  const code = compiler.compile(root);
  return { code, width: 0, groups, slots: compiler.slots, memoryless: !refersBack && compiler.slots === 2 * (groups + 1) };
}

class Compiler {
  public slots: number;
  private code: Instruction[] = [];

  public constructor(
    groups: number,
    private readonly refersBack: boolean,
    private readonly lastRoundEmpty: boolean,
  ) {
    this.slots = 2 * (groups + 1);
  }

  public compile(node: Node): readonly Instruction[] {
    const outer = this.code;
    this.code = [];
    this.emit(node);
    this.push({ op: 'match' });
    const code = this.code;
    this.code = outer;
    return code;
  }

  private push(instruction: Instruction): number {
    return this.code.push(instruction) - 1;
  }

  /** The index of the instruction after the one that is about to be added. */
  private get after(): number {
    return this.code.length + 1;
  }

  private emit(node: Node): void {
    switch (node.kind) {
      case 'byte':
        this.push({ op: 'byte', set: node.set, next: this.after });
        return;
      case 'sequence':
        for (const item of node.items) this.emit(item);
        return;
      case 'choice':
        this.choice(node.items);
        return;
      case 'capture':
        this.capture(node.item, node.group);
        return;
      case 'assertion':
        this.push({ op: 'assert', holds: node.holds, next: this.after });
        return;
      case 'reference':
        this.push({ op: 'reference', group: node.group, caseless: node.caseless, next: this.after });
        return;
      case 'atomic': {
        const program = { code: this.compile(node.item), width: 0 };
        this.push({ op: 'atomic', program, next: this.after });
        return;
      }
      case 'look': {
        const branches = node.behind && node.item.kind === 'choice' ? node.item.items : [node.item];
        const programs = branches.map((branch) => ({ code: this.compile(branch), width: node.behind ? (widthOf(branch) ?? 0) : 0 }));
        this.push({ op: 'look', programs, negative: node.negative, behind: node.behind, next: this.after });
        return;
      }
      case 'repeat':
        this.repeat(node.item, node.min, node.max, node.greedy);
    }
  }

  /** A reference inside the group itself means its previous match, so the start of the group is set when it ends. */
  private capture(item: Node, group: number): void {
    const begun = this.refersBack ? this.slots++ : 2 * group;
    this.push({ op: 'save', slot: begun, next: this.after });
    this.emit(item);
    if (this.refersBack) this.push({ op: 'copy', from: begun, slot: 2 * group, next: this.after });
    this.push({ op: 'save', slot: 2 * group + 1, next: this.after });
  }

  private choice(items: readonly Node[]): void {
    const jumps: { next: number; other: number }[] = [];
    items.forEach((item, index) => {
      const last = index === items.length - 1;
      const split = last ? undefined : this.split();
      this.emit(item);
      if (split === undefined) return;
      const jump = this.split();
      jumps.push(jump);
      split.other = this.code.length;
    });
    for (const jump of jumps) {
      jump.next = this.code.length;
      jump.other = this.code.length;
    }
  }

  private repeat(item: Node, min: number, max: number, greedy: boolean): void {
    if (max === Number.POSITIVE_INFINITY) {
      // Go reaches the same instruction before the first and before each further iteration.
      if (min === 0 && !this.lastRoundEmpty && !canBeEmpty(item)) {
        this.loop(item, greedy);
        return;
      }
      for (let i = 1; i < min; i++) this.emit(item);
      const skip = min === 0 ? this.split() : undefined;
      this.rounds(item, greedy);
      if (skip !== undefined) this.exit(skip, greedy);
      return;
    }
    for (let i = 0; i < min; i++) this.emit(item);
    const splits: { next: number; other: number }[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.split());
      this.emit(item);
    }
    for (const split of splits) this.exit(split, greedy);
  }

  /**
   * One iteration or more. An empty iteration is the last, as in Perl; only loops that may have one need the extra instructions. Other
   * loops end by themselves, because the matcher never tries a split twice at one position.
   */
  private rounds(item: Node, greedy: boolean): void {
    const nullable = this.lastRoundEmpty && canBeEmpty(item);
    const slot = nullable ? this.slots++ : 0;
    const start = this.code.length;
    if (nullable) this.push({ op: 'save', slot, next: this.after });
    this.emit(item);
    if (nullable) this.push({ op: 'progress', slot, next: this.after, otherwise: this.after + 1 });
    const again = this.split();
    again.next = start;
    this.exit(again, greedy);
  }

  private loop(item: Node, greedy: boolean): void {
    const start = this.code.length;
    const enter = this.split();
    this.emit(item);
    const back = this.split();
    back.next = start;
    back.other = start;
    this.exit(enter, greedy);
  }

  private split(): { op: 'split'; next: number; other: number } {
    const split = { op: 'split' as const, next: this.after, other: this.after };
    this.push(split);
    return split;
  }

  private exit(split: { next: number; other: number }, greedy: boolean): void {
    split.other = this.code.length;
    if (!greedy) [split.next, split.other] = [split.other, split.next];
  }
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'byte':
      return false;
    case 'assertion':
    case 'look':
    case 'reference':
      return true;
    case 'capture':
    case 'atomic':
      return canBeEmpty(node.item);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.item);
    case 'sequence':
      return node.items.every(canBeEmpty);
    case 'choice':
      return node.items.some(canBeEmpty);
  }
}
