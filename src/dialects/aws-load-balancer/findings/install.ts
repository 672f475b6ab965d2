import { quote, row } from '../../../findings/catalogue/row';

/** Causes that lie in the installation of the AWS Load Balancer Controller. */
export const INSTALL_FINDINGS = {
  'aws-load-balancer/cluster-not-named': row<Record<string, never>>('error', 'The controller needs the name of its cluster.', () => ({
    what: 'clusterName is missing',
    why: 'the controller does not start without it: it finds subnets and its own resources in AWS by tags with this name',
    fix: 'add clusterName to ControllerKind.awsLoadBalancer({ ... })',
  })),
  'aws-load-balancer/option-not-used': row<{ option: string }>(
    'error',
    'An install option has no effect, because clients never connect to the controller.',
    ({ option }) => ({
      what: `${quote(option)} would have no effect with the AWS Load Balancer Controller`,
      why: 'an AWS load balancer sends requests to the pods of applications; the controller only configures it',
      fix: 'leave it out',
    }),
  ),
  'aws-load-balancer/pod-security-refuses': row<Record<string, never>>(
    'error',
    'The Namespace of the installation would not admit its pods.',
    () => ({
      what: 'namespaceLabels enforce Pod Security level "restricted", which does not admit the pods of the controller',
      why: 'their container keeps its capabilities and names no seccomp profile, as in the chart of the project',
      fix: 'use level "baseline" for the namespace of the controller',
    }),
  ),
} as const;
