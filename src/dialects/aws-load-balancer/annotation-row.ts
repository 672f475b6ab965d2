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
  /** The type of its member in `awsLoadBalancer.Annotations`, where the value does not say it. */
  readonly type?: string;
}

/** What stands before the part of a name that is any text; undefined for a name without such a part. */
export const headOf = (name: string): string | undefined => (name.includes('<') ? name.slice(0, name.indexOf('<')) : undefined);

/** `listenPorts` of `listen-ports`, `groupName` of `group.name`, `actions` of `actions.<name>`. */
export const propOf = (name: string): string =>
  (headOf(name) ?? name).replace(/\.$/, '').replace(/[-.](.)/g, (_, letter: string) => letter.toUpperCase());
