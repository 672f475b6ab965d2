import { asUser } from '../../../installation/container';
import { image, pullSecrets } from '../../../installation/images';
import { serviceAccount } from '../../../installation/rights';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan } from './plan';
import { DEFAULT_BACKEND_IMAGE, DEFAULT_BACKEND_PORT } from './release';

/**
 * The server that answers requests that no Ingress matches, if the options ask for one. Source:
 * kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/default-backend-deployment.yaml and the files beside it.
 */
export function defaultBackend(plan: Plan): KubeObject[] {
  const { names, own } = plan;
  if (own.defaultBackend === undefined || own.defaultBackend.reference !== undefined) return [];
  const { options } = own.defaultBackend;
  const labels = names.selector('default-backend');
  return [
    serviceAccount(names.meta(names.defaultBackendAccount, 'default-backend')),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: names.meta(names.defaultBackend, 'default-backend'),
      spec: {
        type: 'ClusterIP',
        ports: [{ appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
        selector: labels,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: names.meta(names.defaultBackend, 'default-backend'),
      spec: {
        minReadySeconds: 0,
        replicas: options.replicas ?? 1,
        revisionHistoryLimit: 10,
        selector: { matchLabels: labels },
        template: { metadata: { labels: names.labels('default-backend') }, spec: podSpec(plan) },
      },
    },
  ];
}

function podSpec({ names, own, options }: Plan): object {
  const wanted = own.defaultBackend?.options;
  return {
    automountServiceAccountToken: true,
    imagePullSecrets: pullSecrets(options),
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    serviceAccountName: names.defaultBackendAccount,
    terminationGracePeriodSeconds: 60,
    containers: [
      {
        name: 'ingress-nginx-default-backend',
        image: image(DEFAULT_BACKEND_IMAGE, options, wanted?.image),
        imagePullPolicy: wanted?.image?.pullPolicy ?? 'IfNotPresent',
        livenessProbe: healthProbe({ failureThreshold: 3, initialDelaySeconds: 30, periodSeconds: 10 }),
        readinessProbe: healthProbe({ failureThreshold: 6, initialDelaySeconds: 0, periodSeconds: 5 }),
        ports: [{ containerPort: DEFAULT_BACKEND_PORT, name: 'http', protocol: 'TCP' }],
        resources: wanted?.resources,
        securityContext: asUser(65534),
      },
    ],
  };
}

function healthProbe(times: object): object {
  return { httpGet: { path: '/healthz', port: DEFAULT_BACKEND_PORT, scheme: 'HTTP' }, successThreshold: 1, timeoutSeconds: 5, ...times };
}
