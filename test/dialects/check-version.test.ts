import { buildTable } from '../../src/dialects/build-table';
import type { KubeObject } from '../../src/kinds/kube-object';

const running = (image: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'controller', namespace: 'edge' },
  spec: { template: { spec: { containers: [{ image, args: [] }] } } },
});

const found = (controller: string, image: string): readonly string[] =>
  buildTable([running(image)], { controller })
    .check(() => '')
    .filter(({ code }) => code === 'manifest/other-version')
    .map(({ what }) => what);

test.each([
  ['ingress-nginx', 'registry.k8s.io/ingress-nginx/controller:v1.15.1', 'registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:0'],
  ['haproxy', 'haproxytech/kubernetes-ingress:3.2.11', 'haproxytech/kubernetes-ingress:3.1.0'],
  [
    'aws-load-balancer',
    'public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0',
    'public.ecr.aws/eks/aws-load-balancer-controller:v2.13.1',
  ],
  ['traefik/ingress', 'traefik:v3.7.13', 'docker.io/traefik:v3.6.2'],
  ['traefik/crd', 'docker.io/traefik/traefik:v3.7.13', 'traefik:3.7.12'],
  ['traefik/nginx', 'docker.io/traefik:v3.7.13', 'docker.io/traefik:v3.6.2'],
  ['gateway-api/envoy-gateway', 'docker.io/envoyproxy/gateway:v1.9.1', 'docker.io/envoyproxy/gateway:v1.8.0'],
  ['gateway-api/istio', 'docker.io/istio/pilot:1.31.2', 'docker.io/istio/pilot:1.30.0'],
  ['gateway-api/traefik', 'docker.io/traefik:v3.7.13', 'docker.io/traefik:v3.5.0'],
  ['gateway-api/contour', 'ghcr.io/projectcontour/contour:v1.33.8', 'ghcr.io/projectcontour/contour:v1.30.0'],
])('%s: %s is known, %s is another version', (controller, known, other) => {
  expect(found(controller, known)).toEqual([]);
  expect(found(controller, other)).toEqual([expect.stringContaining(`a workload runs the image "${other}"; the answers are those of `)]);
  expect(found(controller, other.replace(/:.*/, ':latest'))).toEqual([]);
  expect(found(controller, 'example.com/other:v1.0.0')).toEqual([]);
});
