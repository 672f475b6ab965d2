/** An object that a route needs. */
export interface ObjectSlot {
  /** Equal keys are one object. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether the object may carry the name of the construct alone; the first that may does. */
  readonly main: boolean;
  /** What distinguishes the names of the others, as DNS labels: before and after the name of the construct. */
  readonly prefix?: string;
  readonly suffix: string;
}
