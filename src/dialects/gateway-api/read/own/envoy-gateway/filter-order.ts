import { list, record } from '../../../../../kinds/ingress-view';
import type { Cluster } from '../../cluster';

/** Whether an EnvoyProxy puts filters into another order: envoyproxy/gateway@v1.9.1:api/v1alpha1/envoyproxy_types.go (`filterOrder`). */
export const hasOwnOrder = ({ objects }: Cluster): boolean =>
  objects.some(
    ({ kind, apiVersion, spec }) =>
      kind === 'EnvoyProxy' && apiVersion.startsWith('gateway.envoyproxy.io/') && list(record(spec).filterOrder).length > 0,
  );
