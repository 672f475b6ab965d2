import {
  CHECKED_LATER,
  FLAG,
  inWords,
  type Kind,
  mapOf,
  OBJECT,
  type Optional,
  type Place,
  readStruct,
  required,
  type Shape,
  struct,
  TEXT,
} from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import type { IngressClassParams, SubnetSelector } from './ingress-class-params';
import type { Options, WebhookIssuer } from './options';

/** Members of what the AWS Load Balancer Controller alone takes. */

const TAGS = inWords('a map of texts such as { team: "shop" }', mapOf(TEXT));

const SUBNETS: Shape<SubnetSelector> = { ids: CHECKED_LATER, tags: CHECKED_LATER };

const PARAMS: Shape<IngressClassParams> = {
  scheme: TEXT,
  group: TEXT,
  loadBalancerName: TEXT,
  namespaceLabels: TAGS,
  ipAddressType: TEXT,
  subnets: struct(SUBNETS),
  certificateArns: CHECKED_LATER,
  sslPolicy: TEXT,
  sslRedirectPort: CHECKED_LATER,
  inboundCidrs: CHECKED_LATER,
  prefixListIds: CHECKED_LATER,
  targetType: TEXT,
  tags: TAGS,
  loadBalancerAttributes: TAGS,
  listeners: CHECKED_LATER,
  minimumCapacityUnits: CHECKED_LATER,
  ipamIpv4PoolId: TEXT,
  wafv2AclArn: TEXT,
  wafv2AclName: TEXT,
};

const ISSUER: Shape<WebhookIssuer> = { name: required(inWords('the name of an Issuer or ClusterIssuer', TEXT)), kind: TEXT };

const OPTIONS: Shape<Options> = {
  clusterName: TEXT,
  group: TEXT,
  ingressClassParams: inWords('an object such as { scheme: "internet-facing" }', struct(PARAMS)),
  roleArn: TEXT,
  region: TEXT,
  vpcId: TEXT,
  watchNamespace: TEXT,
  defaultTags: TAGS,
  featureGates: inWords('a map of flags such as { ALBSingleSubnet: true }', mapOf(FLAG)),
  webhookIssuer: inWords('an object such as { name: "authority" }', struct(ISSUER)),
  validatesIngresses: FLAG,
  claimsServices: FLAG,
  logLevel: CHECKED_LATER,
  extraArgs: inWords('a map of texts such as { "sync-period": "1h" }', mapOf(TEXT)),
};

/** Annotations, which the controller's own table knows. */
export const ANNOTATIONS: Kind<never> & Optional = inWords('an object such as { scheme: "internet-facing" }', OBJECT);

/** Where an option belongs that the AWS Load Balancer Controller alone understands. */
export const IN_AWS_LOAD_BALANCER: Place = {
  members: OPTIONS,
  write: (option) => `kind: ControllerKind.awsLoadBalancer({ ${option}: ... })`,
};

/** The options that are given. */
export const readAwsLoadBalancerOptions = (options: Options): Options =>
  readStruct(options, OPTIONS, { owner: 'ControllerKind.awsLoadBalancer', where: '', places: [IN_INSTALL_OPTIONS] });
