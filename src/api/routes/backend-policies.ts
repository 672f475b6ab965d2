import type { Duration } from 'cdk8s';
import type { IRouteTarget } from './route-target';

/** Copies of requests. The client gets the answer of the route alone; answers to copies are dropped. */
export interface MirrorOptions {
  /** The Service that gets the copies. */
  readonly target: IRouteTarget;
  /**
   * How many of a hundred requests are copied.
   *
   * @default 100
   */
  readonly percent?: number;
}

/** Answers for some statuses from another Service. */
export interface CustomErrorOptions {
  /** Statuses of the backend, from 400 to 599, whose answers are replaced. */
  readonly statuses: number[];
  /** The Service that answers instead, in the namespace of the routes. */
  readonly target: IRouteTarget;
}

/** When a request is sent again. A connection that fails or times out always counts as a try that failed. */
export interface RetryOptions {
  /** How often a request may be sent again, after the first try; zero is never. */
  readonly attempts: number;
  /**
   * Statuses of the backend, from 400 to 599, after which a request is sent again.
   *
   * @default - none: an answer is an answer
   */
  readonly statuses?: number[];
  /**
   * Time limit for each try, in whole seconds.
   *
   * @default - that of the policy `timeouts`
   */
  readonly perTryTimeout?: Duration;
  /**
   * Time limit for all tries together, in whole seconds.
   *
   * @default - no limit
   */
  readonly totalTimeout?: Duration;
}

/** How the pod for a request is picked. */
export enum LoadBalancingAlgorithm {
  /** One after the other. */
  ROUND_ROBIN = 'roundRobin',
  /** By chance. */
  RANDOM = 'random',
  /** The one with the fewest requests that are not answered yet. */
  LEAST_REQUESTS = 'leastRequests',
  /** The one that has answered fastest lately. */
  LEAST_TIME = 'leastTime',
  /** Always the same one for the same client address, as long as the pods stay the same. */
  CLIENT_ADDRESS = 'clientAddress',
}

/** How the pod for a request is picked: exactly one of the three. */
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

/** Requests by which the controller finds out which pods can answer. Readiness probes of the pods are independent of it. */
export interface HealthCheckOptions {
  /** The path that is asked; 200 is healthy. */
  readonly path: string;
  /**
   * Between two checks, in whole seconds.
   *
   * @default - the controller's
   */
  readonly interval?: Duration;
  /**
   * How long an answer may take, in whole seconds.
   *
   * @default - the controller's
   */
  readonly timeout?: Duration;
  /**
   * Good answers in a row after which a pod gets requests again.
   *
   * @default - the controller's
   */
  readonly healthyThreshold?: number;
  /**
   * Bad answers in a row after which a pod gets no more requests.
   *
   * @default - the controller's
   */
  readonly unhealthyThreshold?: number;
}

/** Versions of the PROXY protocol. */
export enum ProxyProtocolVersion {
  /** One line of text. */
  V1 = 'v1',
  /** Binary. */
  V2 = 'v2',
}
