/** How much a trace holds of a request. */
export enum TraceVerbosity {
  /** One span for the request, and one for the call of the Service. */
  MINIMAL = 'minimal',
  /** Spans for the steps in Traefik too. */
  DETAILED = 'detailed',
}

/** Settings of routes that only Traefik has. */
export interface RouteSettings {
  /**
   * Middlewares that are there, in the order in which requests pass them: the name of one in the namespace of the routes, or with its
   * provider, such as `auth@file`. Requests pass them before all that the policies of the routes ask for. On a route they take the place of
   * those of the PathIngress.
   *
   * @default - none
   */
  readonly middlewares?: string[];
  /**
   * Whether the access log has the requests.
   *
   * @default - as the entry point says
   */
  readonly accessLogs?: boolean;
  /**
   * Whether metrics count the requests.
   *
   * @default - as the entry point says
   */
  readonly metrics?: boolean;
  /**
   * Whether requests are traced.
   *
   * @default - as the entry point says
   */
  readonly tracing?: boolean;
  /**
   * How much a trace holds.
   *
   * @default - as the entry point says
   */
  readonly traceVerbosity?: TraceVerbosity;
}
