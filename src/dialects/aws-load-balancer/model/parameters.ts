import { list, record, text } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';

/**
 * What an IngressClassParams says: it comes before the annotations of the Ingresses of its class. An empty text counts as absent.
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:apis/elbv2/v1beta1/ingressclassparams_types.go.
 */
export interface Parameters {
  readonly name: string;
  readonly namespaceSelector?: { readonly [member: string]: unknown };
  readonly group?: string;
  readonly loadBalancerName: string;
  readonly scheme?: string;
  readonly ipAddressType?: string;
  readonly subnets?: SubnetSelector;
  readonly certificateArns: readonly string[];
  readonly sslPolicy: string;
  readonly sslRedirectPort: string;
  readonly inboundCidrs: readonly string[];
  readonly prefixLists: readonly string[];
  readonly targetType: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly loadBalancerAttributes: ReadonlyMap<string, string>;
  readonly listeners: readonly { readonly protocol: string; readonly port: number; readonly attributes: ReadonlyMap<string, string> }[];
  readonly capacityUnits?: number;
  readonly webAclArn: string;
  readonly webAclName: string;
  readonly hasIpamPool: boolean;
}

export interface SubnetSelector {
  readonly ids?: readonly string[];
  readonly tags?: { readonly [key: string]: readonly string[] };
}

export function parametersOf(object: KubeObject): Parameters {
  const spec = record(object.spec);
  const { namespaceSelector, scheme, ipAddressType, subnets, group } = spec;
  const capacity = record(spec.minimumLoadBalancerCapacity).capacityUnits;
  const prefixLists = strings(spec.prefixListsIDs);
  return {
    name: object.metadata.name,
    ...(isObject(namespaceSelector) ? { namespaceSelector: record(namespaceSelector) } : {}),
    ...(isObject(group) ? { group: text(record(group).name) } : {}),
    loadBalancerName: text(spec.loadBalancerName),
    ...(typeof scheme === 'string' ? { scheme } : {}),
    ...(typeof ipAddressType === 'string' ? { ipAddressType } : {}),
    ...(isObject(subnets) ? { subnets: selectorOf(record(subnets)) } : {}),
    certificateArns: strings(spec.certificateArn),
    sslPolicy: text(spec.sslPolicy),
    sslRedirectPort: text(spec.sslRedirectPort),
    inboundCidrs: strings(spec.inboundCIDRs),
    prefixLists: prefixLists.length > 0 ? prefixLists : strings(spec.PrefixListsIDs),
    targetType: text(spec.targetType),
    tags: pairs(spec.tags),
    loadBalancerAttributes: pairs(spec.loadBalancerAttributes),
    listeners: list(spec.listeners).map((one) => {
      const { protocol, port, listenerAttributes } = record(one);
      return { protocol: text(protocol), port: typeof port === 'number' ? port : 0, attributes: pairs(listenerAttributes) };
    }),
    ...(typeof capacity === 'number' ? { capacityUnits: capacity } : {}),
    webAclArn: text(spec.wafv2AclArn),
    webAclName: text(spec.wafv2AclName),
    hasIpamPool: typeof record(spec.ipamConfiguration).ipv4IPAMPoolId === 'string',
  };
}

function selectorOf({ ids, tags }: { readonly [member: string]: unknown }): SubnetSelector {
  return {
    ...(Array.isArray(ids) ? { ids: strings(ids) } : {}),
    ...(isObject(tags) ? { tags: Object.fromEntries(Object.entries(record(tags)).map(([key, values]) => [key, strings(values)])) } : {}),
  };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const strings = (value: unknown): readonly string[] => list(value).map(text);

const pairs = (value: unknown): ReadonlyMap<string, string> =>
  new Map(list(value).map((entry) => [text(record(entry).key), text(record(entry).value)]));
