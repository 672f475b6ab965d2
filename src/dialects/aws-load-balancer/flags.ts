import type { Flags } from '../../installation/check-args';

/** Flags that an option sets. Source of all flags: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:docs/deploy/configurations.md. */
const FLAGS_OF_OPTIONS: { readonly [flag: string]: string } = {
  'cluster-name': 'clusterName',
  'ingress-class': 'ingressClassName',
  'aws-region': 'region',
  'aws-vpc-id': 'vpcId',
  'log-level': 'logLevel',
  'watch-namespace': 'watchNamespace',
  'default-tags': 'defaultTags',
  'feature-gates': 'featureGates',
};

/** Flags that change ports or files which objects of the installation name, so that they cannot be set alone. */
const FLAGS_OF_PORTS: ReadonlySet<string> = new Set([
  'health-probe-bind-addr',
  'metrics-bind-addr',
  'webhook-bind-port',
  'webhook-cert-dir',
  'webhook-cert-file',
  'webhook-key-file',
]);

/**
 * Flags that are on or off: they alone need no value.
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/config (`BoolVar`), pkg/inject/config.go.
 */
export const SWITCHES: ReadonlySet<string> = new Set([
  'disable-ingress-class-annotation',
  'disable-ingress-group-name-annotation',
  'disable-restricted-sg-rules',
  'enable-backend-security-group',
  'enable-endpoint-slices',
  'enable-leader-election',
  'enable-manage-backend-security-group-rules',
  'enable-pod-readiness-gate-inject',
  'enable-shield',
  'enable-waf',
  'enable-wafv2',
  'tolerate-non-existent-backend-action',
  'tolerate-non-existent-backend-service',
]);

/** Every other flag, with a value. */
const OTHER_FLAGS = [
  'alb-gateway-max-concurrent-reconciles',
  'allowed-certificate-authority-arns',
  'aws-api-endpoints',
  'aws-api-throttle',
  'aws-max-retries',
  'aws-vpc-tag-key',
  'aws-vpc-tags',
  'backend-security-group',
  'default-load-balancer-scheme',
  'default-pca-arn',
  'default-ssl-policy',
  'default-target-type',
  'external-managed-tags',
  'globalaccelerator-max-concurrent-reconciles',
  'globalaccelerator-max-exponential-backoff-delay',
  'ingress-max-concurrent-reconciles',
  'kube-ca-pem-filepath',
  'kubeconfig',
  'lb-stabilization-monitor-interval',
  'leader-election-id',
  'leader-election-namespace',
  'load-balancer-class',
  'max-targets-per-target-group',
  'nlb-gateway-max-concurrent-reconciles',
  'service-max-concurrent-reconciles',
  'service-target-eni-security-group-tags',
  'sync-period',
  'targetgroupbinding-max-concurrent-reconciles',
  'targetgroupbinding-max-exponential-backoff-delay',
  'targetgroupbinding-requeue-duration',
];

export const FLAGS: Flags = {
  ofOptions: FLAGS_OF_OPTIONS,
  ofPorts: FLAGS_OF_PORTS,
  known: new Set([...Object.keys(FLAGS_OF_OPTIONS), ...FLAGS_OF_PORTS, ...SWITCHES, ...OTHER_FLAGS]),
};

/** Flags whose values add up if they are given several times. Source: the same (`StringSliceVar`, `StringToStringVar`, `Var`). */
export const LISTS: ReadonlySet<string> = new Set([
  'allowed-certificate-authority-arns',
  'default-tags',
  'external-managed-tags',
  'feature-gates',
]);
