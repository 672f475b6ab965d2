import * as ingressNginx from '../../../../../src/dialects/ingress-nginx/public';
import { type Case, CONTAINER, LABELS, SELECTOR, SERVICE } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'networkPolicy',
    options: { networkPolicy: true },
    differences: ['+ NetworkPolicy ingress-nginx-admission', '+ NetworkPolicy ingress-nginx-controller'],
    added: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { labels: LABELS.admission, name: 'ingress-nginx-admission', namespace: 'ingress-nginx' },
        spec: { egress: [{}], podSelector: { matchLabels: SELECTOR.admission }, policyTypes: ['Ingress', 'Egress'] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: {
          egress: [{}],
          ingress: [
            {
              ports: [
                { port: 80, protocol: 'TCP' },
                { port: 443, protocol: 'TCP' },
                { port: 8443, protocol: 'TCP' },
              ],
            },
          ],
          podSelector: { matchLabels: SELECTOR.controller },
          policyTypes: ['Ingress', 'Egress'],
        },
      },
    ],
  },
  {
    option: 'networkPolicy opens every port for clients',
    options: { networkPolicy: true, metrics: { service: false } },
    own: {
      tcpServices: { '5432': 'data/postgres:5432' },
      udpServices: { '53': 'kube-system/kube-dns:dns' },
      defaultBackend: ingressNginx.DefaultBackend.install(),
    },
    differences: [
      '+ ConfigMap ingress-nginx-tcp',
      '+ ConfigMap ingress-nginx-udp',
      `+ ${CONTAINER}.args[--default-backend-service=$(POD_NAMESPACE)/ingress-nginx-defaultbackend]`,
      `+ ${CONTAINER}.args[--enable-metrics=true]`,
      `+ ${CONTAINER}.args[--tcp-services-configmap=$(POD_NAMESPACE)/ingress-nginx-tcp]`,
      `+ ${CONTAINER}.args[--udp-services-configmap=$(POD_NAMESPACE)/ingress-nginx-udp]`,
      `+ ${CONTAINER}.ports[53-udp].containerPort: 53`,
      `+ ${CONTAINER}.ports[53-udp].name: "53-udp"`,
      `+ ${CONTAINER}.ports[53-udp].protocol: "UDP"`,
      `+ ${CONTAINER}.ports[5432-tcp].containerPort: 5432`,
      `+ ${CONTAINER}.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${CONTAINER}.ports[5432-tcp].protocol: "TCP"`,
      `+ ${CONTAINER}.ports[metrics].containerPort: 10254`,
      `+ ${CONTAINER}.ports[metrics].name: "metrics"`,
      `+ ${CONTAINER}.ports[metrics].protocol: "TCP"`,
      '+ Deployment ingress-nginx-defaultbackend',
      '+ NetworkPolicy ingress-nginx-admission',
      '+ NetworkPolicy ingress-nginx-controller',
      '+ NetworkPolicy ingress-nginx-defaultbackend',
      `+ ${SERVICE} spec.ports[53-udp].name: "53-udp"`,
      `+ ${SERVICE} spec.ports[53-udp].port: 53`,
      `+ ${SERVICE} spec.ports[53-udp].protocol: "UDP"`,
      `+ ${SERVICE} spec.ports[53-udp].targetPort: "53-udp"`,
      `+ ${SERVICE} spec.ports[5432-tcp].name: "5432-tcp"`,
      `+ ${SERVICE} spec.ports[5432-tcp].port: 5432`,
      `+ ${SERVICE} spec.ports[5432-tcp].protocol: "TCP"`,
      `+ ${SERVICE} spec.ports[5432-tcp].targetPort: "5432-tcp"`,
      '+ Service ingress-nginx-defaultbackend',
      '+ ServiceAccount ingress-nginx-backend',
    ],
    added: [
      {
        apiVersion: 'v1',
        data: { '5432': 'data/postgres:5432' },
        kind: 'ConfigMap',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-tcp', namespace: 'ingress-nginx' },
      },
      {
        apiVersion: 'v1',
        data: { '53': 'kube-system/kube-dns:dns' },
        kind: 'ConfigMap',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-udp', namespace: 'ingress-nginx' },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { labels: LABELS.backend, name: 'ingress-nginx-defaultbackend', namespace: 'ingress-nginx' },
        spec: {
          minReadySeconds: 0,
          replicas: 1,
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
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { labels: LABELS.admission, name: 'ingress-nginx-admission', namespace: 'ingress-nginx' },
        spec: { egress: [{}], podSelector: { matchLabels: SELECTOR.admission }, policyTypes: ['Ingress', 'Egress'] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
        spec: {
          egress: [{}],
          ingress: [
            {
              ports: [
                { port: 80, protocol: 'TCP' },
                { port: 443, protocol: 'TCP' },
                { port: 10254, protocol: 'TCP' },
                { port: 8443, protocol: 'TCP' },
                { port: 5432, protocol: 'TCP' },
                { port: 53, protocol: 'UDP' },
              ],
            },
          ],
          podSelector: { matchLabels: SELECTOR.controller },
          policyTypes: ['Ingress', 'Egress'],
        },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { labels: LABELS.backend, name: 'ingress-nginx-defaultbackend', namespace: 'ingress-nginx' },
        spec: {
          ingress: [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
          podSelector: { matchLabels: SELECTOR.backend },
          policyTypes: ['Ingress', 'Egress'],
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
    option: 'defaultTlsSecret',
    options: { defaultTlsSecret: 'certs/wildcard' },
    differences: [`+ ${CONTAINER}.args[--default-ssl-certificate=certs/wildcard]`],
  },
];
