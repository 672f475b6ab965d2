import type { RequestVariable, TextTemplate } from '../../../../table/routing-table';

/** Variables of nginx whose value Traefik finds in the request: traefik/traefik@v3.7.13:pkg/middlewares/ingressnginx/interpolation.go. */
const VARIABLES: { readonly [name: string]: RequestVariable } = {
  args: 'query',
  best_http_host: 'hostAsSent',
  host: 'host',
  query_string: 'query',
  request_method: 'method',
  request_uri: 'target',
  scheme: 'scheme',
};

/** Texts with variables; one that Traefik does not know stays as it is. */
export function withVariables(text: string): TextTemplate {
  const parts: TextTemplate[number][] = [];
  let last = 0;
  for (const found of text.matchAll(/\$\{?([a-zA-Z_][a-zA-Z0-9_]*|[1-9])\}?/g)) {
    const name = found[1] as string;
    const variable = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
    if (variable === undefined && !REQUEST.test(name)) continue;
    parts.push(text.slice(last, found.index), variable === undefined ? { unknown: found[0] } : { variable });
    last = found.index + found[0].length;
  }
  return [...parts, text.slice(last)].filter((part) => part !== '');
}

/** Those that have a value, which cannot be told here. */
const REQUEST =
  /^(?:http_|upstream_http_|arg_|cookie_)|^(?:hostname|escaped_request_uri|remote_addr|proxy_add_x_forwarded_for|uri|document_uri|server_name|server_port|content_type|content_length|is_args)$/;
