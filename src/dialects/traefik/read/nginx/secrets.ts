import type { ClusterView } from '../../../../kinds/cluster-view';
import type { IngressView } from '../../../../kinds/ingress-view';
import { hasSecret } from '../../../../kinds/secrets';
import type { Origin } from '../../../../table/routing-table';
import type { StaticOptions } from '../options';
import type { NginxConfig } from './config';

type Problem = { readonly origin: Origin; readonly because: string } | undefined;

/** Why a Secret cannot be used, or undefined. `keys`: one of them must be there. */
function secretProblem(
  name: string,
  namespace: string,
  keys: readonly string[],
  cluster: ClusterView,
  options: StaticOptions,
): string | undefined {
  const isForeign = !name.startsWith(`${namespace}/`);
  if (isForeign && !options.isOn('providers.kubernetesingressnginx.allowcrossnamespaceresources', false))
    return `Secret ${name} is of another namespace`;
  const found = cluster.secrets.get(name);
  if (found === undefined) return cluster.complete && !hasSecret(cluster, name) ? `there is no Secret ${name}` : undefined;
  return keys.length === 0 || keys.some((key) => found.includes(key)) ? undefined : `Secret ${name} has no ${keys.join(' or ')}`;
}

/** Traefik leaves out what it cannot guard. build.go (`resolveBasicAuth`). */
export function authProblem(view: IngressView, config: NginxConfig, cluster: ClusterView, options: StaticOptions): Problem {
  const type = config.text('auth-type');
  if (type === undefined) return undefined;
  const because = (() => {
    if (type !== 'basic' && type !== 'digest') return `auth-type is "${type}"`;
    const secret = config.some('auth-secret');
    if (secret === undefined) return 'auth-secret is empty';
    if (secret.split('/').length > 2) return `auth-secret is "${secret}"`;
    const form = config.text('auth-secret-type') ?? 'auth-file';
    if (form !== 'auth-file' && form !== 'auth-map') return `auth-secret-type is "${form}"`;
    const name = secret.includes('/') ? secret : `${view.namespace}/${secret}`;
    return secretProblem(name, view.namespace, form === 'auth-file' ? ['auth'] : [], cluster, options);
  })();
  return because === undefined ? undefined : { origin: config.origin('auth-type'), because };
}

/** build.go (`buildClientAuthTLSOption`). */
export function certificateProblem(view: IngressView, config: NginxConfig, cluster: ClusterView, options: StaticOptions): Problem {
  const secret = config.text('auth-tls-secret');
  if (secret === undefined) return undefined;
  const because = /^[^/]+\/.+$/.test(secret)
    ? secretProblem(secret, view.namespace, ['ca.crt'], cluster, options)
    : `auth-tls-secret is "${secret}", without a namespace`;
  return because === undefined ? undefined : { origin: config.origin('auth-tls-secret'), because };
}

/** build.go (`buildServersTransport`). */
export function proxyTlsProblem(view: IngressView, config: NginxConfig, cluster: ClusterView, options: StaticOptions): Problem {
  const secret = config.some('proxy-ssl-secret');
  if (secret === undefined || !/^(?:https|grpcs)$/i.test(config.text('backend-protocol') ?? '')) return undefined;
  const because =
    secret.split('/').length === 2
      ? secretProblem(secret, view.namespace, ['tls.crt', 'tls.key', 'ca.crt'], cluster, options)
      : `proxy-ssl-secret is "${secret}"`;
  return because === undefined ? undefined : { origin: config.origin('proxy-ssl-secret'), because };
}
