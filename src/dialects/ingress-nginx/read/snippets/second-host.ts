import type { Directive } from '../../nginx-conf/parse';

/**
 * Whether a directive of a location sends another Host header beside the one that the controller sets: nginx sends both. A header with an
 * empty value is not sent.
 * Source: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_proxy_module.c (`ngx_http_proxy_init_headers`);
 * kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`proxySetHeader`).
 */
export const sendsSecondHost = ({ name, args }: Directive): boolean =>
  name === 'proxy_set_header' && args[0]?.toLowerCase() === 'host' && args[1] !== '';
