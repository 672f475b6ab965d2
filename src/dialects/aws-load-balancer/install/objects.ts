import { namespace, plain } from '../../../installation/objects';
import { scaling } from '../../../installation/scaling';
import { metricsService, serviceMonitor } from '../../../installation/services';
import type { KubeObject } from '../../../kinds/kube-object';
import { classObjects } from '../ingress-class';
import { PARAMETERS } from '../kinds';
import { deployment, networkPolicies } from './controller';
import type { Plan } from './plan';
import { rights } from './rbac';
import { METRICS_PORT } from './release';
import { webhooks } from './webhooks';

/** Every object of the installation, in an order in which they can be applied, but for the CRDs. */
export function objects(plan: Plan): KubeObject[] {
  const all = [
    ...namespace(plan),
    ...rights(plan),
    ...metricsService(plan, METRICS_PORT).map(toMetricsPort),
    deployment(plan),
    ...scaling(plan),
    ...networkPolicies(plan),
    ...webhooks(plan),
    ...ingressClass(plan),
    ...serviceMonitor(plan),
  ];
  return all.map((object) => plain(object) as KubeObject);
}

/** The port of the container has another name than with other controllers. */
const toMetricsPort = (service: KubeObject): KubeObject => ({
  ...service,
  spec: {
    ...(service.spec as object),
    ports: [{ name: 'metrics', port: METRICS_PORT, protocol: 'TCP', targetPort: 'metrics-server' }],
  },
});

/** The parameters are there even if nothing is said by them, as in the chart; the class refers to them only if something is. */
function ingressClass({ names, own, options, ingressClassName }: Plan): KubeObject[] {
  const annotations = options.defaultIngressClass ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {};
  return classObjects(ingressClassName, own.ingressClassParams).map((object) => ({
    ...object,
    metadata: { ...names.clusterMeta(object.metadata.name, 'controller'), ...(object.kind === PARAMETERS ? {} : annotations) },
  }));
}
