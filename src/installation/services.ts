import type { KubeObject } from '../kinds/kube-object';
import type { ControllerServiceOptions, ServiceNodePorts } from './install-options';
import { annotated, type Installation, unlessEmpty } from './names';

/** A port of a Service in front of the controller. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly protocol: 'TCP' | 'UDP';
  readonly targetPort: string;
  readonly appProtocol?: string;
}

/** A port besides those for HTTP and HTTPS. It has the same name on the container and on Services. */
export interface FurtherPort {
  readonly portName: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** The Services in front of the controller: the one for clients, and one inside the network where it is asked for. */
export function servicesInFront(
  installation: Installation & {
    readonly service: ControllerServiceOptions;
    readonly internalService: ControllerServiceOptions | undefined;
  },
  portsOf: (options: ControllerServiceOptions) => readonly ServicePort[],
): KubeObject[] {
  const { names, service, internalService } = installation;
  const behind = (name: string, options: ControllerServiceOptions): KubeObject =>
    trafficService(installation, name, options, portsOf(options));
  return [
    ...(service.enabled === false ? [] : [behind(names.controller, service)]),
    ...(internalService && internalService.enabled !== false ? [behind(names.internalService, internalService)] : []),
  ];
}

/** A Service that takes the traffic of clients. */
function trafficService(
  { names }: Installation,
  name: string,
  options: ControllerServiceOptions,
  ports: readonly ServicePort[],
): KubeObject {
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
      ports,
      selector: names.selector('controller'),
    },
  };
}

/** `targets` are the ports of the container behind the two ports of every controller. */
export function servicePorts(
  { ports, nodePorts }: ControllerServiceOptions,
  targets: { readonly http: string; readonly https: string },
  further: readonly FurtherPort[] = [],
): ServicePort[] {
  return [
    { name: 'http', appProtocol: 'http', port: ports?.http ?? 80, nodePort: nodePorts?.http, protocol: 'TCP', targetPort: targets.http },
    {
      name: 'https',
      appProtocol: 'https',
      port: ports?.https ?? 443,
      nodePort: nodePorts?.https,
      protocol: 'TCP',
      targetPort: targets.https,
    },
    ...further.map(({ portName, port, protocol }) => ({
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

/** The Service from which metrics are collected. `targetPort`: the name of the port of the container. */
export function metricsService({ names, options }: Installation, port: number, targetPort = 'metrics'): KubeObject[] {
  const { metrics } = options;
  if (metrics === undefined || metrics.service === false) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: annotated(names.meta(names.metricsService, 'controller'), metrics.serviceAnnotations),
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'metrics', port, protocol: 'TCP', targetPort }],
        selector: names.selector('controller'),
      },
    },
  ];
}

export function serviceMonitor({ names, options }: Installation): KubeObject[] {
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
