import type { KubeObject } from '../kinds/kube-object';
import type { ControllerInstance, ReadScope } from '../kinds/read-scope';
import { identity as awsLoadBalancer } from './aws-load-balancer/identity';
import { kinds as awsLoadBalancerKinds } from './aws-load-balancer/kinds';
import type { Dialect, Identity, ObjectCheck, RoutingKinds } from './dialect';
import { identity as gatewayApi } from './gateway-api/identity';
import { kindsOf as gatewayKinds } from './gateway-api/kinds';
import type { Profile } from './gateway-api/profile';
import { PROFILES } from './gateway-api/profiles/registry';
import type { ExtensionReader } from './gateway-api/read/own/extensions';
import { identity as haproxy } from './haproxy/identity';
import { kinds as haproxyKinds } from './haproxy/kinds';
import { identity as ingressNginx } from './ingress-nginx/identity';
import { identity as portable } from './portable/identity';
import { crd as traefikCrd, ingress as traefikIngress, nginx as traefikNginx } from './traefik/identity';
import { crdKinds as traefikCrdKinds, ingressKinds as traefikKinds } from './traefik/kinds';

/**
 * The dialects that read manifests. The list is separate from `registry.ts`, so that a tool that only reads loads neither rendering and
 * installation nor readers that it does not use.
 */
export interface Reader {
  readonly identity: Identity;
  /** Kinds that it reads, besides those of Kubernetes. */
  readonly kinds?: RoutingKinds;
  readonly load: () => NonNullable<Dialect['read']>;
  /** The findings that synth would report for the objects, beyond those of the routing table. */
  readonly loadCheck?: () => ObjectCheck;
  /** The controller instances that the objects show. Absent: at most one. */
  readonly loadInstances?: () => (objects: readonly KubeObject[], scope: ReadScope) => readonly ControllerInstance[];
}

/** Objects of other dialects that routes of a Gateway refer to. Loaded only when one is read. */
const EXTENSIONS: { readonly [kind: string]: ExtensionReader } = {
  'Middleware.traefik.io': (object, cluster, by) =>
    (require('./traefik/read/extensions') as typeof import('./traefik/read/extensions')).readMiddleware(object, cluster, by),
};

/** All implementations share one reader, which is loaded on first use. */
function gatewayReader(profile: Profile): Reader {
  const { name, title, version, controllers, className, workloads } = profile;
  const identity: Identity = {
    name: `${gatewayApi.name}/${name}`,
    title,
    version,
    gatewayControllers: controllers,
    ...(className === undefined ? {} : { gatewayClassName: className }),
    ...(workloads === undefined ? {} : { workloads }),
  };
  const load = () => (require('./gateway-api/read') as typeof import('./gateway-api/read')).readerOf(profile, EXTENSIONS);
  const loadInstances = () =>
    (require('./gateway-api/read/instances') as typeof import('./gateway-api/read/instances')).instancesOf(profile);
  return { identity, kinds: gatewayKinds(profile.own, Object.keys(traefikCrdKinds)), load, loadInstances };
}

/** In order; the last is for manifests that show no controller. */
export const READERS: readonly Reader[] = [
  {
    identity: ingressNginx,
    load: () => (require('./ingress-nginx/read') as typeof import('./ingress-nginx/read')).read,
    loadCheck: () => (require('./ingress-nginx/check/objects') as typeof import('./ingress-nginx/check/objects')).check,
    loadInstances: () => (require('./ingress-nginx/read/instances') as typeof import('./ingress-nginx/read/instances')).instancesOf,
  },
  ...PROFILES.map(gatewayReader),
  {
    identity: traefikIngress,
    kinds: traefikKinds,
    load: () => (require('./traefik/read') as typeof import('./traefik/read')).readIngress,
  },
  {
    identity: traefikCrd,
    kinds: traefikCrdKinds,
    load: () => (require('./traefik/read') as typeof import('./traefik/read')).readCrd,
  },
  { identity: traefikNginx, load: () => (require('./traefik/read') as typeof import('./traefik/read')).readNginx },
  {
    identity: awsLoadBalancer,
    kinds: awsLoadBalancerKinds,
    load: () => (require('./aws-load-balancer/read') as typeof import('./aws-load-balancer/read')).read,
    loadCheck: () => (require('./aws-load-balancer/check-objects') as typeof import('./aws-load-balancer/check-objects')).check,
  },
  {
    identity: haproxy,
    kinds: haproxyKinds,
    loadCheck: () => (require('./haproxy/check-objects') as typeof import('./haproxy/check-objects')).check,
    load: () => (require('./haproxy/read') as typeof import('./haproxy/read')).read,
  },
  { identity: portable, load: () => (require('./portable/read') as typeof import('./portable/read')).read },
];
