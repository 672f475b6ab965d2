/** What raw text for nginx does to requests. */
export type SnippetEffect =
  | { readonly kind: 'none' }
  /** `withBody`: the answer has a text, or is of a kind for which nginx has no pages. */
  | { readonly kind: 'answer'; readonly status: number; readonly withBody: boolean }
  | { readonly kind: 'redirect'; readonly status: number; readonly url: string }
  | { readonly kind: 'unknown' };

/** Directives that change neither where a request goes nor what is answered. */
const HARMLESS =
  /^(?:add_header|access_log|brotli\w*|client_\w+|error_log|expires|fastcgi_(?:param|\w+_timeout)|grpc_set_header|gzip\w*|keepalive\w*|more_(?:set|clear)_headers|more_(?:set|clear)_input_headers|proxy_(?:set_header|hide_header|pass_header|buffer\w*|busy\w*|connect_timeout|read_timeout|send_timeout|cookie\w*|max_temp\w*|next_upstream\w*|request_buffering|ssl\w*|http_version)|send_timeout|server_tokens|sub_filter\w*|types|underscores_in_headers|limit_rate\w*)\b/;

/** A lone `return`, or directives that do no harm; anything else is not known. */
export function snippetEffect(snippet: string): SnippetEffect {
  const directives = snippet
    .replace(/^[ \t]*#.*$/gm, '')
    .split(/;\s*/)
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '');
  if (directives.every((directive) => HARMLESS.test(directive) && !/[{}]/.test(directive))) return { kind: 'none' };
  const found = /^return\s+(\d{3})(?:\s+("[^"$]*"|'[^'$]*'|[^\s"'${}]+))?$/.exec(directives[0] ?? '');
  if (found === null || directives.length > 1) return { kind: 'unknown' };
  const status = Number(found[1]);
  const url = (found[2] ?? '').replace(/^["']|["']$/g, '');
  if (isRedirect(status) && url !== '') return { kind: 'redirect', status, url };
  return { kind: 'answer', status, withBody: status < 400 || found[2] !== undefined };
}

/** Codes for which nginx takes the text of `return` as a Location. */
export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);
