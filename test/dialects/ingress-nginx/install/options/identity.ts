import { type Case, CONTAINER, DEPLOYMENT, LABELS, SERVICE, WEBHOOK } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'namespace puts everything there',
    options: { namespace: 'edge' },
    differences: [
      '~ ClusterRoleBinding ingress-nginx subjects[ingress-nginx].namespace: "edge"',
      '~ ClusterRoleBinding ingress-nginx-admission subjects[ingress-nginx-admission].namespace: "edge"',
      '~ ConfigMap ingress-nginx-controller metadata.namespace: "edge"',
      `~ ${DEPLOYMENT} metadata.namespace: "edge"`,
      '~ Job ingress-nginx-admission-create metadata.namespace: "edge"',
      '~ Job ingress-nginx-admission-patch metadata.namespace: "edge"',
      '+ Namespace edge',
      '- Namespace ingress-nginx',
      '~ Role ingress-nginx metadata.namespace: "edge"',
      '~ Role ingress-nginx-admission metadata.namespace: "edge"',
      '~ RoleBinding ingress-nginx metadata.namespace: "edge"',
      '~ RoleBinding ingress-nginx subjects[ingress-nginx].namespace: "edge"',
      '~ RoleBinding ingress-nginx-admission metadata.namespace: "edge"',
      '~ RoleBinding ingress-nginx-admission subjects[ingress-nginx-admission].namespace: "edge"',
      `~ ${SERVICE} metadata.namespace: "edge"`,
      '~ Service ingress-nginx-controller-admission metadata.namespace: "edge"',
      '~ ServiceAccount ingress-nginx metadata.namespace: "edge"',
      '~ ServiceAccount ingress-nginx-admission metadata.namespace: "edge"',
      `~ ${WEBHOOK}.clientConfig.service.namespace: "edge"`,
    ],
    added: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { labels: { 'app.kubernetes.io/instance': 'ingress-nginx', 'app.kubernetes.io/name': 'ingress-nginx' }, name: 'edge' },
      },
    ],
  },
  {
    option: 'createNamespace: false leaves the Namespace to somebody else',
    options: { createNamespace: false },
    differences: ['- Namespace ingress-nginx'],
  },
  {
    option: 'namespaceLabels go to the Namespace',
    options: { namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    differences: ['+ Namespace ingress-nginx metadata.labels.pod-security.kubernetes.io/enforce: "restricted"'],
  },
  {
    option: 'ingressClassName names the class',
    options: { ingressClassName: 'internal' },
    differences: [
      `+ ${CONTAINER}.args[--ingress-class=internal]`,
      `- ${CONTAINER}.args[--ingress-class=nginx]`,
      '+ IngressClass internal',
      '- IngressClass nginx',
    ],
    added: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { labels: LABELS.controller, name: 'internal' },
        spec: { controller: 'k8s.io/ingress-nginx' },
      },
    ],
  },
  {
    option: 'defaultIngressClass marks the class',
    options: { defaultIngressClass: true },
    differences: ['+ IngressClass nginx metadata.annotations.ingressclass.kubernetes.io/is-default-class: "true"'],
  },
];
