import type { Dialect, Identity, RoutingKinds } from './dialect';
import { identity as haproxy } from './haproxy/identity';
import { identity as ingressNginx } from './ingress-nginx/identity';
import { identity as portable } from './portable/identity';

/**
 * The dialects that read manifests: apart from `registry.ts`, so that a tool that only reads loads neither what renders and installs nor the
 * readers that it does not choose.
 */
export interface Reader {
  readonly identity: Identity;
  /** Kinds that it reads besides those of Kubernetes. */
  readonly kinds?: RoutingKinds;
  readonly load: () => NonNullable<Dialect['read']>;
}

/** In order; the last is for manifests that show no mark of a controller. */
export const READERS: readonly Reader[] = [
  { identity: ingressNginx, load: () => (require('./ingress-nginx/read') as typeof import('./ingress-nginx/read')).read },
  { identity: haproxy, load: () => (require('./haproxy/read') as typeof import('./haproxy/read')).read },
  { identity: portable, load: () => (require('./portable/read') as typeof import('./portable/read')).read },
];
