/** What the controller asks AWS for before it builds a load balancer. */
export interface Account {
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly { readonly id: string; readonly name: string }[];
  readonly certificates: readonly AcmCertificate[];
  /** ARN by name. */
  readonly targetGroups: ReadonlyMap<string, string>;
  readonly trustStores: readonly string[];
  readonly webAcls: readonly string[];
}

export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly isPublic: boolean;
  readonly hasIpv6: boolean;
  readonly tags: { readonly [key: string]: string };
}

export interface AcmCertificate {
  readonly arn: string;
  readonly names: readonly string[];
  /** The ARN of the authority that issued it. */
  readonly authority?: string;
}
