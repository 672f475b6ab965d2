import type { Statement } from '../../../../table/routing-table';
import type { Directive } from '../../nginx-conf/parse';
import { readTemplate } from '../templates';
import { type Around, textOf } from './statements';

/**
 * What `limit_except` does in a location of the controller, before everything else there. For the methods that it does not name, nginx goes
 * on with a nameless location, which inherits the Lua code and no statements: no variable says the upstream, so the Lua code answers 503,
 * and no redirect and no rule of the block is reached.
 *
 * Sources: nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c (`ngx_http_core_limit_except`, which adds HEAD to GET;
 * `ngx_http_update_location_config`); kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/balancer.lua (`_M.rewrite`).
 */
export function limitedMethods(directive: Directive, { variables, origin }: Around): Statement | undefined {
  const variable = readTemplate('$request_method', variables);
  if ('refused' in variable) return undefined;
  const named = directive.args.map((method) => method.toUpperCase());
  const methods = named.includes('GET') ? [...named, 'HEAD'] : named;
  const text = textOf(directive);
  const because = `"${text}" of a snippet leaves other methods without a Service`;
  return {
    do: 'if',
    test: { is: 'matching', text: variable, pattern: `^(?:${methods.join('|')})$`, caseSensitive: true, not: true },
    statements: [{ do: 'return', outcome: { kind: 'answer', status: 503, because }, text, origin }],
    text,
    origin,
  };
}
