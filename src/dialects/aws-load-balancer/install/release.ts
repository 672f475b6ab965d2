import type { Image } from '../../../installation/images';
import { identity } from '../identity';

/**
 * The image of the release. No digest of it is published in the repository, so it is named by its tag
 * (kubernetes-sigs/aws-load-balancer-controller@v3.5.0:helm/aws-load-balancer-controller/values.yaml).
 */
export const CONTROLLER_IMAGE: Image = {
  registry: 'public.ecr.aws',
  repository: 'eks/aws-load-balancer-controller',
  tag: `v${identity.version}`,
};

export const WEBHOOK_PORT = 9443;
export const METRICS_PORT = 8080;
export const HEALTH_PORT = 61779;
