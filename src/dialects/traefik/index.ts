import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { install } from './install';
import { PROVIDERS } from './providers';
import { place, render } from './render';
import { saidOptions } from './said-options';

/** traefik/traefik, by its own kinds of objects. */
export const traefik: Dialect = {
  identity,
  answers,
  variants: PROVIDERS,
  place,
  render,
  // Loaded when it is asked for: synth has no need of it.
  read: (objects, { own, ...scope } = {}) => {
    const settings = scope.settings ?? (own === undefined ? undefined : saidOptions(own));
    return (require('./read') as typeof import('./read')).readCrd(objects, { ...scope, ...(settings === undefined ? {} : { settings }) });
  },
  install,
};
