import { shapeOf } from '../dialects/routing-kinds';
import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import { checkObject } from '../manifests/check-object';
import type { AppState } from './app-state';

/** Objects of the app that the API server refuses, and why. */
export function refusedObjects(state: AppState): ReadonlyMap<KubeObject, readonly Finding[]> {
  return state.once(refusedObjects, () => {
    const refused = new Map<KubeObject, readonly Finding[]>();
    for (const object of state.manifests) {
      const shape = shapeOf(object.apiVersion, object.kind);
      if (shape === undefined) continue;
      const { exists, findings } = checkObject(object, shape, () => '');
      if (!exists) refused.set(object, findings);
    }
    return refused;
  });
}
