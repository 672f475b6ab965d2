import { syntaxOf } from '../../../regex/pcre2/syntax';
import type { HostPattern } from '../../../table/routing-table';

export type ServerName =
  | { readonly kind: 'exact'; readonly name: string }
  | { readonly kind: 'pattern'; readonly match: HostPattern }
  | { readonly kind: 'refused'; readonly because: string };

/** `buildServerName`: a host that begins with `*` becomes a regular expression for one label. */
export function serverNameOfHost(hostname: string): ServerName {
  if (!hostname.startsWith('*')) return serverNameOf(hostname);
  const domain = hostname.replace('*.', '');
  if (hostname.startsWith('*.') && /^[a-z0-9.-]+$/i.test(domain)) {
    return { kind: 'pattern', match: { kind: 'oneLabel', domain: domain.toLowerCase(), label: 'word' } };
  }
  return regexName(`^(?<subdomain>[\\w-]+)\\.${domain.split('.').join('\\.')}$`);
}

/** A name as nginx reads it: src/http/ngx_http_core_module.c `ngx_http_core_server_name`, src/core/ngx_hash.c `ngx_hash_add_key`. */
export function serverNameOf(text: string): ServerName {
  if (text.startsWith('~')) return text === '~' ? { kind: 'refused', because: 'empty regex' } : regexName(text.slice(1));
  const name = text.toLowerCase();
  if (name.includes('..')) return { kind: 'refused', because: `invalid server name or wildcard "${text}"` };
  if (name.startsWith('*.') && name.length > 2) return wildcard(name.slice(2), text, (domain) => ({ kind: 'anyDepth', domain }));
  if (name.startsWith('.') && name.length > 1) return wildcard(name.slice(1), text, (domain) => ({ kind: 'anyDepth', domain }));
  if (name.endsWith('.*') && name.length > 2) return wildcard(name.slice(0, -2), text, (beginning) => ({ kind: 'anyEnding', beginning }));
  return name.includes('*') ? { kind: 'refused', because: `invalid server name or wildcard "${text}"` } : { kind: 'exact', name };
}

function wildcard(rest: string, text: string, match: (rest: string) => HostPattern): ServerName {
  return rest.includes('*')
    ? { kind: 'refused', because: `invalid server name or wildcard "${text}"` }
    : { kind: 'pattern', match: match(rest) };
}

/** Without regard to case if the text has a capital letter. */
function regexName(pattern: string): ServerName {
  const syntax = syntaxOf(pattern);
  if (syntax.kind === 'refused') return { kind: 'refused', because: syntax.because };
  return { kind: 'pattern', match: { kind: 'regex', pattern, caseSensitive: !/[A-Z]/.test(pattern) } };
}
