import type { KubeObject } from '../../../src/kinds/kube-object';

/** A recorded situation: what was applied to a controller, and what was asked of it. */
export interface RecordedCase {
  readonly name: string;
  /** In the order in which they were applied. */
  readonly ingresses?: readonly KubeObject[];
  /** The same, where more than Ingresses were applied. */
  readonly objects?: readonly KubeObject[];
  readonly services: readonly RecordedService[];
  /** Data of the controller's config map. */
  readonly configMap?: { readonly [name: string]: string };
  /** Whether an object that admission refuses is left out, or applied nevertheless; left out if absent. */
  readonly mode?: 'enforce' | 'bypass';
  /** There where the answer depends on objects or servers that the case does not hold. */
  readonly needs?: unknown;
  /** Flags that a case replaces or adds, and names of those that it leaves out. */
  readonly haproxyArgs?: readonly string[];
  readonly haproxyArgsWithout?: readonly string[];
  /** There before the objects of the case, and served. */
  readonly before?: { readonly objects: readonly KubeObject[]; readonly services: readonly RecordedService[] };
  /** Objects that took the place of those of the same name. */
  readonly update?: readonly KubeObject[];
  /** `Kind namespace/name` of objects that the API server refused. */
  readonly rejected?: readonly string[];
  /** The command line of the whole recording. */
  readonly options?: readonly string[];
  /** What the command line had besides, for this case. */
  readonly traefikArgs?: readonly string[];
  /** Set where the entry point for https had no TLS by default. */
  readonly noTlsDefault?: boolean;
  readonly requests: readonly RecordedRequest[];
}

export interface RecordedService {
  readonly namespace: string;
  readonly name: string;
  readonly type?: 'ClusterIP' | 'ExternalName' | 'Headless';
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort?: number | string;
    readonly appProtocol?: string;
  }[];
  /** `noslice`: without an EndpointSlice; `notready`: with an endpoint that is neither ready nor serving. */
  readonly endpoints: 'ready' | 'none' | 'noslice' | 'notready';
  readonly annotations?: { readonly [name: string]: string };
  readonly externalName?: string;
}

export interface RecordedRequest {
  readonly scheme?: 'http' | 'https';
  readonly method?: string;
  readonly host: string | null;
  readonly path: string;
  readonly headers?: RecordedHeaders;
  /** `null`: the handshake had no name. */
  readonly sni?: string | null;
  /** Where it was sent to, if not to the usual port of the scheme. */
  readonly port?: number;
  /** Seconds before it was sent. */
  readonly pause?: number;
  readonly httpVersion?: string;
  /** There if the client had a certificate. */
  readonly clientCert?: unknown;
}

/** Pairs where a name stands twice. */
export type RecordedHeaders = { readonly [name: string]: string } | readonly (readonly [name: string, value: string])[];

export interface CaseAnswer {
  readonly name: string;
  /** Of a controller that has admission. */
  readonly admission?: readonly { readonly ingress: string; readonly allowed: boolean }[];
  readonly configOk?: boolean;
  /** Of a controller that writes conditions: those that are not well, by `Kind namespace/name`. */
  readonly conditions?: { readonly [object: string]: readonly ConditionAnswer[] };
  /** Empty where the controller could not load its configuration. */
  readonly requests: readonly RequestAnswer[];
}

export interface ConditionAnswer {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly of?: string;
}

export type RequestAnswer =
  | {
      readonly status: number | null;
      readonly backend: string | null;
      readonly upstreamUri: string | null;
      readonly location: string | null;
    }
  | { readonly undecided: string; readonly oneOf?: readonly RequestAnswer[] };
