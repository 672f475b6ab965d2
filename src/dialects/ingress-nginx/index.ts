import type { Dialect } from '../dialect';
import { ANNOTATIONS } from './annotations';
import { answers } from './answers';
import { annotationsOfProps } from './check-annotations';
import { identity } from './identity';
import { install } from './install';
import { isAlternative, overlap, place, placeDefaultBackend, regexHosts, render } from './render';
import { checkCanaries } from './render/check-canaries';
import { furtherHosts } from './render/further-hosts';

/** kubernetes/ingress-nginx, at its last release. */
export const ingressNginx: Dialect = {
  identity,
  answers,
  annotations: ANNOTATIONS,
  nativeOption: 'ingressNginx',
  annotationsOf: annotationsOfProps,
  place,
  placeDefaultBackend,
  overlap,
  isAlternative,
  furtherHosts,
  regexHosts,
  checkTogether: checkCanaries,
  render,
  // Loaded when it is asked for: synth has no need of it.
  read: (...args) => (require('./read') as typeof import('./read')).read(...args),
  install,
};
