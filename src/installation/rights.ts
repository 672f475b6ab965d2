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

/** A ServiceAccount with its rights in the namespace and in the cluster; all objects have one name. */
export function rights(meta: ObjectMeta, rules: readonly Rule[], clusterMeta: ObjectMeta, clusterRules: readonly Rule[]): KubeObject[] {
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
