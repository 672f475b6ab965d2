import type { TemplatePart, TextTemplate } from '../../../table/routing-table';
import { isVariable, variableProblem } from '../nginx-conf/variables';

/** Variables of nginx that a request alone gives a value. */
const OF_REQUEST: { readonly [name: string]: TemplatePart } = {
  args: { variable: 'query' },
  document_uri: { variable: 'path' },
  host: { variable: 'host' },
  http_host: { variable: 'hostAsSent' },
  is_args: { text: '?', ifAny: 'query' },
  query_string: { variable: 'query' },
  remote_addr: { variable: 'clientAddress' },
  request_method: { variable: 'method' },
  request_uri: { variable: 'target' },
  scheme: { variable: 'scheme' },
  uri: { variable: 'path' },
};

/** Families of variables, each with the part of the request that the rest of the name names. */
const FAMILIES = { http_: 'header', cookie_: 'cookie', arg_: 'parameter' } as const;

/** Variables that the configuration itself makes; names are in small letters. */
export interface Variables {
  readonly known: ReadonlySet<string>;
  /** Those among them that nothing but `set` gives a value. */
  readonly set: ReadonlySet<string>;
}

function partOf(name: string, { set }: Variables): TemplatePart {
  const own = OF_REQUEST[name];
  if (own !== undefined) return own;
  for (const [beginning, value] of Object.entries(FAMILIES)) {
    const rest = name.slice(beginning.length);
    if (name.startsWith(beginning)) return { value, name: value === 'header' ? rest.replaceAll('_', '-') : rest };
  }
  if (name === 'content_type') return { value: 'header', name: 'content-type' };
  return set.has(name) ? { set: name } : { unknown: `$${name}` };
}

/**
 * Reads a text with variables as nginx does, or says why nginx would refuse the whole configuration.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_script.c `ngx_http_script_compile`.
 */
export function readTemplate(text: string, variables: Variables): TextTemplate | { readonly refused: string } {
  const refused = variableProblem(text, (name) => isVariable(name, 'http', variables.known));
  if (refused !== undefined) return { refused };
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const found of text.matchAll(/\$(?:([1-9])|\{(\w+)\}|(\w+))/g)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    const name = (found[2] ?? found[3] ?? '').toLowerCase();
    parts.push(found[1] === undefined ? partOf(name, variables) : { capture: Number(found[1]) });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
