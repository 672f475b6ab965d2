import type { Dialect } from '../dialect';
import { ANNOTATIONS } from './annotations';
import { answers } from './answers';
import { annotationsOfProps } from './check-annotations';
import { install } from './install';
import { read } from './read';
import { overlap, place, placeDefaultBackend, render, TITLE } from './render';

/** kubernetes/ingress-nginx, at its last release. */
export const ingressNginx: Dialect = {
  name: 'ingress-nginx',
  title: TITLE,
  answers,
  annotations: ANNOTATIONS,
  nativeOption: 'ingressNginx',
  annotationsOf: annotationsOfProps,
  place,
  placeDefaultBackend,
  overlap,
  render,
  read,
  install,
};
