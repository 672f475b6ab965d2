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
  /** Flags of the controller: of the whole recording, those that a case replaces or adds, and names of those that it leaves out. */
  readonly options?: readonly string[];
  readonly haproxyArgs?: readonly string[];
  readonly haproxyArgsWithout?: readonly string[];
  /** There before the objects of the case, and served. */
  readonly before?: { readonly objects: readonly KubeObject[]; readonly services: readonly RecordedService[] };
  /** Objects that took the place of those of the same name. */
  readonly update?: readonly KubeObject[];
  /** `Kind namespace/name` of objects that the API server refused. */
  readonly rejected?: readonly string[];
  readonly requests: readonly RecordedRequest[];
}

export interface RecordedService {
  readonly namespace: string;
  readonly name: string;
  readonly type?: 'ClusterIP' | 'ExternalName' | 'Headless';
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
  /** `noslice`: there is no list of endpoints at all. */
  readonly endpoints: 'ready' | 'none' | 'noslice' | 'notready';
  readonly externalName?: string;
  readonly annotations?: { readonly [key: string]: string };
}

export interface RecordedRequest {
  readonly scheme?: 'http' | 'https';
  readonly method?: string;
  readonly host: string | null;
  readonly path: string;
  /** A list where a name stands twice. */
  readonly headers?: { readonly [name: string]: string } | readonly (readonly [name: string, value: string])[];
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

export interface CaseAnswer {
  readonly name: string;
  readonly admission: readonly { readonly ingress: string; readonly allowed: boolean }[];
  readonly configOk: boolean;
  /** Empty where the controller could not load its configuration. */
  readonly requests: readonly RequestAnswer[];
}

export type RequestAnswer =
  | {
      readonly status: number | null;
      readonly backend: string | null;
      readonly upstreamUri: string | null;
      readonly location: string | null;
    }
  | { readonly undecided: string; readonly oneOf?: readonly RequestAnswer[] };
