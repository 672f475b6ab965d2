import type { ControllerServiceOptions, ServiceNodePorts } from '../../../installation/install-options';
import type { KubeObject } from '../../../kinds/kube-object';
import { annotated } from './names';
import { type Plan, unlessEmpty } from './plan';
import { HEALTH_PORT } from './release';

/**
 * Services in front of the controller. Source of what the options change: kubernetes/ingress-nginx@controller-v1.15.1:
 * charts/ingress-nginx/templates/controller-service.yaml, controller-service-internal.yaml and controller-service-metrics.yaml.
 */
export function services(plan: Plan): KubeObject[] {
  const { names, service, internalService } = plan;
  return [
    ...(service.enabled === false ? [] : [trafficService(plan, names.controller, service)]),
    ...(internalService && internalService.enabled !== false ? [trafficService(plan, names.internalService, internalService)] : []),
    ...metricsService(plan),
  ];
}

function trafficService(plan: Plan, name: string, options: ControllerServiceOptions): KubeObject {
  const { names } = plan;
  const metadata = names.meta(name, 'controller');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: annotated({ ...metadata, labels: { ...options.labels, ...metadata.labels } }, options.annotations),
    spec: {
      type: options.type,
      externalTrafficPolicy: options.externalTrafficPolicy,
      loadBalancerClass: options.loadBalancerClass,
      loadBalancerSourceRanges: unlessEmpty(options.loadBalancerSourceRanges),
      allocateLoadBalancerNodePorts: options.allocateLoadBalancerNodePorts,
      ipFamilies: options.ipFamilies ?? ['IPv4'],
      ipFamilyPolicy: options.ipFamilyPolicy ?? 'SingleStack',
      ports: servicePorts(plan, options),
      selector: names.selector('controller'),
    },
  };
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
  readonly targetPort: string;
  readonly appProtocol?: string;
}

export function servicePorts({ platform, streams }: Plan, { ports, nodePorts }: ControllerServiceOptions): ServicePort[] {
  const { http, https } = platform.service.targets;
  return [
    { name: 'http', appProtocol: 'http', port: ports?.http ?? 80, nodePort: nodePorts?.http, protocol: 'TCP', targetPort: http },
    { name: 'https', appProtocol: 'https', port: ports?.https ?? 443, nodePort: nodePorts?.https, protocol: 'TCP', targetPort: https },
    ...streams.map(({ portName, port, protocol }) => ({
      name: portName,
      port,
      nodePort: nodePortsOf(nodePorts, protocol)[port],
      protocol,
      targetPort: portName,
    })),
  ];
}

/** Ports of the nodes for TCP or UDP services. */
export function nodePortsOf(nodePorts: ServiceNodePorts | undefined, protocol: 'TCP' | 'UDP'): { readonly [port: string]: number } {
  return (protocol === 'TCP' ? nodePorts?.tcp : nodePorts?.udp) ?? {};
}

function metricsService({ names, options }: Plan): KubeObject[] {
  const { metrics } = options;
  if (metrics === undefined || metrics.service === false) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: annotated(names.meta(names.metricsService, 'controller'), metrics.serviceAnnotations),
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'metrics', port: HEALTH_PORT, protocol: 'TCP', targetPort: 'metrics' }],
        selector: names.selector('controller'),
      },
    },
  ];
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/controller-servicemonitor.yaml. */
export function serviceMonitor({ names, options }: Plan): KubeObject[] {
  const monitor = options.metrics?.serviceMonitor;
  if (monitor === undefined) return [];
  const metadata = names.meta(names.controller, 'controller');
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...metadata, namespace: monitor.namespace ?? names.namespace, labels: { ...monitor.labels, ...metadata.labels } },
      spec: {
        namespaceSelector: { matchNames: [names.namespace] },
        selector: { matchLabels: names.selector('controller') },
        endpoints: [
          {
            port: 'metrics',
            interval: `${monitor.interval?.toSeconds() ?? 30}s`,
            scrapeTimeout: monitor.timeout && `${monitor.timeout.toSeconds()}s`,
          },
        ],
      },
    },
  ];
}
