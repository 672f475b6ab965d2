import type { KubeObject, ObjectMeta } from '../kinds/kube-object';

const GROUP = 'rbac.authorization.k8s.io';
const API = `${GROUP}/v1`;

/** What a role allows. */
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

/** An account, what it may do in its namespace, and what it may do in the cluster, all of one name. */
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
