import type { KubeObject } from '../../../src/kinds/kube-object';

interface Path {
  readonly path?: string;
  readonly pathType?: string;
  readonly service: string;
  readonly port?: number | string;
}

interface IngressGiven {
  readonly name?: string;
  readonly host?: string;
  readonly annotations?: { readonly [suffix: string]: unknown };
  readonly paths: readonly Path[];
}

/** An Ingress of class `alb`; values of annotations that are no text are written as JSON. */
export const ingress = ({ name = 'shop', host = 'shop.example.com', annotations = {}, paths }: IngressGiven): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name,
    namespace: 'web',
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([suffix, value]) => [
        `alb.ingress.kubernetes.io/${suffix}`,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  },
  spec: {
    ingressClassName: 'alb',
    rules: [
      {
        ...(host === '' ? {} : { host }),
        http: {
          paths: paths.map(({ path = '/', pathType = 'Prefix', service, port = 80 }) => ({
            path,
            pathType,
            backend: { service: { name: service, port: typeof port === 'number' ? { number: port } : { name: port } } },
          })),
        },
      },
    ],
  },
});

export const service = (name: string, type = 'NodePort'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'web' },
  spec: { type, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
});
