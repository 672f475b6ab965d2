import type { KubeObject } from '../cluster/kube-api';

/** Some routes, and requests whose answers are wanted. */
export interface Case {
  readonly name: string;
  /** What makes the routes: Ingresses, HTTPRoutes and what they refer to, but no Services and no pods; those are made for the case. */
  readonly manifests: readonly KubeObject[];
  readonly probes: readonly Probe[];
  /** How often each request is sent. More than once where chance decides. @default 2 */
  readonly repeat?: number;
}

/** A request. */
export interface Probe {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Goes into the request line as it is written here. */
  readonly target: string;
  /** @default GET */
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** What became of it. */
export interface Observed {
  readonly status: number;
  readonly location?: string;
  /** "namespace/service:port" that the request reached; null where the controller answered by itself. */
  readonly backend: string | null;
  /** The request line and the Host header that the backend saw. */
  readonly upstreamMethod?: string;
  readonly upstreamUri?: string;
  readonly upstreamHost?: string;
}

/** A request and its answer. */
export interface RecordedRequest extends Probe {
  readonly observed: Observed;
  /** Other answers to the same request, sent again. */
  readonly unstable?: readonly Observed[];
}

/** A case as it is written down. */
export interface RecordedCase {
  readonly name: string;
  readonly manifests: readonly KubeObject[];
  readonly requests: readonly RecordedRequest[];
}
