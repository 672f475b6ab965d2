/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  name: 'aws-load-balancer',
  version: '3.5.0',
  title: 'AWS Load Balancer Controller v3.5.0',
  ingressClassController: 'ingress.k8s.aws/alb',
  httpsRedirect: 'never',
  className: 'alb',
  annotationPrefix: 'alb.ingress.kubernetes.io/',
  guards:
    'auth-type (cognito or oidc), inbound-cidrs, mutual-authentication or wafv2-acl-arn of alb.ingress.kubernetes.io; it has no basic authentication',
  workloads: ['aws-load-balancer-controller'],
} as const;
