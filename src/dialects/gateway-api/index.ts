import type { Dialect } from '../dialect';
import { answers } from './answers';
import { identity } from './identity';
import { IMPLEMENTATIONS } from './implementations';
import { install } from './install';
import { place, render } from './render';

/** The dialect of Gateway API: HTTPRoutes, and the policies of the implementation that serves them. */
export const gatewayApi: Dialect = {
  identity,
  answers,
  variants: IMPLEMENTATIONS,
  place,
  render,
  // Loaded when it is asked for: synth has no need of it until all routes are there. A Gateway takes the place of a class.
  read: (objects, { ingressClasses: _, ...scope } = {}) => {
    const { PROFILES } = require('./profiles/registry') as typeof import('./profiles/registry');
    const profile = PROFILES.find(({ name }) => name === scope.variant) ?? (PROFILES[0] as (typeof PROFILES)[number]);
    return (require('./read') as typeof import('./read')).readerOf(profile)(objects, scope);
  },
  install,
};
