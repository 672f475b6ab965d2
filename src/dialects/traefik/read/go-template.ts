import { parse } from '../../../regex/re2/parse';
import type { TextTemplate } from '../../../table/routing-table';

/**
 * A replacement of package regexp: `$1`, `${1}`, `$name`, `$$`. A name that no group has stands for nothing.
 * golang/go@go1.26.8:src/regexp/regexp.go (`Expand`, `extract`).
 */
export function goTemplate(replacement: string, pattern: string): TextTemplate {
  const parsed = parse(pattern, false);
  const names = parsed.kind === 'parsed' ? parsed.names : new Map<string, number>();
  const parts: (string | { readonly capture: number })[] = [];
  let last = 0;
  for (const found of replacement.matchAll(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu)) {
    parts.push(replacement.slice(last, found.index));
    last = found.index + found[0].length;
    const name = found[2] ?? found[3];
    if (name === undefined) parts.push('$');
    else {
      const capture = /^\d+$/.test(name) ? Number(name) : names.get(name);
      if (capture !== undefined) parts.push({ capture });
    }
  }
  parts.push(replacement.slice(last));
  return parts.filter((part) => part !== '');
}
