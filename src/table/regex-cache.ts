import { bytesOf, textOf } from '../regex/pcre2/bytes';
import { type Matcher, type MatchResult, MOST_STEPS } from '../regex/pcre2/match';
import type { Refused, Undecided } from '../regex/pcre2/parse';
import type { Regex } from '../regex/pcre2/regex';
import type { RequestRules } from './routing-table';

/** Matchers are kept until they are so large together; some 50 megabytes. */
const MOST_PARTS = 1_000_000;

/** For one request, all patterns together; about a second. */
const MOST_STEPS_OF_REQUEST = 20 * MOST_STEPS;

// Loaded when a table has a pattern: most have none.
const pcre2 = (): typeof import('../regex/pcre2/regex') => require('../regex/pcre2/regex');
const re2 = (): typeof import('../regex/re2/regex') => require('../regex/re2/regex');

/** Go and RE2 have one syntax. */
const SYNTAXES = { pcre2, re2, go: re2 };

/** Reads each pattern of a table once, when it is first needed, and runs it. */
export class RegexCache {
  private readonly caseful = new Map<string, Regex | Refused | Undecided>();
  private readonly caseless = new Map<string, Regex | Refused | Undecided>();
  private readonly matchers = new Map<Regex, Matcher>();
  private parts = 0;
  private stepsLeft = MOST_STEPS_OF_REQUEST;

  public constructor(private readonly syntax: RequestRules['regexSyntax']) {}

  public get(pattern: string, caseSensitive: boolean): Regex | Refused | Undecided {
    if (this.syntax === undefined) return { kind: 'undecided', because: 'how the controller reads regular expressions is not known' };
    const compiled = caseSensitive ? this.caseful : this.caseless;
    let regex = compiled.get(pattern);
    if (regex === undefined) {
      regex = SYNTAXES[this.syntax]().regexOf(pattern, caseSensitive);
      compiled.set(pattern, regex);
    }
    return regex;
  }

  /** Resets the limit of matching steps. Call it before each request. */
  public begin(): void {
    this.stepsLeft = MOST_STEPS_OF_REQUEST;
  }

  /** Go reads a byte that is no UTF-8 as U+FFFD: golang/go@go1.26.8:src/regexp/regexp.go. What RE2 makes of it is not known. */
  public canRead(text: string): boolean {
    return this.syntax !== 're2' || isUtf8(text);
  }

  /** `from`: where the match begins at the earliest. */
  public match(regex: Regex, text: string, from = 0): MatchResult | Unreadable {
    if (!this.canRead(text)) return { kind: 'unreadable' };
    const matcher = this.matcher(regex);
    const result = matcher.match(text, Math.min(MOST_STEPS, this.stepsLeft), from);
    this.stepsLeft -= matcher.steps;
    return result;
  }

  private matcher(regex: Regex): Matcher {
    let matcher = this.matchers.get(regex);
    if (matcher === undefined) {
      this.parts += regex.parts;
      if (this.parts > MOST_PARTS) {
        this.matchers.clear();
        this.parts = regex.parts;
      }
      matcher = pcre2().matcherOf(regex);
      this.matchers.set(regex, matcher);
    }
    return matcher;
  }
}

interface Unreadable {
  readonly kind: 'unreadable';
}

/** Whether bytes are characters. */
const isUtf8 = (bytes: string): boolean => !/[\x80-\xff]/.test(bytes) || bytesOf(textOf(bytes)) === bytes;
