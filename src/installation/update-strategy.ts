import type { k8s } from 'cdk8s-plus-27';
import { CHECKED_LATER, readStruct, type Shape } from '../input/struct-shape';

/** Limits of a rolling update, as numbers of pods or percentages such as "25%". At least one of them must be above zero. */
export interface RollingUpdateOptions {
  /**
   * Pods that may be missing during an update.
   * @default - 1
   */
  readonly maxUnavailable?: k8s.IntOrString;

  /**
   * Pods that may be added during an update. A DaemonSet accepts it only if `maxUnavailable` is zero.
   * @default - the default of Kubernetes: 25% for a Deployment, none for a DaemonSet
   */
  readonly maxSurge?: k8s.IntOrString;
}

const ROLLING_UPDATE: Shape<RollingUpdateOptions> = { maxUnavailable: CHECKED_LATER, maxSurge: CHECKED_LATER };

/** How pods are replaced when the installation changes. */
export class UpdateStrategy {
  /**
   * A few pods at a time, so that the controller keeps working.
   * @param options limits
   */
  public static rolling(options: RollingUpdateOptions = {}): UpdateStrategy {
    return new UpdateStrategy('RollingUpdate', readStruct(options, ROLLING_UPDATE, { owner: 'UpdateStrategy.rolling', where: '' }));
  }

  /** All pods of a Deployment are stopped before new ones start. */
  public static recreate(): UpdateStrategy {
    return new UpdateStrategy('Recreate');
  }

  /** A pod of a DaemonSet is replaced only after somebody deleted it. */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy('OnDelete');
  }

  private constructor(
    /** The value in the Kubernetes API: "RollingUpdate", "Recreate" or "OnDelete". */
    public readonly type: string,
    /** Limits of a rolling update. */
    public readonly options?: RollingUpdateOptions,
  ) {}
}
