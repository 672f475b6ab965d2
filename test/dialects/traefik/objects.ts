import type { KubeObject } from '../../../src/kinds/kube-object';

/** A Service with port 80, and its endpoints. */
export const service = ({ name, ready = true }: { readonly name: string; readonly ready?: boolean }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'List',
  metadata: { name },
  items: [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec: { ports: [{ port: 80 }] } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
      endpoints: [{ addresses: ['192.0.2.1'], conditions: { ready } }],
    },
  ],
});
