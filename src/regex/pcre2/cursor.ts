/** Thrown to stop the reading of a pattern. */
export class Stop {
  public constructor(
    public readonly verdict: 'refused' | 'undecided',
    public readonly because: string,
  ) {}
}

export const refuse = (because: string): never => {
  throw new Stop('refused', because);
};
export const giveUp = (because: string): never => {
  throw new Stop('undecided', because);
};

/** A place in a pattern. */
export class Cursor {
  public at = 0;
  /** How PCRE2 reads a pattern that PCRE compiles, if it differs. */
  public pcre2: 'refuses' | 'reads otherwise' | undefined;

  public constructor(public pattern: string) {}

  public peek(): string {
    return this.pattern.charAt(this.at);
  }

  public take(): string {
    return this.pattern.charAt(this.at++);
  }

  public startsWith(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  /** The text here that a pattern with `^` matches within so many characters; the cursor moves after it. */
  public match(form: RegExp, within: number): RegExpExecArray | null {
    const found = form.exec(this.pattern.slice(this.at, this.at + within));
    if (found !== null) this.at += found[0].length;
    return found;
  }
}
