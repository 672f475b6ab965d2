import { type Refused, type Regex, regexOf, type Undecided } from './regex/regex';
import type { RequestRules } from './routing-table';

/** Compiles each pattern of a table once, when it is first needed. */
export class RegexCache {
  private readonly compiled = new Map<string, Regex | Refused | Undecided>();

  public constructor(private readonly syntax: RequestRules['regexSyntax']) {}

  public get(pattern: string, caseSensitive: boolean): Regex | Refused | Undecided {
    if (this.syntax === undefined) return { kind: 'undecided', because: 'how the controller reads regular expressions is not known' };
    const key = (caseSensitive ? '=' : '~') + pattern;
    let regex = this.compiled.get(key);
    if (regex === undefined) {
      regex = regexOf(pattern, caseSensitive);
      this.compiled.set(key, regex);
    }
    return regex;
  }
}
