import { bytesOf } from './regex/bytes';
import type { Candidate } from './routing-table';

/**
 * For candidates that are nothing but literals, of which the longest that matches is always the first of the list: finds the one that takes
 * a path by looking into maps, without testing any. Most hosts are like that.
 */
export class LiteralIndex {
  /** Positions in the list. */
  private readonly exact = new Map<string, number>();
  /** By the text up to a slash, without it: what is below a segment. */
  private readonly below = new Map<string, number>();
  private longestBelow = 0;

  private constructor(private readonly candidates: readonly Candidate[]) {}

  /** `undefined` where the list is not like that. */
  public static of(candidates: readonly Candidate[]): LiteralIndex | undefined {
    const index = new LiteralIndex(candidates);
    return candidates.every((candidate, position) => index.add(candidate, position)) && index.longestComeFirst() ? index : undefined;
  }

  public find(path: string): Candidate | undefined {
    const position = this.exact.get(path) ?? this.positionBelow(path);
    return position === undefined ? undefined : this.candidates[position];
  }

  private positionBelow(path: string): number | undefined {
    // A longer beginning is no text of the list.
    for (let slash = path.lastIndexOf('/', this.longestBelow); slash >= 0; slash = slashBefore(path, slash)) {
      const position = this.below.get(path.slice(0, slash));
      if (position !== undefined) return position;
    }
    return undefined;
  }

  private add({ match: { path, conditions } }: Candidate, position: number): boolean {
    if (conditions !== undefined || !('caseSensitive' in path) || !path.caseSensitive || path.kind === 'regex') return false;
    const text = bytesOf(path.path);
    if (path.kind === 'stringPrefix') return text.endsWith('/') && this.addBelow(text.slice(0, -1), position);
    addFirst(this.exact, text, position);
    return path.kind === 'exact' || this.addBelow(text.endsWith('/') ? text.slice(0, -1) : text, position);
  }

  private addBelow(text: string, position: number): boolean {
    addFirst(this.below, text, position);
    this.longestBelow = Math.max(this.longestBelow, text.length);
    return true;
  }

  private longestComeFirst(): boolean {
    for (const map of [this.exact, this.below]) for (const [text, position] of map) if (!this.precedesShorter(text, position)) return false;
    return true;
  }

  private precedesShorter(text: string, position: number): boolean {
    for (let slash = text.lastIndexOf('/'); slash >= 0; slash = slashBefore(text, slash)) {
      const shorter = this.below.get(text.slice(0, slash));
      if (shorter !== undefined && shorter < position) return false;
    }
    return true;
  }
}

function addFirst(map: Map<string, number>, text: string, position: number): void {
  if (!map.has(text)) map.set(text, position);
}

const slashBefore = (text: string, slash: number): number => (slash === 0 ? -1 : text.lastIndexOf('/', slash - 1));
