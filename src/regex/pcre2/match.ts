import { lowerCase } from './bytes';
import { hasByte, WORD } from './character-set';
import type { Instruction, Program, SubProgram } from './program';
import { runeWidth } from './rune-width';
import type { Assertion } from './tree';

/** Start and end of the whole match and of each group; -1 for a group that did not match. */
export type Captures = readonly number[];

export type MatchResult = { readonly kind: 'match'; readonly captures: Captures } | { readonly kind: 'none' } | { readonly kind: 'gaveUp' };

const NONE: MatchResult = { kind: 'none' };
const GAVE_UP: MatchResult = { kind: 'gaveUp' };

/** Limit of steps: more than any normal pattern needs; some tens of milliseconds. */
export const MOST_STEPS = 2_000_000;

/** Limit of the memory for visited states; beyond it only the number of steps is bounded. */
const MOST_MEMORY = 4_000_000;

class OutOfSteps {}

/** The splits that were tried at each position; reused for each text. */
class Tried {
  private stamps = new Uint32Array(256);
  private now = 0;
  private width = 0;

  public begin(size: number, width: number): void {
    this.width = width;
    if (this.stamps.length < size * width) {
      this.stamps = new Uint32Array(size * width);
      this.now = 0;
    }
    if (++this.now === 0xffffffff) {
      this.stamps.fill(0);
      this.now = 1;
    }
  }

  /** Returns whether it is the first time. */
  public enter(pc: number, at: number): boolean {
    const key = pc * this.width + at;
    if (this.stamps[key] === this.now) return false;
    this.stamps[key] = this.now;
    return true;
  }

  public forget(pc: number, at: number): void {
    this.stamps[pc * this.width + at] = 0;
  }
}

/**
 * Runs a program on texts, one character a byte, as a backtracking engine does: alternatives in order, the first way that succeeds
 * wins. What failed at a position is not tried there again, so the time is linear if the program allows it, and bounded otherwise.
 */
export class Matcher {
  private text = '';
  private slots: number[] = [];
  /** Taken for the last text. */
  public steps = 0;
  private mostSteps = 0;
  private readonly tried = new Map<SubProgram, Tried>();

  public constructor(
    private readonly program: Program,
    /** Whether a match can begin only at the start of the text. */
    private readonly anchored: boolean,
    /** Whether a match begins with a rune, and not with any of its bytes. */
    private readonly runes = false,
  ) {}

  /** `from`: the first possible position of the match. */
  public match(text: string, mostSteps = MOST_STEPS, from = 0): MatchResult {
    this.steps = 0;
    this.mostSteps = mostSteps;
    if (this.anchored && (from > 0 || !this.mayBegin(text))) return NONE;
    this.text = text;
    this.slots = new Array<number>(this.program.slots).fill(-1);
    this.tried.clear();
    try {
      const last = this.anchored ? 0 : text.length;
      for (let start = from; start <= last; start += this.runes ? runeWidth(text, start) : 1) {
        const end = this.run(this.program, start);
        if (end < 0) continue;
        const captures = this.slots.slice(0, 2 * (this.program.groups + 1));
        captures[0] = start;
        captures[1] = end;
        return { kind: 'match', captures };
      }
      return NONE;
    } catch (stop) {
      if (stop instanceof OutOfSteps) return GAVE_UP;
      throw stop;
    }
  }

  /** Runs the instructions before the first choice, where most texts fail. */
  private mayBegin(text: string): boolean {
    const { code } = this.program;
    let at = 0;
    for (let pc = 0; ; ) {
      const instruction = code[pc] as Instruction;
      if (instruction.op === 'byte') {
        if (at >= text.length || !hasByte(instruction.set, text.charCodeAt(at))) return false;
        at++;
      } else if (instruction.op === 'assert') {
        if (!holds(instruction.holds, text, at)) return false;
      } else if (instruction.op !== 'save') return true;
      pc = instruction.next;
    }
  }

  /** The end of a match that begins at a place, or -1. On success the slots hold the groups; on failure they are unchanged. */
  private run(program: SubProgram, start: number): number {
    const { code } = program;
    const { text, slots } = this;
    const tried = this.triedOf(program);
    /** For an inner program: the splits that it entered. */
    const entered: number[] | undefined = program === this.program || tried === undefined ? undefined : [];
    /** The stack: pairs of instruction and position to try, and pairs of slot and value to restore; the latter have negative numbers. */
    const stack: number[] = [0, start];
    while (stack.length > 0) {
      let at = stack.pop() as number;
      let pc = stack.pop() as number;
      if (pc < 0) {
        slots[-pc - 1] = at;
        continue;
      }
      for (;;) {
        if (++this.steps > this.mostSteps) throw new OutOfSteps();
        const instruction = code[pc] as Instruction;
        if (instruction.op === 'byte') {
          if (at >= text.length || !hasByte(instruction.set, text.charCodeAt(at))) break;
          at++;
          pc = instruction.next;
        } else if (instruction.op === 'split') {
          if (tried !== undefined) {
            if (!tried.enter(pc, at)) break;
            entered?.push(pc, at);
          }
          if (instruction.other !== instruction.next) stack.push(instruction.other, at);
          pc = instruction.next;
        } else if (instruction.op === 'save') {
          stack.push(-instruction.slot - 1, slots[instruction.slot] as number);
          slots[instruction.slot] = at;
          pc = instruction.next;
        } else if (instruction.op === 'copy') {
          stack.push(-instruction.slot - 1, slots[instruction.slot] as number);
          slots[instruction.slot] = slots[instruction.from] as number;
          pc = instruction.next;
        } else if (instruction.op === 'match') {
          // Another path may reach the same position, run the program again, and succeed too.
          if (entered !== undefined)
            for (let i = 0; i < entered.length; i += 2) tried?.forget(entered[i] as number, entered[i + 1] as number);
          return at;
        } else if (instruction.op === 'assert') {
          if (!holds(instruction.holds, text, at)) break;
          pc = instruction.next;
        } else if (instruction.op === 'progress') {
          pc = slots[instruction.slot] === at ? instruction.otherwise : instruction.next;
        } else if (instruction.op === 'reference') {
          const end = this.reference(instruction.group, instruction.caseless, at);
          if (end < 0) break;
          at = end;
          pc = instruction.next;
        } else if (instruction.op === 'atomic') {
          const before = slots.slice();
          const end = this.run(instruction.program, at);
          if (end < 0) break;
          this.restoreLater(stack, before);
          at = end;
          pc = instruction.next;
        } else {
          const before = slots.slice();
          const found = this.looks(instruction.programs, instruction.behind, at);
          if (found === instruction.negative) {
            this.restore(before);
            break;
          }
          if (instruction.negative) this.restore(before);
          else this.restoreLater(stack, before);
          pc = instruction.next;
        }
      }
    }
    return -1;
  }

  /** The width of a lookbehind is fixed, so any match from that far back ends here. */
  private looks(programs: readonly SubProgram[], behind: boolean, at: number): boolean {
    return programs.some((sub) => (behind ? at >= sub.width && this.run(sub, at - sub.width) === at : this.run(sub, at) >= 0));
  }

  private triedOf(program: SubProgram): Tried | undefined {
    const width = this.text.length + 1;
    if (!this.program.memoryless || program.code.length * width > MOST_MEMORY) return undefined;
    let tried = this.tried.get(program);
    if (tried === undefined) {
      tried = scratchOf(program);
      tried.begin(program.code.length, width);
      this.tried.set(program, tried);
    }
    return tried;
  }

  private restore(before: readonly number[]): void {
    for (let slot = 0; slot < before.length; slot++) this.slots[slot] = before[slot] as number;
  }

  private restoreLater(stack: number[], before: readonly number[]): void {
    for (let slot = 0; slot < before.length; slot++) if (this.slots[slot] !== before[slot]) stack.push(-slot - 1, before[slot] as number);
  }

  /** The end of the text of a group if it is repeated here, or -1. A group that did not match makes the reference fail. */
  private reference(group: number, caseless: boolean, at: number): number {
    const start = this.slots[2 * group] as number;
    const end = this.slots[2 * group + 1] as number;
    if (start < 0 || end < start) return -1;
    const wanted = this.text.slice(start, end);
    const found = this.text.slice(at, at + wanted.length);
    return found === wanted || (caseless && lowerCase(found) === lowerCase(wanted)) ? at + wanted.length : -1;
  }
}

/** The main programs of all patterns share one memory, because only one runs at a time; inner programs have their own. */
const shared = new Tried();
const scratchOf = (program: SubProgram): Tried => ('groups' in program ? shared : new Tried());

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && hasByte(WORD, text.charCodeAt(at));

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'endOrLastNewline':
      return at === text.length || (at === text.length - 1 && text.charCodeAt(at) === 10);
    case 'lineStart':
      return at === 0 || (at < text.length && text.charCodeAt(at - 1) === 10);
    case 'lineEnd':
      return at === text.length || text.charCodeAt(at) === 10;
    case 'wordBoundary':
      return isWord(text, at - 1) !== isWord(text, at);
    case 'noWordBoundary':
      return isWord(text, at - 1) === isWord(text, at);
  }
}
