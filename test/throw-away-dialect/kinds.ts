import type { RoutingKinds } from '../../src/dialects/dialect';
import { object } from '../../src/kinds/shapes';

export const GROUP = 'moss.example.com';

const TARGET = { fields: { namespace: 'text', name: 'text', port: 'integer or text' }, required: ['name', 'port'] } as const;

/** `MossRoute` holds the routes of one host, `MossEdge` the hosts of all, `MossGrant` lets routes of other namespaces in. */
export const kinds: RoutingKinds = {
  MossRoute: {
    apiGroup: GROUP,
    holdsRoutes: true,
    shape: object({
      className: 'text',
      spec: {
        fields: {
          host: 'text',
          rules: { list: { fields: { exact: 'text', prefix: 'text', to: TARGET }, required: ['to'] } },
          otherwise: TARGET,
        },
      },
    }),
  },
  MossEdge: { apiGroup: GROUP, shape: object({ spec: { fields: { hosts: { list: 'text' } } } }) },
  MossGrant: { apiGroup: GROUP, shape: object({ spec: { fields: { from: 'text' } } }) },
};
