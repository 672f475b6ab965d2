import type { RollingUpdateOptions } from './update-strategy';

/** Kubernetes has one field for both: a number of pods, or a share of them such as "25%". */
export const podCount = (pods: number | undefined, percent: number | undefined): number | string | undefined =>
  percent === undefined ? pods : `${percent}%`;

/** The limits as Kubernetes has them. */
export interface RollingUpdate {
  readonly maxUnavailable: number | string | undefined;
  readonly maxSurge: number | string | undefined;
}

export const rollingUpdateOf = (options: RollingUpdateOptions = {}): RollingUpdate => ({
  maxUnavailable: podCount(options.maxUnavailable, options.maxUnavailablePercent),
  maxSurge: podCount(options.maxSurge, options.maxSurgePercent),
});
