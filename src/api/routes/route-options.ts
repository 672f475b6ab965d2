import type { RequestMatch } from './request-match';
import type { Rewrite } from './rewrite';
import type { RoutePolicies, RoutePolicy } from './route-policies';
import type { IRouteTarget } from './route-target';

/** How the path of a route is compared with the path of a request. */
export enum PathType {
  /** The path itself and all paths below it, by whole segments: `/foo` takes `/foo`, `/foo/` and `/foo/bar`, not `/foobar`. */
  PREFIX = 'prefix',
  /** Only the path itself, with case and trailing slash. */
  EXACT = 'exact',
  /** The controller decides the meaning; the path is written into the manifest unchanged. Prefer `PREFIX`, `EXACT` or `REGEX`. */
  IMPLEMENTATION_SPECIFIC = 'implementationSpecific',
  /** A regular expression in the syntax of the controller, anchored at the start of the path and not at its end. It begins with `/`. */
  REGEX = 'regex',
}

/**
 * Which requests go to another Service. Rules are evaluated in the order matches, header, cookie, weight; the first that applies
 * decides.
 */
export interface CanaryOptions {
  /** The other Service. */
  readonly target: IRouteTarget;
  /**
   * Requests that meet all of these conditions go to the canary. The other rules decide about the rest.
   *
   * @default - no conditions decide
   */
  readonly matches?: RequestMatch[];
  /**
   * Name of a request header: the value `always` sends a request to the canary and `never` does not. The other rules decide about other
   * values.
   *
   * @default - no header decides
   */
  readonly header?: string;
  /**
   * Name of a cookie: the value `always` sends a request to the canary and `never` does not.
   *
   * @default - no cookie decides
   */
  readonly cookie?: string;
  /**
   * How many of `weightTotal` requests go to the canary.
   *
   * @default - no share
   */
  readonly weight?: number;
  /**
   * The total that `weight` is a part of.
   *
   * @default 100
   */
  readonly weightTotal?: number;
}

/** Options of a route besides its path and target. */
export interface RouteOptions extends RoutePolicies {
  /**
   * How the path is compared.
   *
   * @default PathType.PREFIX
   */
  readonly pathType?: PathType;
  /**
   * Conditions besides host and path; a request must meet all of them. Routes with the same path and different conditions are different
   * routes. A route with conditions precedes one without. If a request meets the conditions of several routes, the one with a method
   * decides, then the one with more headers, then the one with more query parameters, then the one that was added first.
   *
   * @default - the route takes every request of its hosts and path
   */
  readonly matches?: RequestMatch[];
  /**
   * How the path changes before the backend sees it.
   *
   * @default - the path is not changed
   */
  readonly rewrite?: Rewrite;
  /**
   * A second Service for some of the requests.
   *
   * @default - all requests go to the target
   */
  readonly canary?: CanaryOptions;
  /**
   * Policies of the PathIngress that do not apply to this route, such as `RoutePolicy.BASIC_AUTH` for a health check. Other policies
   * that are not given come from the PathIngress. Its `annotations` apply to all routes.
   *
   * @default - all policies of the PathIngress apply
   */
  readonly without?: RoutePolicy[];
  /**
   * The host of this route alone.
   *
   * @default - the hosts of the PathIngress
   */
  readonly host?: string;
}
