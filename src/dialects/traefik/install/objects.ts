import { ingressClass, namespace, plain } from '../../../installation/objects';
import { scaling } from '../../../installation/scaling';
import { metricsService, serviceMonitor } from '../../../installation/services';
import type { KubeObject } from '../../../kinds/kube-object';
import { identity } from '../identity';
import { networkPolicies, trafficServices, workload } from './controller';
import type { Plan } from './plan';
import { METRICS_PORT } from './release';
import { controllerRights } from './rights';

/** Every object of the installation, in an order in which they can be applied. The CRDs are applied by their own means: docs/traefik.md. */
export function objects(plan: Plan): KubeObject[] {
  const all = [
    ...namespace(plan),
    ...controllerRights(plan),
    ...trafficServices(plan),
    ...metricsService(plan, METRICS_PORT),
    workload(plan),
    ...scaling(plan),
    ...networkPolicies(plan),
    ingressClass(plan, plan.ingressClassName, identity.ingressClassController),
    ...serviceMonitor(plan),
    ...defaultCertificate(plan),
  ];
  return all.map((object) => plain(object) as KubeObject);
}

/** The store of the name "default" counts in every namespace: traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes.go (`buildTLSStores`). */
function defaultCertificate({ options: { defaultTlsSecret } }: Plan): KubeObject[] {
  if (defaultTlsSecret === undefined) return [];
  const [namespace = '', secretName = ''] = defaultTlsSecret.split('/');
  const metadata = { name: 'default', namespace };
  return [{ apiVersion: 'traefik.io/v1alpha1', kind: 'TLSStore', metadata, spec: { defaultCertificate: { secretName } } }];
}
