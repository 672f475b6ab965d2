import type { NativeSettings } from '../dialect';
import { annotationsOfProps } from './annotation-table';
import { ANNOTATIONS } from './annotations';

/** The settings of `haproxy.Annotations`. */
export const native: NativeSettings = {
  option: 'haproxy',
  annotations: ANNOTATIONS,
  read: (settings, inherited) => ({ annotations: { ...inherited?.annotations, ...annotationsOfProps(settings) } }),
};
