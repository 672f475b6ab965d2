import type { Config } from './config';

/** Install options that the HAProxy Kubernetes Ingress Controller alone understands. */
export interface Options {
  /**
   * Entries of the ConfigMap of the controller. Annotations of Ingresses win over them.
   * @default - `ssl-redirect-port` is the port of the Service for https
   */
  readonly config?: Config;

  /**
   * Whether Ingresses that name no class are served too.
   * @default false
   */
  readonly watchIngressWithoutClass?: boolean;

  /**
   * The only namespaces whose Ingresses are served.
   * @default - all
   */
  readonly watchNamespaces?: string[];

  /**
   * The Service for requests that no path takes, as "namespace/name". Its first port must have a name.
   * @default - the controller answers 404
   */
  readonly defaultBackendService?: string;

  /**
   * Further flags of the controller by their names, without the dashes. An empty text is a flag without a value.
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string };
}
