import { asUser, podField } from '../../../installation/container';
import { pullSecrets } from '../../../installation/images';
import { annotated } from '../../../installation/names';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Plan, WebhookPlan } from './plan';
import { jobsRights } from './rbac';

/**
 * The webhook that checks Ingresses, and its certificate. Source of what the options change:
 * kubernetes/ingress-nginx@controller-v1.15.1:charts/ingress-nginx/templates/admission-webhooks.
 */
export function admission(plan: Plan): KubeObject[] {
  const { webhook } = plan;
  if (webhook === undefined) return [];
  return [
    webhookService(plan),
    ...(webhook.certManager === undefined ? [...jobsRights(plan), ...jobs(plan, webhook)] : certificates(plan, webhook)),
    configuration(plan, webhook),
  ];
}

function webhookService({ names }: Plan): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: names.meta(names.admissionService, 'controller'),
    spec: {
      type: 'ClusterIP',
      ports: [{ appProtocol: 'https', name: 'https-webhook', port: 443, targetPort: 'webhook' }],
      selector: names.selector('controller'),
    },
  };
}

function configuration({ names }: Plan, webhook: WebhookPlan): KubeObject {
  const { failurePolicy, timeoutSeconds, namespaceSelector, objectSelector } = webhook;
  const injected = webhook.certManager ? { 'cert-manager.io/inject-ca-from': `${names.namespace}/${names.admission}` } : {};
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: annotated(names.clusterMeta(names.admission, 'admission-webhook'), injected),
    webhooks: [
      {
        name: 'validate.nginx.ingress.kubernetes.io',
        admissionReviewVersions: ['v1'],
        clientConfig: {
          service: { name: names.admissionService, namespace: names.namespace, path: '/networking/v1/ingresses', port: 443 },
        },
        failurePolicy,
        matchPolicy: 'Equivalent',
        rules: [{ apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['ingresses'] }],
        sideEffects: 'None',
        timeoutSeconds,
        namespaceSelector,
        objectSelector,
      },
    ],
  };
}

/** One Job creates the certificate, the other puts its CA bundle into the webhook configuration. */
function jobs(plan: Plan, webhook: WebhookPlan): KubeObject[] {
  const { names } = plan;
  const host = names.admissionService;
  return [
    job(plan, webhook, names.admissionCreate, 'create', [
      `--host=${host},${host}.$(POD_NAMESPACE).svc`,
      '--namespace=$(POD_NAMESPACE)',
      `--secret-name=${names.admission}`,
    ]),
    job(plan, webhook, names.admissionPatch, 'patch', [
      `--webhook-name=${names.admission}`,
      '--namespace=$(POD_NAMESPACE)',
      '--patch-mutating=false',
      `--secret-name=${names.admission}`,
      `--patch-failure-policy=${webhook.failurePolicy}`,
    ]),
  ];
}

function job({ names, own, options }: Plan, webhook: WebhookPlan, name: string, command: string, args: readonly string[]): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: names.meta(name, 'admission-webhook'),
    spec: {
      ttlSecondsAfterFinished: 0,
      template: {
        metadata: { name, labels: names.labels('admission-webhook') },
        spec: {
          automountServiceAccountToken: true,
          imagePullSecrets: pullSecrets(options),
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          restartPolicy: 'OnFailure',
          serviceAccountName: names.admission,
          containers: [
            {
              name: command,
              image: webhook.jobsImage,
              imagePullPolicy: own.admissionWebhook?.certificate?.jobsOptions?.image?.pullPolicy ?? 'IfNotPresent',
              args: [command, ...args],
              env: [podField('POD_NAMESPACE', 'metadata.namespace')],
              securityContext: asUser(65532),
            },
          ],
        },
      },
    },
  };
}

/** Objects of cert-manager: the certificate of the webhook and, if the user names no issuer, a CA that signs it. */
function certificates({ names }: Plan, { certManager }: WebhookPlan): KubeObject[] {
  const apiVersion = 'cert-manager.io/v1';
  const object = (kind: string, name: string, spec: object): KubeObject => ({
    apiVersion,
    kind,
    metadata: names.meta(name, 'admission-webhook'),
    spec,
  });
  const host = names.admissionService;
  const certificate = object('Certificate', names.admission, {
    secretName: names.admission,
    duration: '8760h0m0s',
    issuerRef: certManager?.issuerName ? { name: certManager.issuerName, kind: certManager.issuerKind } : { name: names.rootIssuer },
    dnsNames: [host, `${host}.${names.namespace}`, `${host}.${names.namespace}.svc`],
    subject: { organizations: ['ingress-nginx-admission'] },
  });
  if (certManager?.issuerName !== undefined) return [certificate];
  return [
    object('Issuer', names.selfSignedIssuer, { selfSigned: {} }),
    object('Certificate', names.rootCertificate, {
      secretName: names.rootCertificate,
      duration: '43800h0m0s',
      issuerRef: { name: names.selfSignedIssuer },
      commonName: 'ca.webhook.ingress-nginx',
      isCA: true,
      subject: { organizations: ['ingress-nginx'] },
    }),
    object('Issuer', names.rootIssuer, { ca: { secretName: names.rootCertificate } }),
    certificate,
  ];
}
