import { argsOf } from '../../../installation/check-args';
import { asUser, type ContainerPort, clientPort, controllerContainer, podField } from '../../../installation/container';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import { controllerPolicies } from '../../../installation/network-policies';
import { servicePorts as commonPorts, type ServicePort, servicesInFront } from '../../../installation/services';
import { workload as commonWorkload } from '../../../installation/workload';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan } from './plan';
import { CONTROLLER_IMAGE, HEALTH_PORT, HTTP_PORT, HTTPS_PORT, RESOURCES, STATISTICS_PORT } from './release';

// What runs, and what stands in front of it. Source: haproxytech/kubernetes-ingress@v3.2.11:deploy/haproxy-ingress.yaml and
// deploy/haproxy-ingress-daemonset.yaml, pkg/utils/flags.go.

/** Services in front of the controller for its clients. */
export const trafficServices = (plan: Plan): KubeObject[] => servicesInFront(plan, (options) => servicePorts(plan, options));

const STATISTICS = { portName: 'stat', port: STATISTICS_PORT, protocol: 'TCP' } as const;

/** A Service inside the cluster, or of a load balancer, shows no statistics. */
export const servicePorts = ({ service, showsStatistics }: Plan, options: ControllerServiceOptions): ServicePort[] =>
  commonPorts(options, { http: 'http', https: 'https' }, options === service && showsStatistics ? [STATISTICS] : []);

/** Ports of the container. */
export const containerPorts = ({ hostPorts }: Plan): ContainerPort[] => [
  clientPort({ name: 'http', port: HTTP_PORT }, hostPorts),
  clientPort({ name: 'https', port: HTTPS_PORT }, hostPorts),
  clientPort({ name: STATISTICS.portName, port: STATISTICS_PORT }, hostPorts),
];

export const workload = (plan: Plan): KubeObject =>
  commonWorkload(plan, {
    serviceAccount: plan.names.prefix,
    metricsPort: STATISTICS_PORT,
    terminationGraceSeconds: 30,
    container: container(plan),
  });

const container = (plan: Plan): object =>
  controllerContainer(plan, {
    name: 'haproxy-ingress',
    image: CONTROLLER_IMAGE,
    args: controllerArgs(plan),
    env: [
      { name: 'TZ', value: 'Etc/UTC' },
      podField('POD_NAME', 'metadata.name'),
      podField('POD_NAMESPACE', 'metadata.namespace'),
      podField('POD_IP', 'status.podIP'),
    ],
    livenessProbe: { httpGet: HEALTH },
    readinessProbe: { httpGet: HEALTH },
    ports: containerPorts(plan),
    resources: RESOURCES,
    // The one capability that the Pod Security Standards allow at their strictest level: ports below 1024.
    securityContext: asUser(1000, { capabilities: ['NET_BIND_SERVICE'], writable: true }),
  });

const HEALTH = { path: '/healthz', port: HEALTH_PORT };

/**
 * The command line. Without `--ingress.class`, as in the published manifest, no Ingress that names a class would be served; and without
 * `--publish-service` Ingresses do not report the address of a load balancer.
 */
function controllerArgs({ names, own, options, ingressClassName, service }: Plan): string[] {
  const here = (name: string): string => `${names.namespace}/${name}`;
  const { watchNamespaces = [], watchIngressWithoutClass, defaultBackendService, extraArgs = {} } = own;
  const reports = service.enabled !== false && service.type === 'LoadBalancer';
  return [
    ...argsOf({
      configmap: here(names.controller),
      'ingress.class': ingressClassName,
      'empty-ingress-class': watchIngressWithoutClass ? '' : undefined,
      'default-ssl-certificate': options.defaultTlsSecret,
      'default-backend-service': defaultBackendService,
      'publish-service': reports ? here(names.controller) : undefined,
    }),
    ...watchNamespaces.map((namespace) => `--namespace-whitelist=${namespace}`),
    ...argsOf(Object.fromEntries(Object.entries(extraArgs).sort(([a], [b]) => (a < b ? -1 : 1)))),
  ];
}

/** Restricts what may connect to the pods. */
export const networkPolicies = (plan: Plan): KubeObject[] => controllerPolicies(plan, containerPorts(plan));
