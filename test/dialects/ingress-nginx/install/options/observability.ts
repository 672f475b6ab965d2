import { Duration } from 'cdk8s';
import { type Case, CONTAINER, DEPLOYMENT, LABELS, SELECTOR } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'metrics',
    options: { metrics: {} },
    differences: [
      `+ ${CONTAINER}.args[--enable-metrics=true]`,
      `+ ${CONTAINER}.ports[metrics].containerPort: 10254`,
      `+ ${CONTAINER}.ports[metrics].name: "metrics"`,
      `+ ${CONTAINER}.ports[metrics].protocol: "TCP"`,
      '+ Service ingress-nginx-controller-metrics',
    ],
    added: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller-metrics', namespace: 'ingress-nginx' },
        spec: {
          ports: [{ name: 'metrics', port: 10254, protocol: 'TCP', targetPort: 'metrics' }],
          selector: SELECTOR.controller,
          type: 'ClusterIP',
        },
      },
    ],
  },
  {
    option: 'metrics without the Service, found by annotations',
    options: { metrics: { service: false, prometheusAnnotations: true } },
    differences: [
      `+ ${DEPLOYMENT} spec.template.metadata.annotations.prometheus.io/port: "10254"`,
      `+ ${DEPLOYMENT} spec.template.metadata.annotations.prometheus.io/scrape: "true"`,
      `+ ${CONTAINER}.args[--enable-metrics=true]`,
      `+ ${CONTAINER}.ports[metrics].containerPort: 10254`,
      `+ ${CONTAINER}.ports[metrics].name: "metrics"`,
      `+ ${CONTAINER}.ports[metrics].protocol: "TCP"`,
    ],
  },
  {
    option: 'metrics with a ServiceMonitor',
    options: {
      metrics: {
        serviceAnnotations: { 'example.com/a': 'b' },
        serviceMonitor: {
          namespace: 'monitoring',
          labels: { release: 'prometheus' },
          interval: Duration.seconds(15),
          timeout: Duration.seconds(5),
        },
      },
    },
    differences: [
      `+ ${CONTAINER}.args[--enable-metrics=true]`,
      `+ ${CONTAINER}.ports[metrics].containerPort: 10254`,
      `+ ${CONTAINER}.ports[metrics].name: "metrics"`,
      `+ ${CONTAINER}.ports[metrics].protocol: "TCP"`,
      '+ Service ingress-nginx-controller-metrics',
      '+ ServiceMonitor ingress-nginx-controller',
    ],
    added: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          annotations: { 'example.com/a': 'b' },
          labels: LABELS.controller,
          name: 'ingress-nginx-controller-metrics',
          namespace: 'ingress-nginx',
        },
        spec: {
          ports: [{ name: 'metrics', port: 10254, protocol: 'TCP', targetPort: 'metrics' }],
          selector: SELECTOR.controller,
          type: 'ClusterIP',
        },
      },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: {
          labels: {
            'app.kubernetes.io/component': 'controller',
            'app.kubernetes.io/instance': 'ingress-nginx',
            'app.kubernetes.io/name': 'ingress-nginx',
            'app.kubernetes.io/part-of': 'ingress-nginx',
            'app.kubernetes.io/version': '1.15.1',
            release: 'prometheus',
          },
          name: 'ingress-nginx-controller',
          namespace: 'monitoring',
        },
        spec: {
          endpoints: [{ interval: '15s', port: 'metrics', scrapeTimeout: '5s' }],
          namespaceSelector: { matchNames: ['ingress-nginx'] },
          selector: { matchLabels: SELECTOR.controller },
        },
      },
    ],
  },
];
