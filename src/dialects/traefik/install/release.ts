import type { Image } from '../../../installation/images';
import { identity } from '../identity';

/** What is installed: the image of the release that `identity` names. The chart pins no digest. */
export const IMAGE: Image = { registry: 'docker.io', repository: 'traefik', tag: `v${identity.version}` };

/** Ports of the container: traefik/traefik-helm-chart@v41.3.0:traefik/values.yaml. */
export const HTTP_PORT = 8000;
export const HTTPS_PORT = 8443;
/** Of health checks, and of the dashboard. */
export const TRAEFIK_PORT = 8080;
export const METRICS_PORT = 9100;
