/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  name: 'haproxy',
  /** Of haproxytech/kubernetes-ingress. HAProxy Ingress of jcmoraisjr is another controller. */
  version: '3.2.11',
  title: 'HAProxy Kubernetes Ingress Controller v3.2.11',
  ingressClassController: 'haproxy.org/ingress-controller/haproxy',
  httpsRedirect: 'whenTls',
  className: 'haproxy',
  annotationPrefix: 'haproxy.org/',
  guards: 'auth-type with auth-secret, allow-list, deny-list or rate-limit-requests of haproxy.org; it has no external authentication',
  workloads: ['haproxytech/kubernetes-ingress'],
} as const;
