/** Which objects routes become, and which provider of Traefik reads them. */
export enum Provider {
  /** IngressRoutes, and the objects of Traefik's own kinds that they name: they can say all that routes mean. */
  CRD = 'crd',
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
}
