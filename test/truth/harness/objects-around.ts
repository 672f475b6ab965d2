import { DEFAULT_NAMESPACE } from '../../../src/kinds/ingress-view';
import type { KubeObject } from '../../../src/kinds/kube-object';

// What stood around the cases of every controller.

export const ingressClass = (name: string, controller: string): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});

/** Those of the objects, and one that cases name in references. */
export const namespacesOf = (applied: readonly KubeObject[]): readonly string[] => [
  ...new Set([...applied.map(({ metadata }) => metadata.namespace ?? DEFAULT_NAMESPACE), 'other']),
];

const CERTIFICATES: { readonly [secretName: string]: readonly string[] } = {
  'truth-tls': [
    'example.com',
    '*.example.com',
    '*.a.example.com',
    'example.org',
    '*.example.org',
    'www.example.org',
    'foo.test',
    '*.foo.test',
    'bar.test',
    '*.bar.test',
  ],
  'other-tls': ['unrelated.invalid'],
};

/** Secrets with a key pair and no authority. The Certificate says the hosts, as the pair itself does not stand here. */
export const certificates = (namespace: string): readonly KubeObject[] =>
  Object.entries(CERTIFICATES).flatMap(([secretName, dnsNames]) => [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName, namespace }, stringData: { 'tls.crt': '', 'tls.key': '' } },
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: secretName, namespace }, spec: { secretName, dnsNames } },
  ]);
