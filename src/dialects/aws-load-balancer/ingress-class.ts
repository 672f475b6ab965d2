import type { KubeObject } from '../../kinds/kube-object';
import { identity } from './identity';
import { GROUP, PARAMETERS } from './kinds';
import type { IngressClassParams } from './public';

/** The parameters of a class, and the IngressClass, which refers to them if they say something. */
export const classObjects = (name: string, params: IngressClassParams | undefined): readonly KubeObject[] => [
  {
    apiVersion: `${GROUP}/v1beta1`,
    kind: PARAMETERS,
    metadata: { name },
    ...(params === undefined ? {} : { spec: paramsSpec(params) }),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: {
      controller: identity.ingressClassController,
      ...(params === undefined ? {} : { parameters: { apiGroup: GROUP, kind: PARAMETERS, name } }),
    },
  },
];

/** Source of the fields: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:apis/elbv2/v1beta1/ingressclassparams_types.go. */
export function paramsSpec(params: IngressClassParams): { readonly [field: string]: unknown } {
  const { scheme, group, loadBalancerName, namespaceLabels, ipAddressType, subnets, certificateArns, sslPolicy, sslRedirectPort } = params;
  const { inboundCidrs, prefixListIds, targetType, tags, loadBalancerAttributes, listeners, minimumCapacityUnits, ipamIpv4PoolId } = params;
  const { wafv2AclArn, wafv2AclName } = params;
  const fields = {
    namespaceSelector: namespaceLabels && { matchLabels: namespaceLabels },
    group: group === undefined ? undefined : { name: group },
    loadBalancerName,
    scheme,
    ipAddressType,
    subnets,
    certificateArn: certificateArns,
    sslPolicy,
    sslRedirectPort: sslRedirectPort === undefined ? undefined : String(sslRedirectPort),
    inboundCIDRs: inboundCidrs,
    prefixListsIDs: prefixListIds,
    targetType,
    tags: tags && pairs(tags),
    loadBalancerAttributes: loadBalancerAttributes && pairs(loadBalancerAttributes),
    listeners: listeners?.map(({ protocol, port, attributes }) => ({ protocol, port, listenerAttributes: pairs(attributes) })),
    minimumLoadBalancerCapacity: minimumCapacityUnits === undefined ? undefined : { capacityUnits: minimumCapacityUnits },
    ipamConfiguration: ipamIpv4PoolId === undefined ? undefined : { ipv4IPAMPoolId: ipamIpv4PoolId },
    wafv2AclArn,
    wafv2AclName,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const pairs = (map: { readonly [key: string]: string }): readonly object[] => Object.entries(map).map(([key, value]) => ({ key, value }));
