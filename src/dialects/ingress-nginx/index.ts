import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { install } from './install';
import { native } from './native';
import { place, render } from './render';

/** kubernetes/ingress-nginx, at its last release. */
export const ingressNginx: Dialect = {
  identity,
  answers: () => answers,
  native,
  place,
  render,
  // Loaded on first use, because synth does not need it.
  read: (...args) => (require('./read') as typeof import('./read')).read(...args),
  install,
};
