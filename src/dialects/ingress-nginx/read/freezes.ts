import type { Freeze, Origin } from '../../../table/routing-table';

/** Collects why nginx would refuse the configuration, each cause once. */
export class Freezes {
  public readonly all: Freeze[] = [];
  private readonly seen = new Set<string>();

  public add(cause: string, because: string, ...origins: readonly Origin[]): void {
    const key = JSON.stringify([cause, because, origins]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push({ cause, because, origins });
  }
}
