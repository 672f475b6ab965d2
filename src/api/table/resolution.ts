/** Kind of the outcome of a request. */
export enum ResolutionKind {
  /** It goes to a Service. */
  FORWARD = 'forward',
  /** The client is redirected. */
  REDIRECT = 'redirect',
  /** The controller answers itself, such as with 404 if no route takes the request. */
  ANSWER = 'answer',
  /** One of `alternatives`, chosen at random. */
  WEIGHTED = 'weighted',
  /** The manifests, or the Ingress API, do not determine it; `because` says why. Never a guess. */
  UNDECIDED = 'undecided',
}

/** An object and its field that decides. */
export interface ManifestField {
  /** Such as "Ingress". */
  readonly kind: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name; empty for the controller itself. */
  readonly name: string;
  /** Such as `spec.rules[0].http.paths[1]`. */
  readonly field: string;
}

/** A Service that gets a request. */
export interface ResolvedBackend {
  /** Namespace of the Service. */
  readonly namespace: string;
  /** Name of the Service. */
  readonly service: string;
  /** Port of the Service as the manifests write it: its number, such as "8080", or its name. */
  readonly port: string;
}

/** One of several possible outcomes. */
export interface WeightedResolution {
  /** The share of requests with this outcome, from 0 to 1. All shares add up to 1. */
  readonly share: number;
  /** The outcome. */
  readonly resolution: Resolution;
}

/** The outcome of a request. */
export interface Resolution {
  /** Kind of the outcome. */
  readonly kind: ResolutionKind;

  /**
   * The status that the client gets.
   *
   * @default - the backend decides it, or it is undecided
   */
  readonly status?: number;

  /**
   * The Service that gets the request.
   *
   * @default - none: the controller answers itself
   */
  readonly backend?: ResolvedBackend;

  /**
   * Path and query as the backend gets them.
   *
   * @default - no Service gets the request
   */
  readonly upstreamPath?: string;

  /**
   * The Location header of a redirect.
   *
   * @default - no redirect
   */
  readonly redirect?: string;

  /**
   * Which object and field decide.
   *
   * @default - none does
   */
  readonly decidedBy?: ManifestField;

  /**
   * The reason why the controller answers itself, why another Service replaces that of the route, or why nothing could be decided.
   *
   * @default - `decidedBy` needs no reason
   */
  readonly because?: string;

  /** Preconditions of this answer that the request does not show, such as valid credentials. */
  readonly assuming: string[];

  /** The possible outcomes if one is chosen at random; otherwise empty. */
  readonly alternatives: WeightedResolution[];
}
