import type { Duration } from 'cdk8s';
import type { IRouteTarget } from './route-target';

/** Copies of requests (traffic mirroring). The client gets only the answer of the route; answers to copies are dropped. */
export interface MirrorOptions {
  /** The Service that gets the copies. */
  readonly target: IRouteTarget;
  /**
   * The percentage of requests that are copied.
   *
   * @default 100
   */
  readonly percent?: number;
}

/** Custom error pages: another Service answers instead of the backend for some statuses. */
export interface CustomErrorOptions {
  /** Statuses of the backend, from 400 to 599, whose answers are replaced. */
  readonly statuses: number[];
  /** The Service that answers instead, in the namespace of the routes. */
  readonly target: IRouteTarget;
}

/** When a request is retried. A connection that fails or times out always counts as a failed attempt. */
export interface RetryOptions {
  /** Maximum number of retries after the first attempt; zero is none. */
  readonly attempts: number;
  /**
   * Statuses of the backend, from 400 to 599, after which a request is retried.
   *
   * @default - none: no answer is retried
   */
  readonly statuses?: number[];
  /**
   * Time limit for each attempt, in whole seconds.
   *
   * @default - that of the policy `timeouts`
   */
  readonly perTryTimeout?: Duration;
  /**
   * Time limit for all attempts together, in whole seconds.
   *
   * @default - no limit
   */
  readonly totalTimeout?: Duration;
}

/** Algorithm that picks the pod for a request. */
export enum LoadBalancingAlgorithm {
  /** One after the other. */
  ROUND_ROBIN = 'roundRobin',
  /** A random one. */
  RANDOM = 'random',
  /** The one with the fewest open requests. */
  LEAST_REQUESTS = 'leastRequests',
  /** The one with the lowest recent response time. */
  LEAST_TIME = 'leastTime',
  /** Always the same one for the same client address, as long as the pods stay the same. */
  CLIENT_ADDRESS = 'clientAddress',
}

/** How the pod for a request is picked: exactly one of the members is given. */
export interface LoadBalancingOptions {
  /**
   * An algorithm that needs no name.
   *
   * @default - `hashHeader` or `hashCookie` decides
   */
  readonly algorithm?: LoadBalancingAlgorithm;
  /**
   * Name of a request header: the same value leads to the same pod.
   *
   * @default - `algorithm` or `hashCookie` decides
   */
  readonly hashHeader?: string;
  /**
   * Name of a cookie that the application sets: the same value leads to the same pod. `sessionAffinity` has a cookie of the controller.
   *
   * @default - `algorithm` or `hashHeader` decides
   */
  readonly hashCookie?: string;
}

/** Requests with which the controller checks which pods are healthy. Readiness probes of the pods are independent of them. */
export interface HealthCheckOptions {
  /** The path of the check; status 200 is healthy. */
  readonly path: string;
  /**
   * Interval between two checks, in whole seconds.
   *
   * @default - the controller's
   */
  readonly interval?: Duration;
  /**
   * Timeout of a check, in whole seconds.
   *
   * @default - the controller's
   */
  readonly timeout?: Duration;
  /**
   * Number of successful checks in a row after which a pod gets requests again.
   *
   * @default - the controller's
   */
  readonly healthyThreshold?: number;
  /**
   * Number of failed checks in a row after which a pod gets no more requests.
   *
   * @default - the controller's
   */
  readonly unhealthyThreshold?: number;
}

/** Versions of the PROXY protocol. */
export enum ProxyProtocolVersion {
  /** Version 1: one line of text. */
  V1 = 'v1',
  /** Version 2: binary. */
  V2 = 'v2',
}
