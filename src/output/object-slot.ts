/** An object that a route needs. */
export interface ObjectSlot {
  /** Slots with equal keys share one object. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  /**
   * The owner of the object: one construct with routes, or the controller, if the object depends on the routes of all constructs.
   * Absent: the construct that requests the slot.
   */
  readonly owner?: 'routes' | 'controller';
  /** Absent: the namespace of its owner. */
  readonly namespace?: string;
  /** Top-level fields of the object besides `apiVersion`, `kind` and `metadata`. Absent: `spec` and `data`. */
  readonly fields?: readonly string[];
  /** Whether the object may carry the name of the construct alone. The first such object gets it. */
  readonly main: boolean;
  /** DNS labels before and after the name of the construct, in the names of the other objects. */
  readonly prefix?: string;
  readonly suffix: string;
}
