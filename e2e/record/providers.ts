import type { DialectName } from '../../src/dialects/dialect';
import type { KubeObject } from '../cluster/kube-api';

/** A provider of Traefik; behind a slash, who writes for it where several do. */
export type ProviderName = 'kubernetesingressnginx' | 'kubernetesingress' | 'kubernetesingress/traefik' | 'kubernetescrd';

/** A provider of Traefik: a controller by itself, as far as routes are concerned. */
export interface Provider {
  readonly name: ProviderName;
  /** The dialect that writes for it, and for which of its variants. */
  readonly dialect: DialectName;
  readonly variant?: string;
  /** The reader that reads as it does. */
  readonly reader: string;
  readonly className: string;
  /** Of its IngressClass. Absent: it reads no Ingresses. */
  readonly classController?: string;
}

const TRAEFIK_CLASS = { className: 'traefik', classController: 'traefik.io/ingress-controller' };

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'kubernetesingressnginx',
    dialect: 'ingress-nginx',
    reader: 'traefik/nginx',
    className: 'nginx',
    classController: 'k8s.io/ingress-nginx',
  },
  { name: 'kubernetesingress', dialect: 'portable', reader: 'traefik/ingress', ...TRAEFIK_CLASS },
  { name: 'kubernetesingress/traefik', dialect: 'traefik', variant: 'ingress', reader: 'traefik/ingress', ...TRAEFIK_CLASS },
  { name: 'kubernetescrd', dialect: 'traefik', variant: 'crd', reader: 'traefik/crd', className: 'traefik' },
];

/** Whoever names no controller gets the default class. */
const DEFAULT: DialectName = 'portable';

/** Their IngressClasses. */
export function ingressClasses(): KubeObject[] {
  const classes = new Map(
    PROVIDERS.flatMap(({ className, classController }) => (classController === undefined ? [] : [[className, classController] as const])),
  );
  const defaultClass = PROVIDERS.find(({ dialect }) => dialect === DEFAULT)?.className;
  return [...classes].map(([name, controller]): KubeObject & { readonly spec: object } => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: {
      name,
      ...(name === defaultClass ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {}),
    },
    spec: { controller },
  }));
}

/** The target of `test/cases` that is written for. */
export const targetOf = ({ dialect, variant }: Provider): string => (variant === undefined ? dialect : `${dialect}/${variant}`);
