/** A program that serves Gateway API. */
export enum GatewayImplementation {
  /** No program in particular: only what the specification promises of every one. */
  SPECIFICATION = 'specification',
  /** `envoyproxy/gateway`, with its own policies. */
  ENVOY_GATEWAY = 'envoy-gateway',
  /** `istio/istio`, at its gateways. */
  ISTIO = 'istio',
  /** `traefik/traefik`, by its provider for Gateway API. */
  TRAEFIK = 'traefik',
  /** `nginx/nginx-gateway-fabric`. */
  NGINX_GATEWAY_FABRIC = 'nginx-gateway-fabric',
  /** `cilium/cilium`. */
  CILIUM = 'cilium',
  /** `kgateway-dev/kgateway`. */
  KGATEWAY = 'kgateway',
  /** `projectcontour/contour`. */
  CONTOUR = 'contour',
}

/** Which CRDs of Gateway API the cluster has. */
export enum GatewayChannel {
  /** Fields that stay. */
  STANDARD = 'standard',
  /** Also fields that may change: retries. */
  EXPERIMENTAL = 'experimental',
}

/** What Gateway API alone understands. */
export interface Options {
  /**
   * The program that serves the Gateway. It is not installed: docs/gateway-api.md says how, for each.
   */
  readonly implementation: GatewayImplementation;

  /**
   * Which CRDs of Gateway API the cluster has.
   * @default GatewayChannel.STANDARD
   */
  readonly channel?: GatewayChannel;

  /**
   * Name of the Gateway.
   * @default "gateway"
   */
  readonly gatewayName?: string;

  /**
   * Name of the GatewayClass that the Gateway refers to.
   * @default - the one that the implementation makes or names in its docs; required for SPECIFICATION
   */
  readonly gatewayClassName?: string;

  /**
   * Whether the GatewayClass is made too. Most implementations make theirs when they are installed; Envoy Gateway does not.
   * @default false
   */
  readonly createGatewayClass?: boolean;

  /**
   * Value of `spec.controllerName` of the GatewayClass that is made, for an installation that was given another one.
   * @default - the one of the implementation
   */
  readonly controllerName?: string;

  /**
   * Port of the listener for http.
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * Port of the listeners for https.
   * @default 443
   */
  readonly httpsPort?: number;
}

/** Refers to a Gateway that is there. */
export interface ExistingGatewayOptions {
  /** Namespace of the Gateway. */
  readonly namespace: string;

  /** The program that serves it. */
  readonly implementation: GatewayImplementation;

  /**
   * The one listener that routes are attached to.
   * @default - every listener that takes them
   */
  readonly sectionName?: string;

  /**
   * Which CRDs of Gateway API the cluster has.
   * @default GatewayChannel.STANDARD
   */
  readonly channel?: GatewayChannel;
}
