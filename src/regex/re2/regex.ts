import { bytesOf } from '../pcre2/bytes';
import type { Refused, Undecided } from '../pcre2/parse';
import { type Regex, regexFrom } from '../pcre2/regex';
import { parse } from './parse';

/** A regular expression of RE2, as Envoy and programs in Go use it. `pattern` is text, and what it is matched with are bytes in UTF-8. */
export const regexOf = (pattern: string, caseSensitive: boolean): Regex | Refused | Undecided =>
  regexFrom(parse(bytesOf(pattern), !caseSensitive));
