import { identity } from '../identity';
import type { Plan } from './plan';
import { HTTP_PORT, HTTPS_PORT, METRICS_PORT, TRAEFIK_PORT } from './release';

/**
 * The command line, as the chart writes it (traefik/traefik-helm-chart@v41.3.0:traefik/templates/_podtemplate.tpl), but for the dashboard, which
 * is off unless it is asked for. Options: traefik/traefik@v3.7.13:docs/content/reference/install-configuration/configuration-options.md.
 */
export function controllerArgs(plan: Plan): readonly string[] {
  const { own, names, http, https, ingressClassName, service } = plan;
  const ownClass = ingressClassName !== identity.className;
  const trusted = own.trustedProxies ?? [];
  return [
    ['entryPoints.metrics.address', `:${METRICS_PORT}/tcp`],
    ['entryPoints.traefik.address', `:${TRAEFIK_PORT}/tcp`],
    [`entryPoints.${http}.address`, `:${HTTP_PORT}/tcp`],
    [`entryPoints.${https}.address`, `:${HTTPS_PORT}/tcp`],
    ...(own.dashboard === true ? [['api.dashboard', 'true']] : []),
    ['ping', 'true'],
    ['metrics.prometheus', 'true'],
    ['metrics.prometheus.entrypoint', 'metrics'],
    ['providers.kubernetescrd'],
    ['providers.kubernetescrd.allowEmptyServices', 'true'],
    ...(own.allowCrossNamespace === true ? [['providers.kubernetescrd.allowCrossNamespace', 'true']] : []),
    ...(ownClass ? [['providers.kubernetescrd.ingressClass', ingressClassName]] : []),
    ['providers.kubernetesingress'],
    ['providers.kubernetesingress.allowEmptyServices', 'true'],
    ...(ownClass ? [['providers.kubernetesingress.ingressClass', ingressClassName]] : []),
    ...(service.enabled === false
      ? []
      : [['providers.kubernetesingress.ingressendpoint.publishedservice', `${names.namespace}/${names.controller}`]]),
    [`entryPoints.${https}.http.tls`, 'true'],
    ...(trusted.length === 0 ? [] : [http, https].map((name) => [`entryPoints.${name}.forwardedHeaders.trustedIPs`, trusted.join(',')])),
    ['log.level', own.logLevel ?? 'INFO'],
    ...(own.accessLog === true ? [['accesslog', 'true']] : []),
    ...Object.entries(own.extraArgs ?? {}),
  ].map(([option, value]) => `--${option}${value === undefined ? '' : `=${value}`}`);
}

/** The command line as settings: options in lower case, without the dashes. */
export const settingsOf = (args: readonly string[]): { readonly [option: string]: string } =>
  Object.fromEntries(
    args.map((arg) => {
      const [option = '', ...value] = arg.slice(2).split('=');
      return [option.toLowerCase(), value.length === 0 ? 'true' : value.join('=')];
    }),
  );
