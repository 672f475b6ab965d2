/** Kinds in no namespace, of those that are read. The API server drops a namespace that is given nevertheless. */
export const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'GatewayClass',
  'IngressClass',
  'IngressClassParams',
  'Namespace',
]);
