import type { Image } from '../../../installation/images';
import { identity } from '../identity';

/** haproxytech/kubernetes-ingress@v3.2.11:deploy/haproxy-ingress.yaml. It names no tag, and the project publishes no digest. */
export const CONTROLLER_IMAGE: Image = { registry: 'docker.io', repository: 'haproxytech/kubernetes-ingress', tag: identity.version };

export const HTTP_PORT = 8080;
export const HTTPS_PORT = 8443;
/** Port of the statistics page, which has the metrics under /metrics. */
export const STATISTICS_PORT = 1024;
export const HEALTH_PORT = 1042;

/** What the container requests, and may use at most. */
export const RESOURCES = { requests: { memory: '2048Mi' }, limits: { memory: '2560Mi' } };
