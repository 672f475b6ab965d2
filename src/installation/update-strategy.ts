import { CHECKED_LATER, readStruct, type Shape } from '../input/struct-shape';

/** Limits of a rolling update. Each is a number of pods or a share of them, not both; at least one of them must be above zero. */
export interface RollingUpdateOptions {
  /**
   * Number of pods that may be missing during an update.
   * @default - 1 if `maxUnavailablePercent` is not given either
   */
  readonly maxUnavailable?: number;

  /**
   * Share of the pods that may be missing during an update, from 0 to 100; Kubernetes rounds it down.
   * @default - `maxUnavailable` decides
   */
  readonly maxUnavailablePercent?: number;

  /**
   * Number of pods that may be added during an update. A DaemonSet accepts it only if `maxUnavailable` is zero.
   * @default - the default of Kubernetes if `maxSurgePercent` is not given either: 25 percent for a Deployment, none for a DaemonSet
   */
  readonly maxSurge?: number;

  /**
   * Share of the pods that may be added during an update, from 0 to 100; Kubernetes rounds it up. A DaemonSet accepts it only if
   * `maxUnavailable` is zero.
   * @default - `maxSurge` decides
   */
  readonly maxSurgePercent?: number;
}

const ROLLING_UPDATE: Shape<RollingUpdateOptions> = {
  maxUnavailable: CHECKED_LATER,
  maxUnavailablePercent: CHECKED_LATER,
  maxSurge: CHECKED_LATER,
  maxSurgePercent: CHECKED_LATER,
};

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
