import { type Refused, type Regex, regexOf, type Undecided } from './regex/regex';
import type { RequestRules } from './routing-table';

/** Compiles each pattern of a table once, when it is first needed. */
export class RegexCache {
  private readonly caseful = new Map<string, Regex | Refused | Undecided>();
  private readonly caseless = new Map<string, Regex | Refused | Undecided>();

  public constructor(private readonly syntax: RequestRules['regexSyntax']) {}

  public get(pattern: string, caseSensitive: boolean): Regex | Refused | Undecided {
    if (this.syntax === undefined) return { kind: 'undecided', because: 'how the controller reads regular expressions is not known' };
    const compiled = caseSensitive ? this.caseful : this.caseless;
    let regex = compiled.get(pattern);
    if (regex === undefined) {
      regex = regexOf(pattern, caseSensitive);
      compiled.set(pattern, regex);
    }
    return regex;
  }
}
