import type { KubeObject } from '../../../kinds/kube-object';
import { PROJECT } from './names';
import type { Plan } from './plan';

// The webhooks, and their certificate by cert-manager. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:helm/aws-load-balancer-controller/templates
// (webhook.yaml, cert-manager.yaml).

type Expression = { readonly key: string; readonly operator: string; readonly values?: readonly string[] };

const NOT_OURS: Expression = { key: 'app.kubernetes.io/name', operator: 'NotIn', values: [PROJECT] };
const INJECTION = 'elbv2.k8s.aws/alb-target-control-agent-injection';
const INJECT = 'elbv2.k8s.aws/alb-target-control-agent-inject';

const selector = (...matchExpressions: readonly Expression[]) => ({ matchExpressions });

interface Webhook {
  readonly name: string;
  readonly path: string;
  readonly on: readonly [apiGroup: string, apiVersion: string, resource: string];
  readonly updates?: true;
  readonly failurePolicy?: string;
  readonly namespaceSelector?: object;
  readonly objectSelector?: object;
  readonly matchPolicy?: string;
}

const POD = ['', 'v1', 'pods'] as const;

const MUTATING: readonly Webhook[] = [
  {
    name: 'mpod.elbv2.k8s.aws',
    path: '/mutate-v1-pod',
    on: POD,
    failurePolicy: 'Ignore',
    namespaceSelector: selector({ key: 'elbv2.k8s.aws/pod-readiness-gate-inject', operator: 'In', values: ['enabled'] }),
    objectSelector: selector(NOT_OURS),
  },
  {
    name: 'quicid.elbv2.k8s.aws',
    path: '/mutate-v1-pod-server-id',
    on: POD,
    namespaceSelector: selector({ key: 'elbv2.k8s.aws/quic-server-id-inject', operator: 'In', values: ['enabled'] }),
    objectSelector: selector(NOT_OURS),
  },
  { name: 'mservice.elbv2.k8s.aws', path: '/mutate-v1-service', on: ['', 'v1', 'services'], objectSelector: selector(NOT_OURS) },
  {
    name: 'alb-target-control.namespace.elbv2.k8s.aws',
    path: '/mutate-alb-target-control-namespace-v1-pod',
    on: POD,
    namespaceSelector: selector({ key: INJECTION, operator: 'In', values: ['enabled'] }),
    objectSelector: selector(NOT_OURS, { key: INJECT, operator: 'NotIn', values: ['false'] }),
  },
  {
    name: 'alb-target-control.object.elbv2.k8s.aws',
    path: '/mutate-alb-target-control-object-v1-pod',
    on: POD,
    namespaceSelector: selector({ key: INJECTION, operator: 'DoesNotExist' }),
    objectSelector: selector(NOT_OURS, { key: INJECT, operator: 'In', values: ['true'] }),
  },
  {
    name: 'mtargetgroupbinding.elbv2.k8s.aws',
    path: '/mutate-elbv2-k8s-aws-v1beta1-targetgroupbinding',
    on: ['elbv2.k8s.aws', 'v1beta1', 'targetgroupbindings'],
    updates: true,
  },
];

const VALIDATING: readonly Webhook[] = [
  {
    name: 'vingressclassparams.elbv2.k8s.aws',
    path: '/validate-elbv2-k8s-aws-v1beta1-ingressclassparams',
    on: ['elbv2.k8s.aws', 'v1beta1', 'ingressclassparams'],
    updates: true,
    objectSelector: selector(NOT_OURS),
  },
  {
    name: 'vtargetgroupbinding.elbv2.k8s.aws',
    path: '/validate-elbv2-k8s-aws-v1beta1-targetgroupbinding',
    on: ['elbv2.k8s.aws', 'v1beta1', 'targetgroupbindings'],
    updates: true,
  },
  {
    name: 'vingress.elbv2.k8s.aws',
    path: '/validate-networking-v1-ingress',
    on: ['networking.k8s.io', 'v1', 'ingresses'],
    updates: true,
    matchPolicy: 'Equivalent',
  },
];

export function webhooks(plan: Plan): KubeObject[] {
  const { names, own } = plan;
  const mutating = MUTATING.filter(({ name }) => own.claimsServices !== false || name !== 'mservice.elbv2.k8s.aws');
  const validating = VALIDATING.filter(({ name }) => own.validatesIngresses !== false || name !== 'vingress.elbv2.k8s.aws');
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...names.meta(names.webhookService, 'controller'),
        labels: { ...names.labels(), 'app.kubernetes.io/component': 'webhook', 'prometheus.io/service-monitor': 'false' },
      },
      spec: { ports: [{ port: 443, name: 'webhook-server', targetPort: 'webhook-server' }], selector: names.selector('controller') },
    },
    ...certificates(plan),
    configuration('MutatingWebhookConfiguration', mutating, plan),
    configuration('ValidatingWebhookConfiguration', validating, plan),
  ];
}

function configuration(kind: string, all: readonly Webhook[], { names }: Plan): KubeObject {
  const { namespace, webhookService, webhook, servingCertificate } = names;
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { ...names.clusterMeta(webhook), annotations: { 'cert-manager.io/inject-ca-from': `${namespace}/${servingCertificate}` } },
    webhooks: all.map(({ name, path, on: [apiGroup, apiVersion, resource], updates, failurePolicy = 'Fail', ...selectors }) => ({
      name,
      clientConfig: { service: { name: webhookService, namespace, path } },
      failurePolicy,
      admissionReviewVersions: ['v1'],
      ...selectors,
      rules: [
        {
          apiGroups: [apiGroup],
          apiVersions: [apiVersion],
          operations: updates ? ['CREATE', 'UPDATE'] : ['CREATE'],
          resources: [resource],
        },
      ],
      sideEffects: 'None',
    })),
  };
}

/** What cert-manager needs: the certificate of the webhooks and, unless there is an issuer, an authority that signs it. */
function certificates({ names, own: { webhookIssuer } }: Plan): KubeObject[] {
  const object = (kind: string, name: string, spec: object): KubeObject => ({
    apiVersion: 'cert-manager.io/v1',
    kind,
    metadata: names.meta(name, 'controller'),
    spec,
  });
  const host = `${names.webhookService}.${names.namespace}.svc`;
  const serving = object('Certificate', names.servingCertificate, {
    dnsNames: [host, `${host}.cluster.local`],
    issuerRef:
      webhookIssuer === undefined
        ? { kind: 'Issuer', name: names.rootIssuer }
        : { kind: webhookIssuer.kind ?? 'Issuer', name: webhookIssuer.name },
    secretName: names.webhookSecret,
    duration: '8760h0m0s',
    renewBefore: '720h0m0s',
  });
  if (webhookIssuer !== undefined) return [serving];
  return [
    object('Issuer', names.selfSignedIssuer, { selfSigned: {} }),
    object('Certificate', names.rootCertificate, {
      secretName: names.rootCertificate,
      duration: '43800h0m0s',
      issuerRef: { name: names.selfSignedIssuer },
      commonName: `ca.webhook.${PROJECT}`,
      isCA: true,
      subject: { organizations: [PROJECT] },
    }),
    object('Issuer', names.rootIssuer, { ca: { secretName: names.rootCertificate } }),
    serving,
  ];
}
