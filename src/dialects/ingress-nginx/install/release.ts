import type { Image } from '../../../installation/images';
import { identity } from '../identity';

/**
 * The images of the release that `identity` names.
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:deploy/static/provider/cloud/deploy.yaml and charts/ingress-nginx/values.yaml.
 */
const REGISTRY = 'registry.k8s.io';

export const CONTROLLER_IMAGE: Image = {
  registry: REGISTRY,
  repository: 'ingress-nginx/controller',
  tag: `v${identity.version}`,
  digest: 'sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1',
};

export const CERTGEN_IMAGE: Image = {
  registry: REGISTRY,
  repository: 'ingress-nginx/kube-webhook-certgen',
  tag: 'v1.6.9',
  digest: 'sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd',
};

/** The chart has only the tag; this is the digest of the tag. */
export const DEFAULT_BACKEND_IMAGE: Image = {
  registry: REGISTRY,
  repository: 'defaultbackend-amd64',
  tag: '1.5',
  // Other projects pin the same tag to this digest, such as scality/metalk8s:buildchain/buildchain/versions.py.
  digest: 'sha256:4dc5e07c8ca4e23bddb3153737d7b8c556e5fb2f29c4558b7cd6e6df99c512c7',
};

/** Port of the health checks and of the metrics. */
export const HEALTH_PORT = 10254;

export const WEBHOOK_PORT = 8443;

export const DEFAULT_BACKEND_PORT = 8080;

/**
 * Ports that the controller itself uses and therefore refuses for TCP and UDP services: HTTP, HTTPS, the proxy for TLS passthrough,
 * health, the default server, the profiler, status and streams.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (getStreamServices), pkg/flags/flags.go.
 */
export const RESERVED_PORTS: { readonly [port: number]: string } = {
  80: 'HTTP',
  443: 'HTTPS',
  442: 'TLS passthrough',
  10254: 'health checks',
  8181: 'its default server',
  10245: 'its profiler',
  10246: 'its status',
  10247: 'its stream configuration',
};
