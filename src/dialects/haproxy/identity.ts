/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  name: 'haproxy',
  /** Of haproxytech/kubernetes-ingress. HAProxy Ingress of jcmoraisjr is another controller. */
  version: '3.2.11',
  title: 'HAProxy Kubernetes Ingress Controller v3.2.11',
  ingressClassController: 'haproxy.org/ingress-controller/haproxy',
  className: 'haproxy',
  annotationPrefix: 'haproxy.org/',
  workloads: ['haproxytech/kubernetes-ingress'],
} as const;
