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
  request_method: { variable: 'method' },
  request_uri: { variable: 'target' },
  scheme: { variable: 'scheme' },
  uri: { variable: 'path' },
};

/**
 * Reads a text with variables as nginx does, or says why nginx would refuse the whole configuration. `named`: further variables, in small
 * letters, which the configuration itself makes.
 * nginx/nginx@release-1.27.1:src/http/ngx_http_script.c `ngx_http_script_compile`.
 */
export function readTemplate(text: string, named: ReadonlySet<string>): TextTemplate | { readonly refused: string } {
  const refused = variableProblem(text, (name) => isVariable(name, 'http', named));
  if (refused !== undefined) return { refused };
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const found of text.matchAll(/\$(?:([1-9])|\{(\w+)\}|(\w+))/g)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    const name = (found[2] ?? found[3] ?? '').toLowerCase();
    parts.push(found[1] === undefined ? (OF_REQUEST[name] ?? { unknown: `$${name}` }) : { capture: Number(found[1]) });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
