import { bytesOf } from '../../regex/pcre2/bytes';
import { trimBlanks } from './trim-blanks';

/** The value of the first cookie of a name, compared with case, as it is sent. `lines`: the values of the Cookie headers. */
export function cookiePair(lines: readonly string[], name: string): string | undefined {
  const pairs = lines.flatMap((line) => bytesOf(line).split(';').map(trimBlanks));
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Without the quotes around it. */
export const unquoted = (value: string | undefined): string | undefined => value?.replace(/^"(.*)"$/s, '$1');
