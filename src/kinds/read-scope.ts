/** What is known about manifests besides themselves. */
export interface ReadScope {
  /**
   * Whether the objects are all that there are in the cluster. If not, a Service, Secret or IngressClass that is missing among them is taken
   * to exist elsewhere.
   */
  readonly complete?: boolean;
  /**
   * Whether an object that admission refuses is left out (`enforce`) or there nevertheless (`bypass`). Absent: left out, unless it has a uid
   * and so has been let in before.
   */
  readonly admission?: 'enforce' | 'bypass';
  /** Names of the ingress class of the controller, where the manifests do not tell. */
  readonly ingressClasses?: readonly string[];
  /** The controller's own settings, such as its config map; what is found among the objects counts only where this is absent. */
  readonly settings?: { readonly [name: string]: string };
}
