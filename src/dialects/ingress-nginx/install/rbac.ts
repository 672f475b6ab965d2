import type { KubeObject } from '../../dialect';
import { account, serviceAccount } from './names';
import type { Plan } from './plan';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[], resourceNames?: readonly string[]): Rule => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
  ...(resourceNames && { resourceNames }),
});

const READ = ['get', 'list', 'watch'];

/** What the controller may do in its own namespace. */
const roleRules = (leaseName: string): Rule[] => [
  rule('', ['namespaces'], ['get']),
  rule('', ['configmaps', 'pods', 'secrets', 'endpoints'], READ),
  rule('', ['services'], READ),
  rule('networking.k8s.io', ['ingresses'], READ),
  rule('networking.k8s.io', ['ingresses/status'], ['update']),
  rule('networking.k8s.io', ['ingressclasses'], READ),
  rule('coordination.k8s.io', ['leases'], ['get', 'update'], [leaseName]),
  rule('coordination.k8s.io', ['leases'], ['create']),
  rule('', ['events'], ['create', 'patch']),
  rule('discovery.k8s.io', ['endpointslices'], ['list', 'watch', 'get']),
];

/** What the controller may do in the cluster. With one namespace to watch, it need not list the namespaces. */
const clusterRoleRules = (watchNamespace: string | undefined): Rule[] => [
  rule(
    '',
    ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', ...(watchNamespace === undefined ? ['namespaces'] : [])],
    ['list', 'watch'],
  ),
  rule('coordination.k8s.io', ['leases'], ['list', 'watch']),
  ...(watchNamespace === undefined ? [] : [rule('', ['namespaces'], ['get'], [watchNamespace])]),
  rule('', ['nodes'], ['get']),
  rule('', ['services'], READ),
  rule('networking.k8s.io', ['ingresses'], READ),
  rule('', ['events'], ['create', 'patch']),
  rule('networking.k8s.io', ['ingresses/status'], ['update']),
  rule('networking.k8s.io', ['ingressclasses'], READ),
  rule('discovery.k8s.io', ['endpointslices'], ['list', 'watch', 'get']),
];

/** The controller's account and its rights. */
export function controllerRights({ names, own }: Plan): KubeObject[] {
  const { prefix } = names;
  const meta = names.meta(prefix, 'controller');
  const clusterMeta = names.clusterMeta(prefix);
  const subjects = [account(prefix, names.namespace)];
  return [
    serviceAccount(meta),
    { apiVersion: API, kind: 'Role', metadata: meta, rules: roleRules(names.election) },
    { apiVersion: API, kind: 'ClusterRole', metadata: clusterMeta, rules: clusterRoleRules(own.watchNamespace) },
    { apiVersion: API, kind: 'RoleBinding', metadata: meta, roleRef: { apiGroup: GROUP, kind: 'Role', name: prefix }, subjects },
    {
      apiVersion: API,
      kind: 'ClusterRoleBinding',
      metadata: clusterMeta,
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: prefix },
      subjects,
    },
  ];
}

/** The account of the Jobs that make the certificate of the webhook, and its rights. */
export function jobsRights({ names }: Plan): KubeObject[] {
  const { admission } = names;
  const meta = names.meta(admission, 'admission-webhook');
  const clusterMeta = names.clusterMeta(admission, 'admission-webhook');
  const subjects = [account(admission, names.namespace)];
  const configurations = rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['get', 'update']);
  return [
    serviceAccount(meta),
    { apiVersion: API, kind: 'Role', metadata: meta, rules: [rule('', ['secrets'], ['get', 'create'])] },
    { apiVersion: API, kind: 'ClusterRole', metadata: clusterMeta, rules: [configurations] },
    { apiVersion: API, kind: 'RoleBinding', metadata: meta, roleRef: { apiGroup: GROUP, kind: 'Role', name: admission }, subjects },
    {
      apiVersion: API,
      kind: 'ClusterRoleBinding',
      metadata: clusterMeta,
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: admission },
      subjects,
    },
  ];
}
