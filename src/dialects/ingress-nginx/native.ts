import type { Native } from '../../model/neutral-route';
import type { NativeSettings } from '../dialect';
import { ANNOTATIONS } from './annotations';
import { annotationsOfProps } from './check-annotations';
import { identity } from './identity';
import type { Risk } from './risk';

const DEFAULT_BACKEND = `${identity.annotationPrefix}default-backend`;

/** The settings of `ingressNginx.Annotations`. */
export interface IngressNginxNative extends Native {
  /** The highest risk of an annotation that the user has accepted. */
  readonly acceptedRisk?: Risk;
}

export const native: NativeSettings = {
  option: 'ingressNginx',
  annotations: ANNOTATIONS,
  services(annotations) {
    const service = annotations[DEFAULT_BACKEND];
    return service === undefined ? [] : [{ annotation: DEFAULT_BACKEND, service }];
  },
  read({ acceptedRisk, ...settings }: { readonly acceptedRisk?: Risk }, inherited?: IngressNginxNative): IngressNginxNative {
    const risk = acceptedRisk ?? inherited?.acceptedRisk;
    return {
      annotations: { ...inherited?.annotations, ...annotationsOfProps(settings) },
      ...(risk === undefined ? {} : { acceptedRisk: risk }),
    };
  },
};
