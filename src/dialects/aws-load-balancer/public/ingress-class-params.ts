/** How subnets are chosen: by `ids`, or by `tags`. */
export interface SubnetSelector {
  /**
   * IDs of subnets, one for each zone.
   * @default - none
   */
  readonly ids?: string[];
  /**
   * Subnets that have one of the values of each tag.
   * @default - none
   */
  readonly tags?: { [key: string]: string[] };
}

/** Attributes of one listener. */
export interface ListenerOptions {
  /** "HTTP" or "HTTPS". */
  readonly protocol: string;
  /** The port. */
  readonly port: number;
  /** The attributes, such as `{ "routing.http.response.server.enabled": "false" }`. */
  readonly attributes: { [key: string]: string };
}

/**
 * What holds for every load balancer of the class, and comes before annotations: the IngressClassParams of the IngressClass.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:apis/elbv2/v1beta1/ingressclassparams_types.go.
 */
export interface IngressClassParams {
  /**
   * Whether load balancers are reached from the internet: "internet-facing" or "internal".
   * @default - the annotation `scheme`, and without it "internal"
   */
  readonly scheme?: string;
  /**
   * The group that all Ingresses of the class are in, whatever their annotations say.
   * @default - the annotation `group.name`, which PathIngress writes
   */
  readonly group?: string;
  /**
   * Name of the load balancer, up to 32 characters. AWS refuses a second one of the same name.
   * @default - the controller makes one
   */
  readonly loadBalancerName?: string;
  /**
   * Selects by their labels the namespaces whose Ingresses may use the class: `matchLabels` of a label selector.
   * @default - all namespaces
   */
  readonly namespaceLabels?: { [key: string]: string };
  /**
   * "ipv4", "dualstack" or "dualstack-without-public-ipv4".
   * @default - the annotation, and without it "ipv4"
   */
  readonly ipAddressType?: string;
  /**
   * The subnets of load balancers.
   * @default - the annotation, and without it those that are found by tags
   */
  readonly subnets?: SubnetSelector;
  /**
   * ARNs of certificates; the first is the default.
   * @default - the annotation, and without it those that are found in ACM by host
   */
  readonly certificateArns?: string[];
  /**
   * Versions and ciphers of TLS, by the name of a policy of AWS.
   * @default - the annotation, and without it ELBSecurityPolicy-2016-08
   */
  readonly sslPolicy?: string;
  /**
   * The HTTPS port that every request on HTTP is sent to.
   * @default - the annotation, and without it no redirect
   */
  readonly sslRedirectPort?: number;
  /**
   * Networks that may connect.
   * @default - the annotation, and without it everybody
   */
  readonly inboundCidrs?: string[];
  /**
   * IDs of prefix lists that may connect.
   * @default - the annotation
   */
  readonly prefixListIds?: string[];
  /**
   * Whether requests go to pods, "ip", or to node ports, "instance".
   * @default - the annotation, which PathIngress writes as "ip"
   */
  readonly targetType?: string;
  /**
   * Tags of what is made in AWS.
   * @default - the annotation
   */
  readonly tags?: { [key: string]: string };
  /**
   * Attributes of load balancers, such as `{ "idle_timeout.timeout_seconds": "120" }`.
   * @default - the annotation
   */
  readonly loadBalancerAttributes?: { [key: string]: string };
  /**
   * Attributes of listeners.
   * @default - the annotation
   */
  readonly listeners?: ListenerOptions[];
  /**
   * Capacity units that are reserved.
   * @default - the annotation
   */
  readonly minimumCapacityUnits?: number;
  /**
   * ID of the IPAM pool of addresses.
   * @default - the annotation
   */
  readonly ipamIpv4PoolId?: string;
  /**
   * ARN of the web ACL of WAF v2; not with `wafv2AclName`.
   * @default - the annotation
   */
  readonly wafv2AclArn?: string;
  /**
   * Name of the web ACL of WAF v2.
   * @default - the annotation
   */
  readonly wafv2AclName?: string;
}
