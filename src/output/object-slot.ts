/** An object that a route needs. */
export interface ObjectSlot {
  /** Equal keys are one object. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether the object may carry the name of the construct alone. The first such object gets it. */
  readonly main: boolean;
  /** DNS labels before and after the name of the construct, in the names of the other objects. */
  readonly prefix?: string;
  readonly suffix: string;
}
