import type { Chart } from 'cdk8s';
import type { IIngressController } from '../controller/ingress-controller';
import type { RoutingTable } from './routing-table';

/** Properties of a `RouteEquivalence`. */
export interface RouteEquivalenceProps {
  /**
   * What the routes must do: the table that is the measure.
   *
   * @default - the table of `beforeFiles`
   */
  readonly before?: RoutingTable;

  /**
   * The same as files, folders and globs, such as what is deployed now.
   *
   * @default - `before` is given
   */
  readonly beforeFiles?: string[];

  /**
   * The controller that reads `beforeFiles`.
   *
   * @default - the files decide
   */
  readonly beforeController?: IIngressController;

  /**
   * The chart whose routes are compared.
   *
   * @default - the chart that the construct is in
   */
  readonly after?: Chart;

  /**
   * Differences that are meant: kinds such as "effect", codes such as "diff/effect" or "diff/undecided", and names of hosts.
   *
   * @default - none
   */
  readonly allow?: string[];
}
