import { k8s } from 'cdk8s-plus-27';
import * as ingressNginx from '../../../../../src/dialects/ingress-nginx/public';
import { type Case, CONTAINER, LABELS, SELECTOR, SERVICE } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'config',
    own: { config: { useForwardedHeaders: true, proxyReadTimeout: 120 } },
    differences: [
      '+ ConfigMap ingress-nginx-controller data.proxy-read-timeout: "120"',
      '+ ConfigMap ingress-nginx-controller data.use-forwarded-headers: "true"',
    ],
  },
  {
    option: 'config joins that of the platform',
    own: { platform: ingressNginx.Platform.DIGITAL_OCEAN, config: { useProxyProtocol: false, hsts: false } },
    differences: [
      '+ ConfigMap ingress-nginx-controller data.hsts: "false"',
      '~ ConfigMap ingress-nginx-controller data.use-proxy-protocol: "false"',
    ],
  },
  {
    option: 'controllerValue',
    own: { controllerValue: 'example.com/internal' },
    differences: [
      `+ ${CONTAINER}.args[--controller-class=example.com/internal]`,
      `- ${CONTAINER}.args[--controller-class=k8s.io/ingress-nginx]`,
      '~ IngressClass nginx spec.controller: "example.com/internal"',
    ],
  },
  {
    option: 'watchNamespace, and rights to list namespaces are not needed',
    own: { watchNamespace: 'shop' },
    differences: [
      '+ ClusterRole ingress-nginx rules[get namespaces shop]',
      '- ClusterRole ingress-nginx rules[list namespaces]',
      '- ClusterRole ingress-nginx rules[watch namespaces]',
      `+ ${CONTAINER}.args[--watch-namespace=shop]`,
    ],
  },
  {
    option: 'watchNamespaceSelector',
    own: { watchNamespaceSelector: 'team=shop,stage notin (test,dev)' },
    differences: [`+ ${CONTAINER}.args[--watch-namespace-selector=team=shop,stage notin (test,dev)]`],
  },
  {
    option: 'watchIngressWithoutClass',
    own: { watchIngressWithoutClass: true },
    differences: [`+ ${CONTAINER}.args[--watch-ingress-without-class=true]`],
  },
  {
    option: 'watchIngressWithoutClass: false on kind',
    own: { platform: ingressNginx.Platform.KIND, watchIngressWithoutClass: false },
    differences: [`- ${CONTAINER}.args[--watch-ingress-without-class=true]`],
  },
  {
    option: 'tcpServices',
    options: { service: { nodePorts: { tcp: { '5432': 30432 } } } },
    own: { tcpServices: { '5432': 'data/postgres:5432', '6379': 'data/redis:redis:PROXY:PROXY' } },
    differences: [
      '+ ConfigMap ingress-nginx-tcp',
      `+ ${CONTAINER}.args[--tcp-services-configmap=$(POD_NAMESPACE)/ingress-nginx-tcp]`,
      `+ ${CONTAINER}.ports[5432-tcp].containerPort: 5432`,
      `+ ${CONTAINER}.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${CONTAINER}.ports[5432-tcp].protocol: "TCP"`,
      `+ ${CONTAINER}.ports[6379-tcp].containerPort: 6379`,
      `+ ${CONTAINER}.ports[6379-tcp].name: "6379-tcp"`,
      `+ ${CONTAINER}.ports[6379-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${SERVICE} spec.ports[5432-tcp].nodePort: 30432`,
      `+ ${SERVICE} spec.ports[5432-tcp].port: 5432`,
      `+ ${SERVICE} spec.ports[5432-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].targetPort: "5432-tcp"`,
      `+ ${SERVICE} spec.ports[6379-tcp].name: "6379-tcp"`,
      `+ ${SERVICE} spec.ports[6379-tcp].port: 6379`,
      `+ ${SERVICE} spec.ports[6379-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[6379-tcp].targetPort: "6379-tcp"`,
    ],
    added: [
      {
        apiVersion: 'v1',
        data: { '5432': 'data/postgres:5432', '6379': 'data/redis:redis:PROXY:PROXY' },
        kind: 'ConfigMap',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-tcp', namespace: 'ingress-nginx' },
      },
    ],
  },
  {
    option: 'udpServices',
    own: { udpServices: { '53': 'kube-system/kube-dns:dns' } },
    differences: [
      '+ ConfigMap ingress-nginx-udp',
      `+ ${CONTAINER}.args[--udp-services-configmap=$(POD_NAMESPACE)/ingress-nginx-udp]`,
      `+ ${CONTAINER}.ports[53-udp].containerPort: 53`,
      `+ ${CONTAINER}.ports[53-udp].name: "53-udp"`,
      `+ ${CONTAINER}.ports[53-udp].protocol: "UDP"`,
      `+ ${SERVICE} spec.ports[53-udp].name: "53-udp"`,
      `+ ${SERVICE} spec.ports[53-udp].port: 53`,
      `+ ${SERVICE} spec.ports[53-udp].protocol: "UDP"`,
      `+ ${SERVICE} spec.ports[53-udp].targetPort: "53-udp"`,
    ],
    added: [
      {
        apiVersion: 'v1',
        data: { '53': 'kube-system/kube-dns:dns' },
        kind: 'ConfigMap',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-udp', namespace: 'ingress-nginx' },
      },
    ],
  },
  {
    option: 'tcpServices in the config map of the classic platform',
    own: { platform: ingressNginx.Platform.AWS_CLASSIC_L4, tcpServices: { '5432': 'data/postgres:5432' } },
    differences: [
      '+ ConfigMap tcp-services data.5432: "data/postgres:5432"',
      `+ ${CONTAINER}.ports[5432-tcp].containerPort: 5432`,
      `+ ${CONTAINER}.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${CONTAINER}.ports[5432-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${SERVICE} spec.ports[5432-tcp].port: 5432`,
      `+ ${SERVICE} spec.ports[5432-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].targetPort: "5432-tcp"`,
    ],
  },
  {
    option: 'defaultBackend that is there already',
    own: { defaultBackend: ingressNginx.DefaultBackend.service('shop/errors') },
    differences: [`+ ${CONTAINER}.args[--default-backend-service=shop/errors]`],
  },
  {
    option: 'defaultBackend that is installed',
    own: {
      defaultBackend: ingressNginx.DefaultBackend.install({
        replicas: 2,
        resources: { requests: { cpu: k8s.Quantity.fromString('10m') } },
      }),
    },
    differences: [
      `+ ${CONTAINER}.args[--default-backend-service=$(POD_NAMESPACE)/ingress-nginx-defaultbackend]`,
      '+ Deployment ingress-nginx-defaultbackend',
      '+ Service ingress-nginx-defaultbackend',
      '+ ServiceAccount ingress-nginx-backend',
    ],
    added: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { labels: LABELS.backend, name: 'ingress-nginx-defaultbackend', namespace: 'ingress-nginx' },
        spec: {
          minReadySeconds: 0,
          replicas: 2,
          revisionHistoryLimit: 10,
          selector: { matchLabels: SELECTOR.backend },
          template: {
            metadata: { labels: LABELS.backend },
            spec: {
              automountServiceAccountToken: true,
              containers: [
                {
                  image: 'registry.k8s.io/defaultbackend-amd64:1.5@sha256:4dc5e07c8ca4e23bddb3153737d7b8c556e5fb2f29c4558b7cd6e6df99c512c7',
                  imagePullPolicy: 'IfNotPresent',
                  livenessProbe: {
                    failureThreshold: 3,
                    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
                    initialDelaySeconds: 30,
                    periodSeconds: 10,
                    successThreshold: 1,
                    timeoutSeconds: 5,
                  },
                  name: 'ingress-nginx-default-backend',
                  ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
                  readinessProbe: {
                    failureThreshold: 6,
                    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
                    initialDelaySeconds: 0,
                    periodSeconds: 5,
                    successThreshold: 1,
                    timeoutSeconds: 5,
                  },
                  resources: { requests: { cpu: '10m' } },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                    readOnlyRootFilesystem: true,
                    runAsGroup: 65534,
                    runAsNonRoot: true,
                    runAsUser: 65534,
                    seccompProfile: { type: 'RuntimeDefault' },
                  },
                },
              ],
              nodeSelector: { 'kubernetes.io/os': 'linux' },
              serviceAccountName: 'ingress-nginx-backend',
              terminationGracePeriodSeconds: 60,
            },
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { labels: LABELS.backend, name: 'ingress-nginx-defaultbackend', namespace: 'ingress-nginx' },
        spec: {
          ports: [{ appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
          selector: SELECTOR.backend,
          type: 'ClusterIP',
        },
      },
      {
        apiVersion: 'v1',
        automountServiceAccountToken: true,
        kind: 'ServiceAccount',
        metadata: { labels: LABELS.backend, name: 'ingress-nginx-backend', namespace: 'ingress-nginx' },
      },
    ],
  },
  {
    option: 'logLevel',
    own: { logLevel: 3 },
    differences: [`+ ${CONTAINER}.args[--v=3]`],
  },
  {
    option: 'publishStatusAddress',
    own: { publishStatusAddress: '203.0.113.7' },
    differences: [
      `- ${CONTAINER}.args[--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller]`,
      `+ ${CONTAINER}.args[--publish-status-address=203.0.113.7]`,
    ],
  },
  {
    option: 'extraArgs',
    own: { extraArgs: { 'enable-ssl-passthrough': 'true', profiling: '' } },
    differences: [`+ ${CONTAINER}.args[--enable-ssl-passthrough=true]`, `+ ${CONTAINER}.args[--profiling]`],
  },
  {
    option: 'awsTlsTermination',
    own: {
      platform: ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION,
      awsTlsTermination: { certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/abc', vpcCidr: '10.1.0.0/16' },
    },
    differences: [
      '~ ConfigMap ingress-nginx-controller data.proxy-real-ip-cidr: "10.1.0.0/16"',
      // A port that the published manifest names twice; the Service does not use its second name.
      `- ${CONTAINER}.ports[https].containerPort: 80`,
      `- ${CONTAINER}.ports[https].name: "https"`,
      `- ${CONTAINER}.ports[https].protocol: "TCP"`,
      `~ ${SERVICE} metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-ssl-cert: "arn:aws:acm:eu-west-1:123456789012:certificate/abc"`,
    ],
  },
];
