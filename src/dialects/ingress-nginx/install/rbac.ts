import type { KubeObject, ObjectMeta } from '../../../kinds/kube-object';
import { serviceAccount } from './names';
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
  return rights(
    names.meta(prefix, 'controller'),
    roleRules(names.election),
    names.clusterMeta(prefix),
    clusterRoleRules(own.watchNamespace),
  );
}

/** The account of the Jobs that make the certificate of the webhook, and its rights. */
export function jobsRights({ names }: Plan): KubeObject[] {
  const { admission } = names;
  return rights(
    names.meta(admission, 'admission-webhook'),
    [rule('', ['secrets'], ['get', 'create'])],
    names.clusterMeta(admission, 'admission-webhook'),
    [rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['get', 'update'])],
  );
}

/** An account, what it may do in its namespace, and what it may do in the cluster, all of one name. */
function rights(meta: ObjectMeta, rules: readonly Rule[], clusterMeta: ObjectMeta, clusterRules: readonly Rule[]): KubeObject[] {
  const { name, namespace } = meta;
  const binding = (kind: string) => ({
    roleRef: { apiGroup: GROUP, kind, name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  return [
    serviceAccount(meta),
    { apiVersion: API, kind: 'Role', metadata: meta, rules },
    { apiVersion: API, kind: 'ClusterRole', metadata: clusterMeta, rules: clusterRules },
    { apiVersion: API, kind: 'RoleBinding', metadata: meta, ...binding('Role') },
    { apiVersion: API, kind: 'ClusterRoleBinding', metadata: clusterMeta, ...binding('ClusterRole') },
  ];
}
