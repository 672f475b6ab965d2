import type { Finding } from '../../../findings/finding';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { finding } from '../findings';
import { valueOr } from '../read/annotations';
import type { ParsedIngress } from '../read/ingresses';
import type { Server } from '../read/servers';

/**
 * A page to sign in that asks for the sign-in itself: clients are sent to it without end.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`auth_request`, `error_page 401`).
 */
export function signInLoop(
  { view, annotations, rules }: ParsedIngress,
  servers: ReadonlyMap<string, Server>,
  whereOf: (origin: Origin) => string,
): readonly Finding[] {
  const page = valueOr(annotations.said.text('auth-signin'), '');
  if (annotations.access.externalAuthUrl === '' || page === '') return [];
  const [, named = '', path = '/'] = /^https?:\/\/([^/?]+)([^?]*)/.exec(page) ?? [];
  const hosts = /^\$(host|http_host|best_http_host)$/.test(named) ? rules.map(({ host }) => host) : [named];
  const loops = hosts.some((host) => {
    const [longest] = (servers.get(host)?.locations ?? [])
      .filter((one) => path === one.path || path.startsWith(one.path.endsWith('/') ? one.path : `${one.path}/`))
      .sort((a, b) => b.path.length - a.path.length);
    return (longest?.annotations?.access.externalAuthUrl ?? '') !== '';
  });
  if (!loops) return [];
  const key = annotations.keyOf('auth-signin');
  return [finding('manifest/sign-in-loop', whereOf(originOf(view, annotationField(key))), { key, page })];
}
