import { ImagePullPolicy, type k8s } from 'cdk8s-plus-27';
import { inWords, LIST, OBJECT, oneOf, type Shape, TEXT } from '../input/struct-shape';
import type { ImageOptions } from './install-options';

/** Members of structs that factories of options take; the files of those import this one, so it knows only their types. */

export const PULL_POLICY = oneOf(ImagePullPolicy);

export const IMAGE: Shape<ImageOptions> = { repository: TEXT, tag: TEXT, digest: TEXT, pullPolicy: PULL_POLICY };

const AMOUNTS = inWords('a map such as { cpu: k8s.Quantity.fromString("100m") }', OBJECT);

export const RESOURCES: Shape<k8s.ResourceRequirements> = { claims: LIST, limits: AMOUNTS, requests: AMOUNTS };
