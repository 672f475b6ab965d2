import { type Rule, rule } from '../../../installation/rights';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan } from './plan';

const GROUP = 'rbac.authorization.k8s.io';

const READ = ['get', 'list', 'watch'];
const CHANGE = ['patch', 'update'];

/** What the controller may do in the cluster. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:config/rbac/role.yaml. */
const CLUSTER_RULES: readonly Rule[] = [
  rule('', ['configmaps'], ['create', 'delete', 'get', 'update']),
  rule('', ['endpoints', 'namespaces', 'nodes', 'pods'], READ),
  rule('', ['events'], ['create', 'patch']),
  rule('', ['pods/status', 'services/status'], CHANGE),
  rule('', ['services'], ['get', 'list', 'patch', 'update', 'watch']),
  rule('aga.k8s.aws', ['globalaccelerators'], ['get', 'list', 'patch', 'watch']),
  rule('aga.k8s.aws', ['globalaccelerators/finalizers', 'globalaccelerators/status'], CHANGE),
  rule('discovery.k8s.io', ['endpointslices'], READ),
  rule('elbv2.k8s.aws', ['albtargetcontrolconfigs'], ['get']),
  rule('elbv2.k8s.aws', ['ingressclassparams'], READ),
  rule('elbv2.k8s.aws', ['targetgroupbindings'], ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']),
  rule('elbv2.k8s.aws', ['targetgroupbindings/status'], CHANGE),
  { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses'], verbs: ['get', 'list', 'patch', 'update', 'watch'] },
  { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses/status'], verbs: CHANGE },
  ...gatewayRules(),
  rule('networking.k8s.io', ['ingressclasses'], READ),
];

/** The controller serves Gateway API too, where its CRDs are. */
function gatewayRules(): readonly Rule[] {
  const own = ['listenerruleconfigurations', 'loadbalancerconfigurations', 'targetgroupconfigurations'];
  const routes = ['grpcroutes', 'httproutes', 'listenersets', 'tcproutes', 'tlsroutes', 'udproutes'];
  const part = (names: readonly string[], name: string): readonly string[] => names.map((one) => `${one}/${name}`);
  return [
    rule('gateway.k8s.aws', own, ['get', 'list', 'patch', 'watch']),
    rule('gateway.k8s.aws', part(own, 'finalizers'), CHANGE),
    rule('gateway.k8s.aws', part(own, 'status'), ['get', ...CHANGE]),
    rule('gateway.networking.k8s.io', ['gatewayclasses', 'gateways', 'referencegrants'], ['get', 'list', 'patch', 'watch']),
    rule('gateway.networking.k8s.io', part(['gatewayclasses', 'gateways'], 'finalizers'), CHANGE),
    rule('gateway.networking.k8s.io', part(['gatewayclasses', 'gateways', ...routes], 'status'), ['get', ...CHANGE]),
    rule('gateway.networking.k8s.io', routes, READ),
    rule('gateway.networking.k8s.io', part(routes, 'finalizers'), ['update']),
  ];
}

const electionRules = (name: string): readonly Rule[] => [
  rule('', ['configmaps'], ['create']),
  rule('', ['configmaps'], ['get', 'patch', 'update'], [name]),
  rule('coordination.k8s.io', ['leases'], ['create']),
  rule('coordination.k8s.io', ['leases'], ['get', 'update', 'patch'], [name]),
];

/** The controller's account and its rights in the cluster. Its rights in AWS are those of the role. */
export function rights({ names, own, options }: Plan): KubeObject[] {
  const { controller, namespace } = names;
  const apiVersion = `${GROUP}/v1`;
  const subjects = [{ kind: 'ServiceAccount', name: controller, namespace }];
  const roleRef = (kind: string, name: string) => ({ apiGroup: GROUP, kind, name });
  const annotations = own.roleArn === undefined ? {} : { annotations: { 'eks.amazonaws.com/role-arn': own.roleArn } };
  const secrets = options.imagePullSecrets ?? [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...names.meta(controller, 'controller'), ...annotations },
      automountServiceAccountToken: true,
      ...(secrets.length === 0 ? {} : { imagePullSecrets: secrets.map((name) => ({ name })) }),
    },
    { apiVersion, kind: 'ClusterRole', metadata: names.clusterMeta(names.role), rules: CLUSTER_RULES },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: names.clusterMeta(names.roleBinding),
      roleRef: roleRef('ClusterRole', names.role),
      subjects,
    },
    { apiVersion, kind: 'Role', metadata: names.meta(names.electionRole, 'controller'), rules: electionRules(names.election) },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: names.meta(names.electionRoleBinding, 'controller'),
      roleRef: roleRef('Role', names.electionRole),
      subjects,
    },
  ];
}
