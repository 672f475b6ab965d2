import type { ClusterView } from '../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { parseLabelSelector, selectsNamespace } from '../../../kinds/label-selector';
import type { StaticOptions } from './options';

/** What a provider sees of the objects of a cluster. */
export interface Watched {
  readonly sees: (namespace: string) => boolean;
  /** Why the provider does not see an object of the kinds that `labelSelector` is for, or undefined. `field`: what says so. */
  readonly unseen: (object: KubeObject) => { readonly field: string; readonly because: string } | undefined;
}

type Provider = 'kubernetescrd' | 'kubernetesingress' | 'kubernetesingressnginx' | 'kubernetesgateway';

/**
 * Sources, traefik/traefik@v3.7.13: `WatchAll` and `isWatchedNamespace` of pkg/provider/kubernetes/crd/client.go, ingress/client.go,
 * gateway/client.go and ingress-nginx/client.go, whose options are `watchNamespace` and `watchNamespaceSelector`.
 */
export function watchedBy(provider: Provider, options: StaticOptions, cluster: Pick<ClusterView, 'namespaces' | 'complete'>): Watched {
  const option = `providers.${provider}`;
  const byLabels = options.text(`${option}.watchnamespaceselector`) ?? '';
  const only = options.list(`${option}.namespaces`) ?? options.list(`${option}.watchnamespace`) ?? [];
  const sees = (namespace: string): boolean =>
    byLabels === '' ? only.length === 0 || only.includes(namespace) : selectsNamespace(byLabels, namespace, cluster);
  const selector = options.text(`${option}.labelselector`) ?? '';
  const fits = parseLabelSelector(selector);
  const scope = byLabels === '' ? only.map((one) => `"${one}"`).join(', ') : `with labels "${byLabels}"`;
  return {
    sees,
    unseen: ({ metadata: { namespace = DEFAULT_NAMESPACE, labels } }) => {
      if (!sees(namespace)) return { field: 'metadata.namespace', because: `Traefik watches namespaces ${scope} alone` };
      if (fits === undefined) return { field: 'metadata.labels', because: `"${selector}" is no label selector, so Traefik does not start` };
      return fits(labels ?? {})
        ? undefined
        : { field: 'metadata.labels', because: `Traefik watches objects with labels "${selector}" alone` };
    },
  };
}

/** Without those of Traefik's own kinds that its provider for them does not see. */
export function seenObjects(objects: readonly KubeObject[], options: StaticOptions, cluster: ClusterView): readonly KubeObject[] {
  const { unseen } = watchedBy('kubernetescrd', options, cluster);
  return objects.filter((object) => !object.apiVersion.startsWith('traefik.io/') || unseen(object) === undefined);
}
