/** Which objects routes become, and which provider of Traefik reads them. */
export enum Provider {
  /** IngressRoutes, and the objects of Traefik's own kinds that they name: they can say all that routes mean. */
  CRD = 'crd',
  /** Ingresses with annotations of Traefik, and the Middlewares that they name: for clusters where nobody may write IngressRoutes. */
  INGRESS = 'ingress',
}

/** What Traefik writes into its log. */
export enum LogLevel {
  /** Everything. */
  TRACE = 'TRACE',
  /** What helps to find mistakes. */
  DEBUG = 'DEBUG',
  /** What it does. */
  INFO = 'INFO',
  /** What may be wrong. */
  WARN = 'WARN',
  /** What is wrong. */
  ERROR = 'ERROR',
}

/** What Traefik alone understands. */
export interface Options {
  /**
   * Which objects routes become.
   * @default Provider.CRD
   */
  readonly provider?: Provider;

  /**
   * Name of the entry point for http.
   * @default "web"
   */
  readonly httpEntryPoint?: string;

  /**
   * Name of the entry point for https.
   * @default "websecure"
   */
  readonly httpsEntryPoint?: string;

  /**
   * Whether routes may name Services of other namespaces (`--providers.kubernetescrd.allowCrossNamespace`). For a Traefik that is there it
   * says how it was started.
   * @default false
   */
  readonly allowCrossNamespace?: boolean;

  /**
   * Whether the dashboard and the API are switched on. They are at port 8080 of the pods, at `/dashboard/` of the router `api@internal`;
   * nothing leads there from outside unless an IngressRoute does, which should ask for credentials.
   * @default false
   */
  readonly dashboard?: boolean;

  /**
   * Whether each request is written into the log.
   * @default false
   */
  readonly accessLog?: boolean;

  /**
   * What is written into the log.
   * @default LogLevel.INFO
   */
  readonly logLevel?: LogLevel;

  /**
   * CIDR blocks of proxies in front of Traefik, whose headers X-Forwarded-* are believed.
   * @default - none
   */
  readonly trustedProxies?: string[];

  /**
   * Further options of the command line, without the dashes, such as those of a resolver for certificates (ACME), which is off by default.
   * @default - none
   */
  readonly extraArgs?: { [option: string]: string };
}
