import { lowerCase } from '../../../regex/pcre2/bytes';
import { trimBlanks } from '../trim-blanks';

/** Whether `http.Server` takes a Host header: golang.org/x/net@v0.44.0:http/httpguts/httplex.go `ValidHostHeader`. */
export const isHostHeader = (text: string): boolean => /^[\w!$%&()*+,.:;='[\]~-]*$/.test(text);

/**
 * The name that a Host header stands for: in lower case, without port and brackets. A dot at the end stays.
 * golang/go@go1.26.8:src/net/ipsock.go `SplitHostPort`; what cannot be split is the name as a whole.
 */
export function hostName(text: string): string {
  const name = lowerCase(trimBlanks(text));
  const literal = /^\[([^[\]]*)\](?::[^:[\]]*)?$/.exec(name);
  if (literal !== null) return literal[1] as string;
  const colon = name.indexOf(':');
  return colon < 0 || colon !== name.lastIndexOf(':') || /[[\]]/.test(name) ? name : name.slice(0, colon);
}
