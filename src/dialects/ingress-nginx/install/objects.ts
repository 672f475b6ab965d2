import { configMap, ingressClass, namespace, plain } from '../../../installation/objects';
import { scaling } from '../../../installation/scaling';
import { metricsService, serviceMonitor } from '../../../installation/services';
import type { KubeObject } from '../../../kinds/kube-object';
import { admission } from './admission';
import { streamConfigMap } from './args';
import { networkPolicies, trafficServices, workload } from './controller';
import { defaultBackend } from './default-backend';
import type { Plan } from './plan';
import { controllerRights } from './rbac';
import { HEALTH_PORT } from './release';

/** Every object of the installation, in an order in which they can be applied. */
export function objects(plan: Plan): KubeObject[] {
  const all = [
    ...namespace(plan),
    ...controllerRights(plan),
    ...configMaps(plan),
    ...trafficServices(plan),
    ...metricsService(plan, HEALTH_PORT),
    workload(plan),
    ...scaling(plan),
    ...defaultBackend(plan),
    ...networkPolicies(plan),
    ingressClass(plan, plan.ingressClassName, plan.controllerValue),
    ...admission(plan),
    ...serviceMonitor(plan),
  ];
  return all.map((object) => plain(object) as KubeObject);
}

/** Source of the two for streams: kubernetes/ingress-nginx@controller-v1.15.1:docs/user-guide/exposing-tcp-udp-services.md. */
function configMaps(plan: Plan): KubeObject[] {
  const streamMaps = (['TCP', 'UDP'] as const).flatMap((protocol) => {
    const name = streamConfigMap(plan, protocol);
    const entries = plan.streams.filter((stream) => stream.protocol === protocol).map(({ port, target }) => [port, target]);
    return name === undefined ? [] : [configMap(plan, name, Object.fromEntries(entries))];
  });
  return [configMap(plan, plan.names.controller, plan.config), ...streamMaps];
}
