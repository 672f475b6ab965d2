import type { ControllerVersion, Dialect, DialectName } from './dialect';

/**
 * What reading manifests needs to know of each dialect before it chooses one: apart from `registry.ts`, so that a tool that only reads
 * loads neither the others nor what renders and installs.
 */
export interface Reader {
  readonly name: DialectName;
  readonly version: ControllerVersion;
  /** Shown to people. */
  readonly title: string;
  readonly marks: Marks;
  readonly load: () => NonNullable<Dialect['read']>;
}

/** By what manifests show that they are meant for a controller. */
export interface Marks {
  /** `spec.controller` of its IngressClass. */
  readonly ingressClassController?: string;
  /** What its IngressClass is called unless somebody says otherwise. */
  readonly className?: string;
  readonly annotationPrefix?: string;
  /** Texts of which one is in every Deployment or DaemonSet that runs the controller. */
  readonly workloads?: readonly string[];
}

/** In order; the last is for manifests that show no mark. */
export const READERS: readonly Reader[] = [
  {
    name: 'ingress-nginx',
    version: '1.15.1',
    title: 'ingress-nginx v1.15.1',
    marks: {
      ingressClassController: 'k8s.io/ingress-nginx',
      className: 'nginx',
      annotationPrefix: 'nginx.ingress.kubernetes.io/',
      workloads: ['ingress-nginx/controller', 'nginx-ingress-controller'],
    },
    load: () => (require('./ingress-nginx/read') as typeof import('./ingress-nginx/read')).read,
  },
  {
    name: 'portable',
    version: 'v1',
    title: 'the Ingress API alone',
    marks: {},
    load: () => (require('./portable/read') as typeof import('./portable/read')).read,
  },
];
