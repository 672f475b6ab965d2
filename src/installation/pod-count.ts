/** Kubernetes has one field for both: a number of pods, or a share of them such as "25%". */
export const podCount = (pods: number | undefined, percent: number | undefined): number | string | undefined =>
  percent === undefined ? pods : `${percent}%`;
