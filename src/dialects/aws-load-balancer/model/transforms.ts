import type { GoType } from './go-json';
import { Refused, refuse } from './refused';

/**
 * What changes a request after it was routed, as an annotation `transforms.<service>` writes it and the load balancer gets it.
 * Sources: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/config_types.go (`Transform`), model_build_listener_rules.go
 * (`buildTransforms`).
 */
export interface Transform {
  readonly type: string;
  readonly hostHeaderRewriteConfig?: Rewrites;
  readonly urlRewriteConfig?: Rewrites;
}

interface Rewrites {
  readonly rewrites: readonly { readonly regex: string; readonly replace: string }[];
}

const REWRITES: GoType = { struct: { rewrites: { list: { struct: { regex: 'text', replace: 'text' } } } }, pointer: true };

export const TRANSFORMS: GoType = { list: { struct: { type: 'text', hostHeaderRewriteConfig: REWRITES, urlRewriteConfig: REWRITES } } };

/** The member that belongs to a type. */
const CONFIGS: { readonly [type: string]: 'hostHeaderRewriteConfig' | 'urlRewriteConfig' } = {
  'host-header-rewrite': 'hostHeaderRewriteConfig',
  'url-rewrite': 'urlRewriteConfig',
};

export function checkTransforms(transforms: readonly Transform[]): void {
  for (const transform of transforms) {
    const config = Object.hasOwn(CONFIGS, transform.type) ? CONFIGS[transform.type] : undefined;
    if (config === undefined) throw new Refused(`a transform has the unknown type "${transform.type}"`);
    if (transform[config] === undefined) refuse(`a transform has no ${config}`);
    if (transform[config]?.rewrites.length === 0) refuse(`${config} has no rewrites`);
  }
}

/** Without the members that belong to another type. */
export function builtTransforms(transforms: readonly Transform[]): readonly Transform[] {
  return transforms.map((transform) => {
    const config = CONFIGS[transform.type] as keyof Transform;
    return { type: transform.type, [config]: transform[config] };
  });
}
