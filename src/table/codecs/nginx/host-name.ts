import { lowerCase } from '../../../regex/pcre2/bytes';

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
