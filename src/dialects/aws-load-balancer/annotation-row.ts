import type { AnnotationRow } from '../../annotation-table/row';

/** One annotation of the AWS Load Balancer Controller. A name with `<...>` stands for all names with such a part. */
export interface AwsLoadBalancerAnnotation extends AnnotationRow {
  /** `Service`: on the Service too, which comes before the Ingress. */
  readonly on: 'Ingress' | 'Service';
  /**
   * What becomes of different values in one group. `same`: they stop the group. `same per port`: only for one port. `by key`: only for one
   * key. `together`: all count. `own`: each Ingress has its own.
   */
  readonly inGroup: 'same' | 'same per port' | 'by key' | 'together' | 'own';
}
