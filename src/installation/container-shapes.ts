import type { ImagePullPolicy, k8s } from 'cdk8s-plus-27';
import { inWords, type Kind, LIST, OBJECT, type Optional, oneOf, type Shape, TEXT } from '../input/struct-shape';
import type { ImageOptions } from './image-options';

/**
 * Shapes of structs that factories of options take. The files of these factories import this one, so this file imports only their
 * types.
 */

/**
 * Copied members of the enum: importing it would load cdk8s-plus-27, which takes longer than the rest of the library. The compiler
 * checks the copy.
 */
const PULL_POLICIES: { readonly [P in keyof typeof ImagePullPolicy]: `${(typeof ImagePullPolicy)[P]}` } = {
  ALWAYS: 'Always',
  IF_NOT_PRESENT: 'IfNotPresent',
  NEVER: 'Never',
};

export const PULL_POLICY = oneOf(PULL_POLICIES) as Kind<ImagePullPolicy> & Optional;

export const IMAGE: Shape<ImageOptions> = { repository: TEXT, tag: TEXT, digest: TEXT, pullPolicy: PULL_POLICY };

const AMOUNTS = inWords('a map such as { cpu: k8s.Quantity.fromString("100m") }', OBJECT);

export const RESOURCES: Shape<k8s.ResourceRequirements> = { claims: LIST, limits: AMOUNTS, requests: AMOUNTS };
