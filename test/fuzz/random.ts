/** Random choices that a seed repeats: mulberry32, a generator in the public domain. */
export class Random {
  private state: number;

  public constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  public below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}
