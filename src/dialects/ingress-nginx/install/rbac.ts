import { type Rule, rights, rule } from '../../../installation/rights';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan } from './plan';

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
