import { clusterRights, type Rule, rule } from '../../../installation/rights';
import type { KubeObject } from '../../../kinds/kube-object';
import { identity } from '../identity';
import type { Plan } from './plan';

const READ = ['get', 'list', 'watch'];
const UPDATE = [...READ, 'update'];

const inGroups = (apiGroups: readonly string[], resources: readonly string[], verbs: readonly string[]): Rule => ({
  apiGroups,
  resources,
  verbs,
});

/** haproxytech/kubernetes-ingress@v3.2.11:deploy/haproxy-ingress.yaml. */
const RULES: readonly Rule[] = [
  rule('', ['configmaps', 'endpoints', 'nodes', 'pods', 'services', 'namespaces', 'events', 'serviceaccounts'], READ),
  inGroups(['extensions', 'networking.k8s.io'], ['ingresses', 'ingresses/status', 'ingressclasses'], READ),
  inGroups(['extensions', 'networking.k8s.io'], ['ingresses/status'], ['update']),
  rule('', ['secrets'], [...READ, 'create', 'patch', 'update']),
  rule('ingress.v1.haproxy.org', ['*'], UPDATE),
  rule('ingress.v3.haproxy.org', ['*'], UPDATE),
  rule('discovery.k8s.io', ['endpointslices'], READ),
  rule('apiextensions.k8s.io', ['customresourcedefinitions'], UPDATE),
  rule('apps', ['replicasets', 'deployments', 'daemonsets'], ['get', 'list']),
];

/** The controller's account and its rights. */
export const controllerRights = ({ names }: Plan): KubeObject[] =>
  clusterRights(names.meta(names.prefix, 'controller'), names.clusterMeta(names.prefix), RULES);

/** `spec.controller` of the class: the controller takes only a class that is named like its flag. */
export const controllerValue = ({ ingressClassName }: Plan): string =>
  `${identity.ingressClassController.replace(/\/[^/]+$/, '')}/${ingressClassName}`;
