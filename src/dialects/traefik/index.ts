import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { install } from './install';
import { native } from './native';
import { PROVIDERS } from './providers';
import { Provider } from './public';
import { place, render } from './render';
import { saidOptions } from './said-options';

/** traefik/traefik, by its own kinds of objects or by Ingresses. */
export const traefik: Dialect = {
  identity,
  answers,
  variants: PROVIDERS,
  native,
  place,
  render,
  // Loaded when it is asked for: synth has no need of it.
  read: (objects, { own, ...scope } = {}) => {
    const settings = scope.settings ?? (own === undefined ? undefined : saidOptions(own));
    const { readCrd, readIngress } = require('./read') as typeof import('./read');
    return (scope.variant === Provider.INGRESS ? readIngress : readCrd)(objects, {
      ...scope,
      ...(settings === undefined ? {} : { settings }),
    });
  },
  install,
};
