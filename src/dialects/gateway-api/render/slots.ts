import type { ObjectSlot } from '../../../output/object-slot';

/** Every kind of object that routes are rendered into, by its API. */
const API_VERSIONS = {
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  TLSRoute: 'gateway.networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  // v1 is served since Gateway API v1.5 only, v1beta1 by every version.
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  BackendTLSPolicy: 'gateway.networking.k8s.io/v1',
  Backend: 'gateway.envoyproxy.io/v1alpha1',
  BackendTrafficPolicy: 'gateway.envoyproxy.io/v1alpha1',
  ClientTrafficPolicy: 'gateway.envoyproxy.io/v1alpha1',
  HTTPRouteFilter: 'gateway.envoyproxy.io/v1alpha1',
  SecurityPolicy: 'gateway.envoyproxy.io/v1alpha1',
} as const;

export type GatewayKind = keyof typeof API_VERSIONS;

export const apiOf = (kind: GatewayKind): { readonly apiVersion: string; readonly kind: string } => ({
  apiVersion: API_VERSIONS[kind],
  kind,
});

export const groupOf = (kind: GatewayKind): string => API_VERSIONS[kind].replace(/\/.*$/, '');

export const slot = (kind: GatewayKind, key: string, suffix: string, more: Partial<ObjectSlot> = {}): ObjectSlot => ({
  ...apiOf(kind),
  key: `${kind} ${key}`,
  main: false,
  suffix,
  fields: ['spec'],
  ...more,
});

/** The Gateway follows from the routes of all constructs. */
export const GATEWAY = slot('Gateway', '', 'gateway', { owner: 'controller', main: true });

/** Lets HTTPRoutes of the construct refer to Services of a namespace. */
export const serviceGrant = (namespace: string, own: string): ObjectSlot =>
  slot('ReferenceGrant', `services of ${namespace}`, `to-${namespace}-from-${own}`, { namespace });

/** Lets a Gateway of another namespace refer to the certificates of the construct. */
export const certificateGrant = (gatewayNamespace: string): ObjectSlot =>
  slot('ReferenceGrant', 'certificates', `certificates-to-${gatewayNamespace}`);
