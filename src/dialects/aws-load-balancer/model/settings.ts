import { goBoolean } from '../../../annotation-table/go-text';
import { items } from '../../../annotation-table/list-text';
import type { Account } from './account';

/**
 * Flags of the controller that change what it builds.
 *
 * Sources: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/config/ingress_config.go, controller_config.go, feature_gates.go,
 * runtime_config.go.
 */
export interface Settings {
  /** The one namespace whose objects it reads. Empty: all. */
  readonly watchNamespace: string;
  /** Empty: Ingresses without any class are its own too. */
  readonly ingressClass: string;
  readonly defaultTargetType: string;
  readonly defaultScheme: string;
  readonly defaultSslPolicy: string;
  readonly defaultTags: ReadonlyMap<string, string>;
  readonly externalManagedTags: readonly string[];
  readonly backendSecurityGroup: boolean;
  readonly manageBackendSecurityGroupRules: boolean;
  readonly toleratesMissingService: boolean;
  readonly toleratesMissingAction: boolean;
  readonly refusesClassAnnotation: boolean;
  readonly refusesGroupAnnotation: boolean;
  readonly allowedAuthorities: readonly string[];
  /** The ARN of the private authority of certificates that are made. Empty: they are public. */
  readonly defaultAuthority: string;
  readonly gates: {
    readonly ipTargets: boolean;
    readonly capacityReservation: boolean;
    readonly singleSubnet: boolean;
    readonly discoveryByReachability: boolean;
    readonly defaultTagsLowPriority: boolean;
    readonly certificateManagement: boolean;
  };
  /** What is in the AWS account. Absent: not known, and all that is named is taken to be there. */
  readonly account?: Account;
}

/** From the command line: the text of a flag by its name. */
export function settingsOf(flag: (name: string) => string | undefined, account?: Account): Settings {
  const text = (name: string, usual: string): string => flag(name) ?? usual;
  const boolean = (name: string, usual: boolean): boolean => goBoolean(flag(name)) ?? usual;
  const list = (name: string): readonly string[] => items(text(name, ''));
  const gates = pairs(list('feature-gates'));
  const gate = (name: string, usual: boolean): boolean => goBoolean(gates.get(name)) ?? usual;
  return {
    watchNamespace: text('watch-namespace', ''),
    ingressClass: text('ingress-class', 'alb'),
    defaultTargetType: text('default-target-type', 'instance'),
    defaultScheme: text('default-load-balancer-scheme', 'internal'),
    defaultSslPolicy: text('default-ssl-policy', 'ELBSecurityPolicy-2016-08'),
    defaultTags: pairs(list('default-tags')),
    externalManagedTags: list('external-managed-tags'),
    backendSecurityGroup: boolean('enable-backend-security-group', true),
    manageBackendSecurityGroupRules: boolean('enable-manage-backend-security-group-rules', false),
    toleratesMissingService: boolean('tolerate-non-existent-backend-service', true),
    toleratesMissingAction: boolean('tolerate-non-existent-backend-action', true),
    refusesClassAnnotation: boolean('disable-ingress-class-annotation', false),
    refusesGroupAnnotation: boolean('disable-ingress-group-name-annotation', false),
    allowedAuthorities: list('allowed-certificate-authority-arns'),
    defaultAuthority: text('default-pca-arn', ''),
    gates: {
      ipTargets: gate('EnableIPTargetType', true),
      capacityReservation: gate('LBCapacityReservation', true),
      singleSubnet: gate('ALBSingleSubnet', false),
      discoveryByReachability: gate('SubnetDiscoveryByReachability', true),
      defaultTagsLowPriority: gate('EnableDefaultTagsLowPriority', false),
      certificateManagement: gate('EnableCertificateManagement', false),
    },
    ...(account === undefined ? {} : { account }),
  };
}

const pairs = (texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts
      .filter((text) => text.includes('='))
      .map((text) => [text.slice(0, text.indexOf('=')).trim(), text.slice(text.indexOf('=') + 1).trim()]),
  );
