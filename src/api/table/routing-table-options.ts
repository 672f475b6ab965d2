import type { IIngressController } from '../controller/ingress-controller';

/** Facts that the manifests do not contain. */
export interface RoutingTableOptions {
  /**
   * The controller that will read them: an `IngressController`, or `IngressController.fromIngressClassName(...)` with its class and settings.
   *
   * @default - for a chart or app, the controller of its PathIngresses; otherwise found from the manifests, by an IngressClass, the
   * name of the class, or annotations of a controller
   */
  readonly controller?: IIngressController;

  /**
   * Whether the manifests are complete. If not, a missing Service, Secret or IngressClass is assumed to exist in the cluster.
   *
   * @default false
   */
  readonly complete?: boolean;
}

/** The parts of a request besides its URL. */
export interface RoutingRequestOptions {
  /**
   * The method.
   *
   * @default "GET"
   */
  readonly method?: string;

  /**
   * Headers by name; names are compared without case. The Host header comes from the URL.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The address that the client connects from, such as "10.0.0.1".
   *
   * @default - one that passes all address restrictions
   */
  readonly clientAddress?: string;
}
