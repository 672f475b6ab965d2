import { bytesOf } from '../regex/pcre2/bytes';
import { takerOf } from './progress';
import type { Candidate } from './routing-table';

type LiteralTaker = ReturnType<typeof takerOf>;

/**
 * For candidates that are nothing but literals, of which the longest that matches is always the first of the list: finds the one that takes
 * a path by looking into a map, without testing any. Most hosts are like that.
 */
export class LiteralIndex {
  /** By path; by a beginning of paths if the text ends in a slash. */
  private readonly takers = new Map<string, LiteralTaker>();
  /** The length of the longest beginning. */
  private longest = 0;

  private constructor() {}

  /** `undefined` where the list is not like that. */
  public static of(candidates: readonly Candidate[]): LiteralIndex | undefined {
    const index = new LiteralIndex();
    return candidates.every((candidate) => index.add(candidate)) ? index : undefined;
  }

  public find(path: string): LiteralTaker | undefined {
    return this.takers.get(path) ?? this.findBeginning(path);
  }

  /** Who takes the longest beginning of a path, itself left out. */
  private findBeginning(path: string): LiteralTaker | undefined {
    for (let last = path.lastIndexOf('/', this.longest - 1); last >= 0; last = last === 0 ? -1 : path.lastIndexOf('/', last - 1)) {
      const found = this.takers.get(path.slice(0, last + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private add(candidate: Candidate): boolean {
    const { path, conditions } = candidate.match;
    if (candidate.rank !== undefined || conditions !== undefined) return false;
    if (path.kind === 'always' || path.kind === 'regex' || path.kind === 'wildcard' || !path.caseSensitive) return false;
    const text = bytesOf(path.path);
    const isBeginning = text.endsWith('/');
    switch (path.kind) {
      case 'exact':
        // With a slash it could not be distinguished from a prefix.
        return !isBeginning && this.put(text, candidate);
      case 'stringPrefix':
        return isBeginning && this.put(text, candidate);
      case 'segmentPrefix':
        return this.put(text, candidate) && (isBeginning || this.put(`${text}/`, candidate));
    }
  }

  private put(text: string, candidate: Candidate): boolean {
    // Of equal ones the first counts.
    if (this.takers.has(text)) return true;
    // A shorter one that comes before would take the path.
    if (this.findBeginning(text) !== undefined) return false;
    this.takers.set(text, takerOf(candidate));
    if (text.endsWith('/')) this.longest = Math.max(this.longest, text.length);
    return true;
  }
}
