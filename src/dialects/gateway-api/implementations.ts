import type { NamedVariant, Variant } from '../dialect';
import { identity } from './identity';

/** What rendering must know about a program. How it reads routes say the profiles. */
export interface Implementation extends NamedVariant {
  /** `spec.controllerName` of its GatewayClasses. */
  readonly controllerName?: string;
  /** Name of its GatewayClass, where it makes one or its docs name one. */
  readonly className?: string;
  /** What of a path a `RegularExpression` must match. Absent: left open. */
  readonly regex?: 'whole' | 'beginning' | 'anywhere';
  /**
   * How a path is put before every path, which is to replace the prefix "/". It puts a text there: with a slash at its end (`withSlash`), or it
   * takes that slash away (`never`). Absent: as the specification says, or by an object of its own.
   */
  readonly rootPrefix?: 'withSlash' | 'never';
  /** Whether a route for "/" on a host takes the requests of all regular expressions there. */
  readonly rootHidesPatterns?: true;
  /** Whether its own policies are rendered. */
  readonly ownPolicies?: 'gateway.envoyproxy.io';
}

/** Every implementation there is; the one list of those that are rendered for. Sources: docs/gateway-api.md. */
export const IMPLEMENTATIONS = [
  { variant: 'specification', title: identity.title, version: identity.version },
  {
    variant: 'envoy-gateway',
    title: 'Envoy Gateway v1.9.1',
    version: '1.9.1',
    controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
    className: 'eg',
    regex: 'whole',
    ownPolicies: 'gateway.envoyproxy.io',
  },
  {
    variant: 'istio',
    title: 'Istio v1.31',
    version: '1.31',
    controllerName: 'istio.io/gateway-controller',
    className: 'istio',
    regex: 'whole',
    rootPrefix: 'never',
    rootHidesPatterns: true,
  },
  {
    variant: 'traefik',
    title: 'Traefik v3.7.13 (Gateway API)',
    version: '3.7.13',
    controllerName: 'traefik.io/gateway-controller',
    className: 'traefik',
    regex: 'anywhere',
  },
  {
    variant: 'nginx-gateway-fabric',
    title: 'NGINX Gateway Fabric (e55bfe3)',
    version: 'e55bfe3',
    controllerName: 'gateway.nginx.org/nginx-gateway-controller',
    className: 'nginx',
    regex: 'beginning',
  },
  {
    variant: 'cilium',
    title: 'Cilium v1.20.2 (Gateway API)',
    version: '1.20.2',
    controllerName: 'io.cilium/gateway-controller',
    className: 'cilium',
    regex: 'whole',
  },
  {
    variant: 'kgateway',
    title: 'kgateway (08be94b)',
    version: '08be94b',
    controllerName: 'kgateway.dev/kgateway',
    className: 'kgateway',
    regex: 'whole',
  },
  {
    variant: 'contour',
    title: 'Contour v1.33.8 (Gateway API)',
    version: '1.33.8',
    controllerName: 'projectcontour.io/gateway-controller',
    className: 'contour',
    regex: 'whole',
    rootPrefix: 'withSlash',
  },
] as const satisfies readonly Implementation[];

export type ImplementationName = (typeof IMPLEMENTATIONS)[number]['variant'];

/** The one that a variant names; without a name the specification alone. */
export const implementationOf = ({ variant }: Pick<Variant, 'variant'>): Implementation =>
  IMPLEMENTATIONS.find((one) => one.variant === variant) ?? IMPLEMENTATIONS[0];

/** What the profile of an implementation has in common with what is rendered for it. */
export function programOf(variant: ImplementationName) {
  const { title, version, controllerName, className } = implementationOf({ variant });
  return {
    name: variant,
    title,
    version,
    controllers: controllerName === undefined ? [] : [controllerName],
    ...(className === undefined ? {} : { className }),
  };
}
