import type { Freeze, Origin, Refusal } from '../../../table/routing-table';
import type { Said } from './annotations';
import type { Fault } from './rule';

/** What the controller or HAProxy does not take, each once: every Ingress reads the ConfigMap anew. */
export class Faults {
  public readonly refused: Refusal[] = [];
  public readonly frozen: Freeze[] = [];
  private readonly seen = new Set<string>();

  /** `owner`: who is to blame for what nobody has said. */
  public of(said: Said, owner: Origin): (fault: Fault) => void {
    return ({ kind, annotation, because }) => {
      const origin = said.isSaid(annotation) ? said.origin(annotation) : owner;
      if (kind !== 'frozen') this.leaveOut(origin, because, kind === 'open' ? 'guard' : 'setting');
      else if (this.isNew(origin, because)) this.frozen.push({ cause: annotation, because, origins: [origin] });
    };
  }

  public leaveOut(origin: Origin, because: string, part: NonNullable<Refusal['part']>): void {
    if (this.isNew(origin, because)) this.refused.push({ origin, by: 'controller', because, applied: true, part });
  }

  private isNew(origin: Origin, because: string): boolean {
    const key = JSON.stringify([origin, because]);
    const isNew = !this.seen.has(key);
    this.seen.add(key);
    return isNew;
  }
}
