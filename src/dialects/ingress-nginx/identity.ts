/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  name: 'ingress-nginx',
  /** The last release of kubernetes/ingress-nginx. */
  version: '1.15.1',
  title: 'ingress-nginx v1.15.1',
  ingressClassController: 'k8s.io/ingress-nginx',
  /** As "k8s.io/internal-ingress-nginx" of kubernetes/ingress-nginx@controller-v1.15.1:docs/user-guide/multiple-ingress.md. */
  furtherIngressClassControllers: /\bingress-nginx\b/,
  httpsRedirect: 'whenTls',
  className: 'nginx',
  /** The default of `--annotations-prefix`, with the slash. */
  annotationPrefix: 'nginx.ingress.kubernetes.io/',
  guards: 'auth-url, auth-type with auth-secret, auth-tls-secret, allowlist-source-range or limit-rps of nginx.ingress.kubernetes.io',
  workloads: ['ingress-nginx/controller', 'nginx-ingress-controller'],
} as const;
