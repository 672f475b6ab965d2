const VERSION = '3.7.13';
const WORKLOADS = ['/traefik:', 'traefik/traefik'];

/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  /** Readers are named like it, with the provider behind a slash. */
  name: 'traefik',
  version: VERSION,
  title: `Traefik v${VERSION}`,
  ingressClassController: 'traefik.io/ingress-controller',
  httpsRedirect: 'never',
  className: 'traefik',
} as const;

/** The provider kubernetesIngress: Ingresses with annotations of Traefik. */
export const ingress = {
  name: 'traefik/ingress',
  version: VERSION,
  title: `Traefik v${VERSION}, reading Ingresses`,
  ingressClassController: identity.ingressClassController,
  className: identity.className,
  annotationPrefix: 'traefik.ingress.kubernetes.io/',
  guards: 'a Middleware (basicAuth, forwardAuth, ipAllowList, rateLimit), named in traefik.ingress.kubernetes.io/router.middlewares',
  workloads: WORKLOADS,
} as const;

/** The provider kubernetesCRD: IngressRoutes, and the objects of Traefik's own kinds that they name. */
export const crd = {
  name: 'traefik/crd',
  version: VERSION,
  title: `Traefik v${VERSION}, reading IngressRoutes`,
  workloads: WORKLOADS,
} as const;

/** The provider kubernetesIngressNGINX: Ingresses that were written for ingress-nginx. Nothing in them shows that Traefik reads them. */
export const nginx = {
  name: 'traefik/nginx',
  version: VERSION,
  title: `Traefik v${VERSION}, reading Ingresses of ingress-nginx`,
  workloads: WORKLOADS,
} as const;
