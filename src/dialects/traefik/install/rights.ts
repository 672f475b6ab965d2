import type { Rule } from '../../../installation/rights';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan } from './plan';

const READ = ['get', 'list', 'watch'];
const INGRESS_GROUPS = ['extensions', 'networking.k8s.io'];

/** traefik/traefik-helm-chart@v41.3.0:traefik/templates/rbac/clusterrole.yaml; the account's token is mounted by the pods alone. */
const RULES: readonly Rule[] = [
  { apiGroups: [''], resources: ['configmaps', 'nodes', 'services'], verbs: READ },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
  { apiGroups: [''], resources: ['secrets'], verbs: READ },
  { apiGroups: INGRESS_GROUPS, resources: ['ingressclasses', 'ingresses'], verbs: READ },
  { apiGroups: INGRESS_GROUPS, resources: ['ingresses/status'], verbs: ['update'] },
  { apiGroups: [''], resources: ['namespaces'], verbs: ['list', 'watch'] },
  {
    apiGroups: ['traefik.io'],
    resources: [
      'ingressroutes',
      'ingressroutetcps',
      'ingressrouteudps',
      'middlewares',
      'middlewaretcps',
      'serverstransports',
      'serverstransporttcps',
      'tlsoptions',
      'tlsstores',
      'traefikservices',
    ],
    verbs: READ,
  },
];

const GROUP = 'rbac.authorization.k8s.io';

export function controllerRights({ names }: Plan): KubeObject[] {
  const { controller, namespace } = names;
  // Roles of the cluster are apart for each namespace that an installation of this name is in.
  const role = names.clusterMeta(`${controller}-${namespace}`);
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: names.meta(controller, 'controller'), automountServiceAccountToken: false },
    { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: role, rules: RULES },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: role,
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: role.name },
      subjects: [{ kind: 'ServiceAccount', name: controller, namespace }],
    },
  ];
}
