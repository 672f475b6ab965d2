/**
 * A kind of objects that an implementation has of its own, and that says something about requests. What no reader in `read/own/` understands
 * makes an answer undecided wherever such an object may have a say in it.
 */
export interface OwnKind {
  readonly kind: string;
  readonly group: string;
  /**
   * `targets`: `spec.targetRefs` name routes, listeners and Gateways. `filter`: a filter `ExtensionRef` of a rule names it. `everywhere`: it
   * may concern every request.
   */
  readonly holds: 'targets' | 'filter' | 'everywhere';
  /** Whether it can keep somebody out, or change which answer a client gets. If not, it only adds effects. */
  readonly decides: boolean;
  /** Members of `spec` without which it decides nothing. Absent: it always may. */
  readonly onlyWith?: readonly string[];
  /** The one name that counts. Absent: any. */
  readonly onlyNamed?: string;
  /** Set where it is not known whether the implementation has the kind. */
  readonly unread?: true;
}

const kindsOf = (group: string, holds: OwnKind['holds'], decides: boolean, ...kinds: readonly string[]): readonly OwnKind[] =>
  kinds.map((kind) => ({ kind, group, holds, decides }));

/** envoyproxy/gateway@v1.9.1:api/v1alpha1. */
export const ENVOY_GATEWAY_KINDS: readonly OwnKind[] = [
  ...kindsOf('gateway.envoyproxy.io', 'targets', true, 'SecurityPolicy', 'EnvoyExtensionPolicy', 'EnvoyPatchPolicy'),
  ...kindsOf('gateway.envoyproxy.io', 'targets', true, 'BackendTrafficPolicy', 'ClientTrafficPolicy'),
  ...kindsOf('gateway.envoyproxy.io', 'filter', true, 'HTTPRouteFilter'),
];

/** istio/istio@eed52ebb66ad:manifests/charts/base/files/crd-all.gen.yaml. They may also select pods, or hold for a whole namespace. */
export const ISTIO_KINDS: readonly OwnKind[] = [
  ...kindsOf('security.istio.io', 'everywhere', true, 'AuthorizationPolicy', 'RequestAuthentication'),
  ...kindsOf('extensions.istio.io', 'everywhere', true, 'WasmPlugin'),
  ...kindsOf('networking.istio.io', 'everywhere', true, 'EnvoyFilter'),
];

/** nginx/nginx-gateway-fabric@e55bfe3:apis/v1alpha1, apis/v1alpha2. */
export const NGINX_GATEWAY_FABRIC_KINDS: readonly OwnKind[] = [
  ...kindsOf(
    'gateway.nginx.org',
    'targets',
    true,
    'AccessPolicy',
    'RateLimitPolicy',
    'SnippetsPolicy',
    'WAFPolicy',
    'WAFGatewayBindingPolicy',
    'ClientSettingsPolicy',
  ),
  ...kindsOf('gateway.nginx.org', 'targets', false, 'ObservabilityPolicy', 'ProxySettingsPolicy'),
  ...kindsOf('gateway.nginx.org', 'filter', true, 'SnippetsFilter', 'AuthenticationFilter'),
];

/** cilium/cilium@v1.20.2:pkg/k8s/apis/cilium.io/v2. Policies of the whole cluster hold for the identity of ingress, too. */
export const CILIUM_KINDS: readonly OwnKind[] = kindsOf('cilium.io', 'everywhere', true, 'CiliumClusterwideNetworkPolicy');

/** kgateway-dev/kgateway@08be94b:api/v1alpha1/kgateway. */
export const KGATEWAY_KINDS: readonly OwnKind[] = [
  ...kindsOf('gateway.kgateway.dev', 'targets', true, 'TrafficPolicy', 'HTTPListenerPolicy', 'ListenerPolicy'),
  ...kindsOf('gateway.kgateway.dev', 'filter', true, 'DirectResponse'),
];

/** projectcontour/contour@v1.33.8:apis/projectcontour/v1alpha1/contourconfig.go. */
export const CONTOUR_KINDS: readonly OwnKind[] = [
  {
    kind: 'ContourConfiguration',
    group: 'projectcontour.io',
    holds: 'everywhere',
    decides: true,
    onlyWith: ['globalExtAuth', 'rateLimitService', 'policy'],
  },
];

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/gateway/httproute.go (`loadHTTPRouteFilterExtensionRef`), pkg/provider/kubernetes/crd/kubernetes.go. */
export const TRAEFIK_KINDS: readonly OwnKind[] = [
  ...kindsOf('traefik.io', 'filter', true, 'Middleware'),
  { kind: 'TLSOption', group: 'traefik.io', holds: 'everywhere', decides: true, onlyWith: ['clientAuth'], onlyNamed: 'default' },
];

/** Who goes by the specification alone may be served by any of them. */
export const EVERY_KIND: readonly OwnKind[] = [
  ...ENVOY_GATEWAY_KINDS,
  ...ISTIO_KINDS,
  ...NGINX_GATEWAY_FABRIC_KINDS,
  ...CILIUM_KINDS,
  ...KGATEWAY_KINDS,
  ...CONTOUR_KINDS,
  ...TRAEFIK_KINDS,
].map((kind) => ({ ...kind, unread: true }));
