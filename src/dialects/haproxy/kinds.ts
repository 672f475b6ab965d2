import { object } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';
import { BACKEND_SPEC } from './backend-shape';

/** haproxytech/kubernetes-ingress@v3.2.11:crs/definition/ingress.v3.haproxy.org_backends.yaml. */
export const GROUP = 'ingress.v3.haproxy.org';

export const BACKEND = { apiVersion: `${GROUP}/v3`, kind: 'Backend' } as const;

/** Settings of a backend, to which annotations refer. The shape is made when one is read. */
export const kinds: RoutingKinds = {
  Backend: {
    apiGroup: GROUP,
    get shape() {
      return object({ spec: BACKEND_SPEC });
    },
  },
};
