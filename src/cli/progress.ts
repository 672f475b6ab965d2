import { CLEAR_LINE, type Output } from './terminal';

const PATIENCE_MS = 2000;

/** Reports progress to people and logs, but only if a command takes long. */
export class Progress {
  private next = Date.now() + PATIENCE_MS;
  private shown = false;

  public constructor(private readonly errors: Output) {}

  /** Cheap enough to be called for every document. */
  public tell(what: () => string): void {
    const now = Date.now();
    if (now < this.next) return;
    // An overwritten line may change often; a log should not.
    this.next = now + (this.errors.isTTY ? 200 : 10_000);
    this.shown = true;
    this.errors.write(this.errors.isTTY ? `${CLEAR_LINE}${what()}` : `${what()}\n`);
  }

  public done(): void {
    if (this.shown && this.errors.isTTY) this.errors.write(CLEAR_LINE);
    this.shown = false;
  }
}
