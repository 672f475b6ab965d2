import { bytesOf } from '../../../regex/pcre2/bytes';
import { CandidateIndex } from '../../../table/candidate-index';
import { matchPath } from '../../../table/match-path';
import { RegexCache } from '../../../table/regex-cache';
import type { CandidateMatch } from '../../../table/routing-table';
import { comesBefore } from './path-text';

/** The patterns that the user wrote for a host, read as the controller does. */
export class HostPatterns {
  private readonly regexes = new RegexCache('pcre2');
  private readonly index: CandidateIndex<{ readonly text: string; readonly match: CandidateMatch }>;

  public constructor(texts: readonly string[]) {
    const inOrder = [...texts].sort((a, b) => (comesBefore(a, b) ? -1 : 1));
    this.index = new CandidateIndex(
      inOrder.map((text) => ({ text, match: { path: { kind: 'regex', pattern: `^${text}`, caseSensitive: false } } })),
      this.regexes,
    );
  }

  /** The first pattern that matches a path. */
  public taker(path: string): string | undefined {
    const bytes = bytesOf(path);
    this.regexes.begin();
    return this.index.first(bytes, ({ text, match }) => (matchPath(match.path, bytes, this.regexes).kind === 'match' ? text : undefined));
  }
}
