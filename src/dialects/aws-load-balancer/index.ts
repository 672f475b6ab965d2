import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { install } from './install';
import { native } from './native';
import { place, render } from './render';

/** kubernetes-sigs/aws-load-balancer-controller: Application Load Balancers of AWS for Ingresses. */
export const awsLoadBalancer: Dialect = {
  identity,
  answers: () => answers,
  native,
  place,
  render,
  // Loaded when it is asked for: synth has no need of it until all routes are there.
  read: (...args) => (require('./read') as typeof import('./read')).read(...args),
  install,
};
