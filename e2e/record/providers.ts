import type { DialectName } from '../../src/dialects/dialect';
import type { KubeObject } from '../cluster/kube-api';

export type ProviderName = 'kubernetesingressnginx' | 'kubernetesingress' | 'kubernetescrd';

/** A provider of Traefik: a controller by itself, as far as routes are concerned. */
export interface Provider {
  readonly name: ProviderName;
  /** The dialect that writes for it. */
  readonly dialect: DialectName;
  readonly className: string;
  /** Of its IngressClass. Absent: it reads no Ingresses. */
  readonly classController?: string;
}

export const PROVIDERS: readonly Provider[] = [
  { name: 'kubernetesingressnginx', dialect: 'ingress-nginx', className: 'nginx', classController: 'k8s.io/ingress-nginx' },
  { name: 'kubernetesingress', dialect: 'portable', className: 'traefik', classController: 'traefik.io/ingress-controller' },
  { name: 'kubernetescrd', dialect: 'traefik', className: 'traefik' },
];

/** Whoever names no controller gets the default class. */
const DEFAULT: DialectName = 'portable';

/** Their IngressClasses. */
export function ingressClasses(): KubeObject[] {
  return PROVIDERS.filter(({ classController }) => classController !== undefined).map(
    ({ className, classController, dialect }): KubeObject & { readonly spec: object } => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        name: className,
        ...(dialect === DEFAULT ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {}),
      },
      spec: { controller: classController },
    }),
  );
}
