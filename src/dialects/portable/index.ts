import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { place, render } from './render';

/** Only what `networking.k8s.io/v1` itself promises; for routes whose controller is not named. */
export const portable: Dialect = {
  identity,
  answers: () => answers,
  place,
  render,
  read: (...args) => (require('./read') as typeof import('./read')).read(...args),
};
