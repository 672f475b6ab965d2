import { ImagePullPolicy, type k8s } from 'cdk8s-plus-27';
import type { DefaultBackendOptions, WebhookCertManagerOptions, WebhookJobsOptions } from '../ingress-nginx-options';
import type { ImageOptions, RollingUpdateOptions } from '../install-options';
import { CHECKED_LATER, inWords, LIST, OBJECT, oneOf, type Shape, struct, TEXT } from './struct-shape';

/** Members of structs that factories of options take; the files of those import this one, so it knows only their types. */

export const PULL_POLICY = oneOf(ImagePullPolicy);

export const IMAGE: Shape<ImageOptions> = { repository: TEXT, tag: TEXT, digest: TEXT, pullPolicy: PULL_POLICY };

const AMOUNTS = inWords('a map such as { cpu: k8s.Quantity.fromString("100m") }', OBJECT);

export const RESOURCES: Shape<k8s.ResourceRequirements> = { claims: LIST, limits: AMOUNTS, requests: AMOUNTS };

export const ROLLING_UPDATE: Shape<RollingUpdateOptions> = { maxUnavailable: CHECKED_LATER, maxSurge: CHECKED_LATER };

export const DEFAULT_BACKEND: Shape<DefaultBackendOptions> = {
  image: struct(IMAGE),
  replicas: CHECKED_LATER,
  resources: struct(RESOURCES),
};

export const WEBHOOK_JOBS: Shape<WebhookJobsOptions> = { image: struct(IMAGE) };

export const WEBHOOK_CERT_MANAGER: Shape<WebhookCertManagerOptions> = { issuerName: TEXT, issuerKind: TEXT };
