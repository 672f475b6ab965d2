import { itemsOf } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ControllerInstance, ReadScope } from '../../../kinds/read-scope';
import type { Profile } from '../profile';
import { gatewaysByAddress } from './gateways';
import { watchedCluster } from './watched-namespaces';

/** Gateways with addresses of their own are controllers by themselves: each answers the requests that come to its address. */
export const instancesOf =
  (profile: Profile) =>
  (objects: readonly KubeObject[], scope: ReadScope): readonly ControllerInstance[] => {
    // Most manifests have at most one.
    if (objects.flatMap(itemsOf).filter(({ kind }) => kind === 'Gateway').length < 2) return [];
    const groups = gatewaysByAddress(watchedCluster(objects, scope, profile).cluster, scope, profile);
    if (groups.length < 2) return [];
    return groups.map((gateways) => {
      const keys = gateways.map(({ namespace, name }) => `${namespace}/${name}`);
      const [{ className = '' } = {}] = gateways;
      return { name: keys.join(', '), controllerClass: profile.controllers[0] ?? '', className, container: undefined, gateways: keys };
    });
  };
