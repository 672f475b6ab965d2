import type { DialectName } from '../../src/dialects/dialect';
import type { KubeObject } from '../cluster/kube-api';

/** A program that is recorded. */
export type Recorded = 'traefik' | 'envoy-gateway';

/** A provider of Traefik, behind a slash who writes for it where several do; or another program. */
export type ProviderName =
  | 'kubernetesingressnginx'
  | 'kubernetesingress'
  | 'kubernetesingress/traefik'
  | 'kubernetescrd'
  | 'kubernetesgateway'
  | 'envoy-gateway';

/** A provider of Traefik, or another program: a controller by itself, as far as routes are concerned. */
export interface Provider {
  readonly name: ProviderName;
  readonly program: Recorded;
  /** The dialect that writes for it, and for which of its variants. */
  readonly dialect: DialectName;
  readonly variant?: string;
  /** The reader that reads as it does. */
  readonly reader: string;
  readonly className: string;
  /** Of its IngressClass or GatewayClass. Absent: it has no class. */
  readonly classController?: string;
}

const TRAEFIK = { program: 'traefik', className: 'traefik' } as const;
const TRAEFIK_CLASS = { ...TRAEFIK, classController: 'traefik.io/ingress-controller' };

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'kubernetesingressnginx',
    program: 'traefik',
    dialect: 'ingress-nginx',
    reader: 'traefik/nginx',
    className: 'nginx',
    classController: 'k8s.io/ingress-nginx',
  },
  { name: 'kubernetesingress', dialect: 'portable', reader: 'traefik/ingress', ...TRAEFIK_CLASS },
  { name: 'kubernetesingress/traefik', dialect: 'traefik', variant: 'ingress', reader: 'traefik/ingress', ...TRAEFIK_CLASS },
  { name: 'kubernetescrd', dialect: 'traefik', variant: 'crd', reader: 'traefik/crd', ...TRAEFIK },
  {
    name: 'kubernetesgateway',
    dialect: 'gateway-api',
    variant: 'traefik',
    reader: 'gateway-api/traefik',
    ...TRAEFIK,
    classController: 'traefik.io/gateway-controller',
  },
  {
    name: 'envoy-gateway',
    program: 'envoy-gateway',
    dialect: 'gateway-api',
    variant: 'envoy-gateway',
    reader: 'gateway-api/envoy-gateway',
    className: 'envoy-gateway',
    classController: 'gateway.envoyproxy.io/gatewayclass-controller',
  },
];

/** The provider of a name. */
export function providerOf(name: ProviderName): Provider {
  const found = PROVIDERS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such provider: ${name}`);
  return found;
}

/** Whoever names no controller gets the default class. */
const DEFAULT: DialectName = 'portable';

/** Their IngressClasses and GatewayClasses. */
export function classes(): KubeObject[] {
  const defaultClass = PROVIDERS.find(({ dialect }) => dialect === DEFAULT)?.className;
  const all = PROVIDERS.flatMap(({ dialect, className: name, classController }): (KubeObject & { readonly spec: object })[] => {
    if (classController === undefined) return [];
    if (dialect === 'gateway-api')
      return [
        { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name }, spec: { controllerName: classController } },
      ];
    const annotations = name === defaultClass ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } : {};
    return [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name, ...annotations },
        spec: { controller: classController },
      },
    ];
  });
  return [...new Map(all.map((one) => [`${one.kind} ${one.metadata.name}`, one])).values()];
}

/** The target of `test/cases` that is written for. */
export const targetOf = ({ dialect, variant }: Provider): string => (variant === undefined ? dialect : `${dialect}/${variant}`);
