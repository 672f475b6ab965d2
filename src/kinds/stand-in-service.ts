import type { KubeObject } from './kube-object';

/**
 * Whether a Service stands for no pods: headless, and without a selector. Routes that a controller answers by itself have one where it knows no path
 * without a Service. Nobody means such a Service as the backend of another route.
 */
export function isStandIn({ kind, spec }: KubeObject): boolean {
  const { clusterIP, selector, type } = (spec ?? {}) as { clusterIP?: unknown; selector?: unknown; type?: unknown };
  return kind === 'Service' && clusterIP === 'None' && selector === undefined && type !== 'ExternalName';
}
