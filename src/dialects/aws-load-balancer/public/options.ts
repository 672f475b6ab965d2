import type { IngressClassParams } from './ingress-class-params';

/** What the AWS Load Balancer Controller alone understands. */
export interface Options {
  /**
   * Name of the EKS cluster, which is written into the tags of what is made in AWS. Needed to install the controller.
   * @default - none
   */
  readonly clusterName?: string;

  /**
   * The group of Ingresses that share one load balancer, where routes do not say otherwise with `awsLoadBalancer: { groupName }`. Whoever
   * may make Ingresses in the cluster can join a group.
   * @default - the name of the IngressClass
   */
  readonly group?: string;

  /**
   * What holds for every load balancer of the class. With an IngressClass that is there already: what it says, so that routes are checked
   * with it.
   * @default - nothing
   */
  readonly ingressClassParams?: IngressClassParams;

  /**
   * ARN of the IAM role of the controller, for IAM roles for service accounts.
   * @default - none: the role comes from EKS Pod Identity, or from the nodes
   */
  readonly roleArn?: string;

  /**
   * Region of the cluster, such as "eu-west-1".
   * @default - the instance metadata of the node say it
   */
  readonly region?: string;

  /**
   * ID of the VPC of the cluster.
   * @default - the instance metadata of the node say it
   */
  readonly vpcId?: string;

  /**
   * The only namespace whose objects are served.
   * @default - all namespaces
   */
  readonly watchNamespace?: string;

  /**
   * Tags of everything that is made in AWS.
   * @default - none
   */
  readonly defaultTags?: { [key: string]: string };

  /**
   * Further features, by name, such as `{ ALBSingleSubnet: true }`.
   * @default - as the controller has them
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * Who signs the certificate of the webhooks. The cluster must have cert-manager.
   * @default - an issuer of its own, which becomes part of the installation
   */
  readonly webhookIssuer?: WebhookIssuer;

  /**
   * Whether a webhook checks Ingresses.
   * @default true
   */
  readonly validatesIngresses?: boolean;

  /**
   * Whether a webhook makes the controller the one of every new Service of type LoadBalancer.
   * @default true
   */
  readonly claimsServices?: boolean;

  /**
   * "info" or "debug".
   * @default - "info"
   */
  readonly logLevel?: string;

  /**
   * Further flags of the controller without the two dashes. Flags that an option of this library sets are refused.
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string };
}

/** An issuer that cert-manager knows. */
export interface WebhookIssuer {
  /** Its name. */
  readonly name: string;
  /**
   * "Issuer" in the controller's namespace, or "ClusterIssuer".
   * @default "Issuer"
   */
  readonly kind?: string;
}
