import { type ContainerPort, clientPort, controllerContainer, innerPort, podField } from '../../../installation/container';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import { controllerPolicies } from '../../../installation/network-policies';
import { servicePorts as commonPorts, type ServicePort, servicesInFront } from '../../../installation/services';
import { workload as commonWorkload } from '../../../installation/workload';
import type { KubeObject } from '../../../kinds/kube-object';
import { controllerArgs } from './args';
import type { Plan } from './plan';
import { HTTP_PORT, HTTPS_PORT, IMAGE, METRICS_PORT, TRAEFIK_PORT } from './release';

// What runs Traefik and what stands in front of it: traefik/traefik-helm-chart@v41.3.0:traefik/templates/_podtemplate.tpl, deployment.yaml,
// service.yaml.

/** Services in front of the controller for its clients. */
export const trafficServices = (plan: Plan): KubeObject[] => servicesInFront(plan, (options) => servicePorts(plan, options));

/** Ports have the names of their entry points. */
export function servicePorts({ http, https }: Plan, options: ControllerServiceOptions): readonly ServicePort[] {
  return commonPorts(options, { http, https }).map((port) => ({ ...port, name: port.targetPort }));
}

/** Ports of the container. */
export function containerPorts({ options, http, https }: Plan): readonly ContainerPort[] {
  return [
    innerPort('metrics', METRICS_PORT),
    innerPort('traefik', TRAEFIK_PORT),
    { ...clientPort({ name: 'http', port: HTTP_PORT }, options.hostPorts), name: http },
    { ...clientPort({ name: 'https', port: HTTPS_PORT }, options.hostPorts), name: https },
  ];
}

/** Meets the level "restricted" of the Pod Security Standards, unless the options use the network or ports of the node. */
const AS_USER = { runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } };
const WITHOUT_PRIVILEGES = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true };

export function workload(plan: Plan): KubeObject {
  return commonWorkload(plan, {
    serviceAccount: plan.names.controller,
    annotations: { 'prometheus.io/path': '/metrics', 'prometheus.io/port': String(METRICS_PORT), 'prometheus.io/scrape': 'true' },
    metricsPort: METRICS_PORT,
    terminationGraceSeconds: 60,
    // A DaemonSet cannot have more pods than nodes.
    ...(plan.workload === 'Deployment' ? { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } : {}),
    securityContext: AS_USER,
    container: { ...container(plan), name: 'traefik' },
    volumes: ['data', 'tmp'].map((name) => ({ name, emptyDir: {} })),
  });
}

function container(plan: Plan): object {
  return controllerContainer(plan, {
    image: IMAGE,
    args: controllerArgs(plan),
    env: [podField('POD_NAME', 'metadata.name'), podField('POD_NAMESPACE', 'metadata.namespace'), { name: 'USER', value: 'traefik' }],
    livenessProbe: healthProbe(3),
    readinessProbe: healthProbe(1),
    ports: containerPorts(plan),
    securityContext: WITHOUT_PRIVILEGES,
    volumeMounts: ['data', 'tmp'].map((name) => ({ name, mountPath: `/${name}` })),
  });
}

function healthProbe(failureThreshold: number): object {
  return {
    failureThreshold,
    httpGet: { path: '/ping', port: TRAEFIK_PORT, scheme: 'HTTP' },
    initialDelaySeconds: 2,
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 2,
  };
}

/** Restricts what may connect to the pods. */
export const networkPolicies = (plan: Plan): KubeObject[] => controllerPolicies(plan, containerPorts(plan));
