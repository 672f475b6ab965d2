/** An object that a route needs. */
export interface ObjectSlot {
  /** Equal keys are one object. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  /**
   * Who the object belongs to: one construct with routes, or the controller, whose object follows from the routes of all constructs. Absent:
   * the construct that asks.
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
