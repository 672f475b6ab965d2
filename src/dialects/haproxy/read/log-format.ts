import type { TemplatePart, TextTemplate } from '../../../table/routing-table';

/** Fetches of HAProxy whose value lookup knows. */
const FETCHES: { readonly [fetch: string]: TextTemplate } = {
  path: [{ variable: 'path' }],
  query: [{ variable: 'query' }],
  pathq: [{ variable: 'path' }, { variable: 'search' }],
  'ssl_fc,iif(https,http)': [{ variable: 'scheme' }],
  method: [{ variable: 'method' }],
  'capture.req.uri': [{ variable: 'target' }],
  'hdr(host)': [{ variable: 'hostAsSent' }],
  'hdr(host),field(1,:)': [{ variable: 'hostAsSent', upTo: ':' }],
  'var(txn.host)': [{ variable: 'host' }],
};

/**
 * A log-format text of HAProxy: `%[...]` stands for a value, `%%` for `%`.
 * Source: haproxy/haproxy@v3.2.0:doc/configuration.txt, section 8.2.6.
 */
export function logFormat(text: string): TextTemplate {
  const parts: TemplatePart[] = [];
  for (const [piece, fetch] of text.matchAll(/%\[([^\]]*)\]|%%|%|[^%]+/g)) {
    if (fetch !== undefined) parts.push(...fetchParts(fetch));
    else if (piece === '%%') parts.push('%');
    else parts.push(piece === '%' ? { unknown: 'a value of the log' } : piece);
  }
  return parts;
}

function fetchParts(fetch: string): TextTemplate {
  const name = fetch.replace(/^req\./, '').replace(/^hdr\(host\)/i, 'hdr(host)');
  return Object.hasOwn(FETCHES, name) ? (FETCHES[name] as TextTemplate) : [{ unknown: `%[${fetch}]` }];
}
