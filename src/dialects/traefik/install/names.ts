import { namesOf as commonNames, type Labels, type Names } from '../../../installation/names';
import type { ObjectMeta } from '../../../kinds/kube-object';
import { identity } from '../identity';

/** Names and labels as the chart gives them to a release of this name: traefik/traefik-helm-chart@v41.3.0:traefik/templates/_helpers.tpl. */
export function namesOf(prefix: string, namespace: string): Names {
  const instance: Labels = { 'app.kubernetes.io/instance': `${prefix}-${namespace}`, 'app.kubernetes.io/name': identity.name };
  const meta = (name: string): ObjectMeta => ({ name, namespace, labels: instance });
  return {
    ...commonNames({ project: identity.name, version: identity.version }, prefix, namespace),
    controller: prefix,
    internalService: `${prefix}-internal`,
    metricsService: `${prefix}-metrics`,
    instance,
    selector: () => instance,
    labels: () => instance,
    meta,
    clusterMeta: (name) => ({ name, labels: instance }),
  };
}

/** The longest end of a name. */
export const LONGEST_END = '-internal';
