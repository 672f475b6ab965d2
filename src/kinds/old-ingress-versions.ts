import { CLASS_ANNOTATION } from '../model/kubernetes-syntax';
import { list, record } from './ingress-view';
import type { KubeObject } from './kube-object';

/** Versions that the API server once served, with the Kubernetes release that removed each. */
export const OLD_INGRESS_VERSIONS: { readonly [apiVersion: string]: string } = {
  'extensions/v1beta1': '1.22',
  'networking.k8s.io/v1beta1': '1.22',
};

/**
 * An Ingress of a removed version as `networking.k8s.io/v1`, converted the way the API server did while it served both. A path without a
 * path type becomes `ImplementationSpecific`.
 *
 * `className`: the class for an Ingress that names none. Controllers of that time took such an Ingress; today's ignore it.
 *
 * Source: kubernetes/kubernetes@v1.21.0:pkg/apis/networking/v1beta1/conversion.go and defaults.go;
 * kubernetes/ingress-nginx@nginx-0.30.0:internal/ingress/annotations/class/main.go (`IsValid`).
 */
export function modernIngress(object: KubeObject, className: string | undefined): KubeObject {
  const { backend, rules, ...spec } = record(object.spec);
  const named = spec.ingressClassName !== undefined || object.metadata.annotations?.[CLASS_ANNOTATION] !== undefined;
  return {
    ...object,
    apiVersion: 'networking.k8s.io/v1',
    spec: {
      ...spec,
      ...(named || className === undefined ? {} : { ingressClassName: className }),
      ...(backend === undefined || backend === null ? {} : { defaultBackend: modernBackend(backend) }),
      rules: list(rules).map((rule) => {
        const { http, ...rest } = record(rule);
        return typeof http === 'object' && http !== null ? { ...rest, http: { paths: list(record(http).paths).map(modernPath) } } : rest;
      }),
    },
  };
}

function modernPath(path: unknown): object {
  const { backend, pathType, ...rest } = record(path);
  return { ...rest, pathType: pathType ?? 'ImplementationSpecific', backend: modernBackend(backend) };
}

function modernBackend(backend: unknown): object {
  const { serviceName, servicePort, ...rest } = record(backend);
  if (serviceName === undefined) return rest;
  return {
    ...rest,
    service: { name: serviceName, port: typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort } },
  };
}
