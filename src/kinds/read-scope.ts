import type { ContainerView } from './cluster-view';

/** One of several controllers of the same software in a cluster, or of several entrances that one controller keeps apart. */
export interface ControllerInstance {
  /** For people: its ingress classes, or its Gateways. */
  readonly name: string;
  /** `spec.controller` of its IngressClasses. */
  readonly controllerClass: string;
  /** The class that its annotation names. */
  readonly className: string;
  /** Absent if no workload among the objects runs it. */
  readonly container: ContainerView | undefined;
  /** The Gateways at its address, as `namespace/name`. Absent: it has none, or all. */
  readonly gateways?: readonly string[];
}

/** What the caller knows that the manifests do not say. */
export interface ReadScope {
  /** Which of the programs that one dialect reads for. Absent: the first of them. */
  readonly variant?: string;
  /** What its member of `ControllerKind` took, where the app names the controller. */
  readonly own?: object;
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
  /** Which controller is meant, where the objects show several. */
  readonly instance?: ControllerInstance;
  /** The config map of the controller, as `namespace/name`, where the objects do not say. */
  readonly configMap?: string;
  /** The controller's own settings, such as its config map. Those among the objects count only if this is absent. */
  readonly settings?: { readonly [name: string]: string };
}
