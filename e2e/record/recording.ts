import type { KubeObject } from '../cluster/kube-api';
import type { ProviderName } from './providers';

/** Some routes, and requests whose answers are wanted. */
export interface Situation {
  readonly name: string;
  readonly provider: ProviderName;
  /** Ingresses, or objects of Gateway API or of a program's own kinds. What else they refer to is there. */
  readonly manifests: readonly KubeObject[];
  readonly requests: readonly WantedRequest[];
}

export interface WantedRequest {
  /** Its path and query go into the request line as they are written here. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  /** Absent: GET. */
  readonly method?: string;
  /** How often it is sent. */
  readonly repeat: number;
}

/** What became of a request. */
export interface Observed {
  /** 0: the connection was refused, or closed without an answer. */
  readonly status: number;
  readonly location?: string;
  /** "namespace/service:port" that the request reached. Absent: the controller answered by itself. */
  readonly backend?: string;
  /** Path and query in the request line that the backend saw. */
  readonly path?: string;
}

/** A situation as it is written down. */
export interface RecordedSituation extends Pick<Situation, 'name' | 'provider' | 'manifests'> {
  readonly requests: readonly RecordedRequest[];
}

export interface RecordedRequest extends Pick<WantedRequest, 'url' | 'method'>, Partial<Pick<WantedRequest, 'headers'>> {
  /** More than one where the same request got several answers. */
  readonly answers: readonly (Observed & { readonly times?: number })[];
}

/** What was recorded, and how. */
export interface Provenance {
  readonly schema: 'cdk8s-ingress-truth/2';
  readonly controller: { readonly name: string; readonly version: string };
  readonly kubernetes: string;
  /** A day. */
  readonly recorded: string;
  readonly by: string;
  readonly standsIn: string;
  readonly files: { readonly [file: string]: { readonly situations: number; readonly requests: number } };
}
