import { annotationField as fieldOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { identity } from '../identity';
import type { Group } from '../model/groups';
import type { LoadBalancer } from '../model/load-balancer-model';

export const annotationField = (suffix: string): string => fieldOf(`${identity.annotationPrefix}${suffix}`);

/** What becomes of a group. */
export interface Built {
  readonly group: Group;
  /** Of its members. */
  readonly origins: readonly Origin[];
  /** Absent: the controller cannot build it. */
  readonly loadBalancer?: LoadBalancer;
  /** Why there is no load balancer. */
  readonly refused?: string;
}
