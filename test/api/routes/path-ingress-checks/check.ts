import type { Chart } from 'cdk8s';
import type { IRouteTarget } from '../../../../src';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../../../../src/api/routes/route-options';
import { nginx, to, withHost } from '../../../synth-routes';

/** A mistake, the code that it gets, and why it is one: by the act of writing it or at synth. */
export type Check = readonly [code: string, reason: string, make: (chart: Chart) => void];

/** A PathIngress for ingress-nginx in namespace "web", for one host unless the properties say otherwise. */
export function shop(chart: Chart, props: PathIngressProps = {}): PathIngress {
  return new PathIngress(chart, 'shop', { controller: nginx(), namespace: 'web', ...withHost(props) });
}

/** One route of such a PathIngress. */
export const route =
  (path: string, options: RouteOptions = {}, target: IRouteTarget = to('web'), props: PathIngressProps = {}) =>
  (chart: Chart): void => {
    shop(chart, props).addRoute(path, target, options);
  };

/** Such a PathIngress with a route that is right. */
export const props =
  (given: PathIngressProps) =>
  (chart: Chart): void => {
    shop(chart, given).addRoute('/x', to('web'));
  };

/** What the compiler would refuse, and what users of other languages can write all the same. */
export const untyped = (value: unknown): never => value as never;
