import type { KubeObject, ObjectMeta } from '../kinds/kube-object';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

/** A rule of a role. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

export const rule = (
  apiGroup: string,
  resources: readonly string[],
  verbs: readonly string[],
  resourceNames?: readonly string[],
): Rule => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
  ...(resourceNames && { resourceNames }),
});

export function serviceAccount(metadata: ObjectMeta): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: true };
}

const role = (kind: 'Role' | 'ClusterRole', metadata: ObjectMeta, rules: readonly Rule[]): KubeObject => ({
  apiVersion: API,
  kind,
  metadata,
  rules,
});

const binding = (kind: 'Role' | 'ClusterRole', metadata: ObjectMeta, { name, namespace }: ObjectMeta): KubeObject => ({
  apiVersion: API,
  kind: `${kind}Binding`,
  metadata,
  roleRef: { apiGroup: GROUP, kind, name },
  subjects: [{ kind: 'ServiceAccount', name, namespace }],
});

/** A ServiceAccount with its rights in the namespace and in the cluster; all objects have one name. */
export const rights = (meta: ObjectMeta, rules: readonly Rule[], clusterMeta: ObjectMeta, clusterRules: readonly Rule[]): KubeObject[] => [
  serviceAccount(meta),
  role('Role', meta, rules),
  role('ClusterRole', clusterMeta, clusterRules),
  binding('Role', meta, meta),
  binding('ClusterRole', clusterMeta, meta),
];

/** A ServiceAccount with its rights in the cluster. */
export const clusterRights = (meta: ObjectMeta, clusterMeta: ObjectMeta, rules: readonly Rule[]): KubeObject[] => [
  serviceAccount(meta),
  role('ClusterRole', clusterMeta, rules),
  binding('ClusterRole', clusterMeta, meta),
];
