import { lowerCase } from '../../regex/pcre2/bytes';

/**
 * The name that a Host header stands for: lower case, without port and without a dot at the end; `undefined` where the text cannot be one.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_request.c `ngx_http_validate_host` decides the same.
 */
export function hostName(text: string): string | undefined {
  let end = text.length;
  let lastDot = Number.NaN;
  let place: 'name' | 'literal' | 'rest' = 'name';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '.') {
      if (lastDot === i - 1) return undefined;
      lastDot = i;
    } else if (char === ':' && place === 'name') {
      end = i;
      place = 'rest';
    } else if (char === '[' && i === 0) place = 'literal';
    else if (char === ']' && place === 'literal') {
      end = i + 1;
      place = 'rest';
    } else if (char === '/' || char <= ' ' || char === '\x7f') return undefined;
  }
  if (lastDot === end - 1) end--;
  return end === 0 ? undefined : lowerCase(text.slice(0, end));
}

/** `a.example.com` -> `*.example.com`; a name of one label stays. */
export function wildcardOf(name: string): string {
  const dot = name.indexOf('.');
  return dot > 0 ? `*${name.slice(dot)}` : name;
}

/** Without spaces and tabs at both ends. A pattern for that would take quadratic time. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
