import { bytesOf } from '../../../regex/pcre2/bytes';
import type { PathTest } from '../../../table/routing-table';

/** What a router matches a path by: its text counts, because longer rules come first, and its meaning. */
export interface PathRule {
  readonly text: string;
  readonly test: PathTest;
}

/** `%q` of Go, of texts that are valid UTF-8: golang/go@go1.26.8:src/strconv/quote.go. */
export function quote(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(CONTROL, (char) => {
    const named = NAMED[char];
    if (named !== undefined) return named;
    const code = char.codePointAt(0) as number;
    return code < 0x80 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
  return `"${escaped}"`;
}

const NAMED: { readonly [char: string]: string } = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
const CONTROL = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

export const exactPath = (path: string): PathRule => ({
  text: `Path(${quote(path)})`,
  test: { kind: 'exact', path, caseSensitive: true },
});

export const stringPrefix = (path: string): PathRule => ({
  text: `PathPrefix(${quote(path)})`,
  test: path === '/' ? { kind: 'segmentPrefix', path, caseSensitive: true } : { kind: 'stringPrefix', path, caseSensitive: true },
});

export const pathRegexp = (pattern: string): PathRule => ({
  text: `PathRegexp(${quote(pattern)})`,
  test: { kind: 'regex', pattern, caseSensitive: true },
});

/**
 * Of whole segments; a slash at the end is not looked at.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/kubernetes.go (`buildStrictPrefixMatchingRule`), ingress-nginx/translator.go
 * (`buildPrefixRule`).
 */
export function segmentPrefix(given: string): PathRule {
  if (given === '/') return stringPrefix(given);
  const path = given.replace(/\/$/, '');
  return {
    text: `(Path(${quote(path)}) || PathPrefix(${quote(`${path}/`)}))`,
    test: { kind: 'segmentPrefix', path, caseSensitive: true },
  };
}

export const hostRule = (host: string): string => `Host(${quote(host)})`;

/** traefik/traefik@v3.7.13:pkg/muxer/http/mux.go (`GetRulePriority`). */
export const rulePriority = (rule: string): number => bytesOf(rule).length;
