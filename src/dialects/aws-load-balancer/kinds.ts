import { object, type Shape } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';

/** The API group of the controller's own kinds. */
export const GROUP = 'elbv2.k8s.aws';

/** The kind that `spec.parameters` of an IngressClass refers to. */
export const PARAMETERS = 'IngressClassParams';

const PAIRS: Shape = { list: { fields: { key: 'text', value: 'text' }, required: ['key', 'value'] } };
const TEXTS: Shape = { list: 'text' };

/**
 * Settings of all Ingresses of a class, which come before their annotations.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:apis/elbv2/v1beta1/ingressclassparams_types.go.
 */
export const kinds: RoutingKinds = {
  [PARAMETERS]: {
    apiGroup: GROUP,
    shape: object({
      spec: {
        fields: {
          loadBalancerName: 'text',
          certificateArn: TEXTS,
          namespaceSelector: 'map',
          group: { fields: { name: 'text' }, required: ['name'] },
          scheme: 'text',
          inboundCIDRs: TEXTS,
          sslPolicy: 'text',
          sslRedirectPort: 'text',
          subnets: { fields: { ids: TEXTS, tags: 'map' } },
          ipAddressType: 'text',
          tags: PAIRS,
          targetType: 'text',
          loadBalancerAttributes: PAIRS,
          listeners: { list: { fields: { protocol: 'text', port: 'integer', listenerAttributes: PAIRS } } },
          minimumLoadBalancerCapacity: { fields: { capacityUnits: 'integer' } },
          ipamConfiguration: { fields: { ipv4IPAMPoolId: 'text' } },
          PrefixListsIDs: TEXTS,
          prefixListsIDs: TEXTS,
          wafv2AclArn: 'text',
          wafv2AclName: 'text',
        },
      },
    }),
  },
};
