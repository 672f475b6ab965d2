import { checkArgs } from '../../../installation/check-args';
import { checkInstallOptions, checkMember, checkNamespace } from '../../../installation/check-install-options';
import { isDnsSubdomain } from '../../../model/kubernetes-syntax';
import type { Code, Params } from '../findings';
import { FLAGS } from '../flags';
import type { IngressClassParams, Options } from '../public';
import { LONGEST_END } from './names';
import type { Plan } from './plan';

type Raise = <C extends Code>(code: C, params: Params<C>) => void;

/** Checks everything that the user said. */
export function check({ options, own, names }: Plan, raise: Raise): void {
  const { clusterName = '' } = own;
  if (clusterName === '') raise('aws-load-balancer/cluster-not-named', {});
  for (const option of ['service', 'internalService', 'hostPorts', 'defaultTlsSecret', 'workload'] as const)
    if (options[option] !== undefined && options[option] !== 'Deployment') raise('aws-load-balancer/option-not-used', { option });
  checkInstallOptions(
    options,
    {
      workload: 'Deployment',
      serviceType: '',
      hostPorts: false,
      longestEnd: LONGEST_END,
      ownLabels: Object.keys(names.labels()),
    },
    raise,
  );
  const level = options.namespaceLabels?.['pod-security.kubernetes.io/enforce'];
  if (level === 'restricted') raise('aws-load-balancer/pod-security-refuses', {});
  checkNamespace('watchNamespace', own.watchNamespace, raise);
  checkOwn(own, raise);
  checkArgs(own.extraArgs, FLAGS, raise);
  if (own.ingressClassParams !== undefined) checkParams(own.ingressClassParams, raise);
}

function checkOwn({ roleArn, vpcId, logLevel, group, webhookIssuer }: Options, raise: Raise): void {
  const malformed = (option: string, value: string, form: string): void => raise('controller/value-malformed', { option, value, form });
  if (roleArn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(roleArn))
    malformed('roleArn', roleArn, 'an ARN such as "arn:aws:iam::123456789012:role/load-balancers"');
  if (vpcId !== undefined && !/^vpc-[0-9a-f]+$/.test(vpcId)) malformed('vpcId', vpcId, 'an ID such as "vpc-0123456789abcdef0"');
  checkMember('logLevel', logLevel, { INFO: 'info', DEBUG: 'debug' }, raise);
  if (group !== undefined && !isGroupName(group)) malformed('group', group, GROUP_FORM);
  if (webhookIssuer === undefined) return;
  if (!isDnsSubdomain(webhookIssuer.name)) malformed('webhookIssuer.name', webhookIssuer.name, 'the name of an Issuer or ClusterIssuer');
  checkMember('webhookIssuer.kind', webhookIssuer.kind, { ISSUER: 'Issuer', CLUSTER_ISSUER: 'ClusterIssuer' }, raise);
}

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/group_loader.go. */
const isGroupName = (name: string): boolean => /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(name) && name.length <= 63;
const GROUP_FORM = 'at most 63 lower case letters, digits, "-" and ".", with a letter or digit at both ends';

/** What the CRD and the webhook refuse: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:webhooks/elbv2/ingressclassparams_validator.go. */
function checkParams(params: IngressClassParams, raise: Raise): void {
  const { scheme, ipAddressType, targetType, group, loadBalancerName, subnets } = params;
  const members = (option: string, value: string | undefined, values: readonly string[]): void =>
    checkMember(`ingressClassParams.${option}`, value, Object.fromEntries(values.map((one) => [one, one])), raise);
  members('scheme', scheme, ['internal', 'internet-facing']);
  members('ipAddressType', ipAddressType, ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']);
  members('targetType', targetType, ['instance', 'ip']);
  const malformed = (option: string, value: unknown, form: string): void =>
    raise('controller/value-malformed', { option: `ingressClassParams.${option}`, value, form });
  if (group !== undefined && !isGroupName(group)) malformed('group', group, GROUP_FORM);
  if (loadBalancerName !== undefined && loadBalancerName.length > 32)
    malformed('loadBalancerName', loadBalancerName, 'at most 32 characters');
  if (subnets !== undefined && (subnets.ids === undefined) === (subnets.tags === undefined))
    malformed('subnets', subnets, 'either ids or tags');
}
