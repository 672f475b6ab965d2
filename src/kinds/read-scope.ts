/** What the caller knows that the manifests do not say. */
export interface ReadScope {
  /** Which of the programs that one dialect reads for. Absent: the first of them. */
  readonly variant?: string;
  /**
   * Whether the objects are everything in the cluster. If not, a missing Service, Secret or IngressClass is assumed to exist.
   */
  readonly complete?: boolean;
  /**
   * Whether an object that admission refuses is left out (`enforce`) or exists nevertheless (`bypass`). Absent: left out, unless it has a
   * uid, which shows that it was accepted before.
   */
  readonly admission?: 'enforce' | 'bypass';
  /** Names of the ingress class of the controller, for manifests without an IngressClass. */
  readonly ingressClasses?: readonly string[];
  /** The config map of the controller, as `namespace/name`, where the objects do not say. */
  readonly configMap?: string;
  /** The controller's own settings, such as its config map. Those among the objects count only if this is absent. */
  readonly settings?: { readonly [name: string]: string };
}
