import type { BackendLocation } from '../../../table/routing-table';
import { valueOr } from './annotations';
import { BALANCER } from './built-in';
import { isProxied } from './error-pages';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location } from './servers';
import { configSwitch, configText } from './settings';
import type { StepContext } from './step-context';
import { readTemplate } from './templates';
import { DEFAULT_UPSTREAM } from './upstreams';

/**
 * Changes of the Location headers of a backend: `proxy_redirect`.
 *
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`ProxyRedirectFrom`);
 * nginx/nginx@release-1.27.1:src/http/modules/ngx_http_proxy_module.c (`ngx_http_proxy_redirect`, `ngx_http_proxy_merge_loc_conf`).
 */
export function backendLocations(
  location: Location,
  annotations: ParsedAnnotations,
  { settings, variables }: StepContext,
): readonly BackendLocation[] | undefined {
  const text = (name: string): string => valueOr(annotations.said.text(name), configText(settings, name, 'off'));
  const from = text('proxy-redirect-from');
  const to = text('proxy-redirect-to');
  if (from === 'off' || !isProxied(location, annotations)) return undefined;
  const relative = annotations.redirect.relative || configSwitch(settings, 'relative-redirects', false);
  const pathOnly = relative ? ('kept' as const) : ('completed' as const);
  if (from === 'default' || to === 'off') {
    const proxied = addressOf(location, annotations);
    return proxied === undefined ? undefined : [{ from: { beginning: [proxied] }, to: { text: ['/'], pathOnly } }];
  }
  const becomes = readTemplate(to, variables);
  if ('refused' in becomes) return undefined;
  if (from.startsWith('~')) {
    const pattern = from.replace(/^~\*?/, '');
    return [{ from: { pattern, caseSensitive: !from.startsWith('~*') }, to: { text: becomes, pathOnly } }];
  }
  const beginning = readTemplate(from, variables);
  return 'refused' in beginning ? undefined : [{ from: { beginning }, to: { text: becomes, pathOnly } }];
}

/** The address of `proxy_pass`, with a slash; absent if it has a variable. */
function addressOf({ upstream }: Location, { backendProtocol }: ParsedAnnotations): string | undefined {
  if (upstream === DEFAULT_UPSTREAM || !['HTTPS', 'AUTO_HTTP'].includes(backendProtocol)) return `${BALANCER}/`;
  return backendProtocol === 'HTTPS' ? `${BALANCER.replace('http', 'https')}/` : undefined;
}
