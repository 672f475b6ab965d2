/** What kind of thing happens to a request. */
export enum ResolutionKind {
  /** It goes to a Service. */
  FORWARD = 'forward',
  /** The client is sent elsewhere. */
  REDIRECT = 'redirect',
  /** The controller answers by itself, such as 404 where no route takes it. */
  ANSWER = 'answer',
  /** Chance decides between `alternatives`. */
  WEIGHTED = 'weighted',
  /** The manifests, or the Ingress API, leave it open; `because` says what. Never a guess. */
  UNDECIDED = 'undecided',
}

/** An object and the field of it that decides. */
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

/** One of several things that may happen. */
export interface WeightedResolution {
  /** The share of such requests, from 0 to 1. All shares add up to 1. */
  readonly share: number;
  /** What happens. */
  readonly resolution: Resolution;
}

/** What happens to a request. */
export interface Resolution {
  /** What kind of thing happens. */
  readonly kind: ResolutionKind;

  /**
   * The status that the client gets.
   *
   * @default - the backend's affair, or undecided
   */
  readonly status?: number;

  /**
   * The Service that gets the request.
   *
   * @default - none: the controller answers by itself
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
   * The reason why the controller answers by itself, why another Service stands in for that of the route, or why nothing could be decided.
   *
   * @default - what `decidedBy` says is reason enough
   */
  readonly because?: string;

  /** Preconditions of this answer that the request does not show, such as valid credentials. */
  readonly assuming: string[];

  /** The possible outcomes if chance decides; else empty. */
  readonly alternatives: WeightedResolution[];
}
