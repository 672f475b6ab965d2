import { argsOf } from '../../../installation/check-args';
import { PROJECT } from './names';
import type { Plan } from './plan';
import { WEBHOOK_PORT } from './release';

/** The namespace of the pod; Kubernetes expands the variable. */
const HERE = '$(POD_NAMESPACE)';

/** Where the certificate of the webhook is mounted. */
export const CERTIFICATE_FOLDER = '/usr/local/certificates/';

/** Name of the config map with the TCP or UDP services; absent if there is none. */
export function streamConfigMap({ names, platform, streams }: Plan, protocol: 'TCP' | 'UDP'): string | undefined {
  const { always, tcp, udp } = platform.streams;
  const name = protocol === 'TCP' ? tcp : udp;
  if (always && names.prefix === PROJECT) return name;
  return always || streams.some((stream) => stream.protocol === protocol) ? `${names.prefix}-${name}` : undefined;
}

/**
 * The command line of the controller. Source of what the options do:
 * kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/_params.tpl.
 */
export function controllerArgs(plan: Plan): string[] {
  const { names, own, options } = plan;
  const tcp = streamConfigMap(plan, 'TCP');
  const udp = streamConfigMap(plan, 'UDP');
  const reported = own.publishStatusAddress ?? plan.platform.reportedAddress;
  const flags: { [flag: string]: string | undefined } = {
    'default-backend-service': own.defaultBackend && (own.defaultBackend.reference ?? `${HERE}/${names.defaultBackend}`),
    // The controller refuses to start with both.
    'publish-service': reported === undefined ? reportedService(plan) : undefined,
    'election-id': names.election,
    'controller-class': plan.controllerValue,
    'ingress-class': plan.ingressClassName,
    configmap: `${HERE}/${names.controller}`,
    'tcp-services-configmap': tcp && `${HERE}/${tcp}`,
    'udp-services-configmap': udp && `${HERE}/${udp}`,
    'watch-namespace': own.watchNamespace,
    'watch-namespace-selector': own.watchNamespaceSelector,
    ...(plan.webhook && {
      'validating-webhook': `:${WEBHOOK_PORT}`,
      'validating-webhook-certificate': `${CERTIFICATE_FOLDER}cert`,
      'validating-webhook-key': `${CERTIFICATE_FOLDER}key`,
    }),
    'watch-ingress-without-class': (own.watchIngressWithoutClass ?? plan.platform.watchesWithoutClass) ? 'true' : undefined,
    'enable-metrics': plan.collectsMetrics ? 'true' : undefined,
    'default-ssl-certificate': options.defaultTlsSecret,
    'publish-status-address': reported,
    v: own.logLevel === undefined ? undefined : String(own.logLevel),
    ...Object.fromEntries(Object.entries(own.extraArgs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return ['/nginx-ingress-controller', ...argsOf(flags)];
}

/** The Service whose address Ingresses report. */
function reportedService({ platform, names, service, internalService }: Plan): string | undefined {
  if (!platform.reportsService) return undefined;
  if (service.enabled !== false) return `${HERE}/${names.controller}`;
  return internalService && internalService.enabled !== false ? `${HERE}/${names.internalService}` : undefined;
}
