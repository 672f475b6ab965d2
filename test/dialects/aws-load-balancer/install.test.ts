import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { App, Chart, Duration, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { type awsLoadBalancer, ControllerKind, IngressController, type IngressControllerProps, UpdateStrategy } from '../../../src';
import { expectValid } from '../../kubernetes-schema';
import { collectWarnings } from '../../synth-routes';
import { byName, canonical, digest, type Manifest } from '../ingress-nginx/install/canonical';

type Own = awsLoadBalancer.Options;

collectWarnings();

/** What an installation consists of. */
function synth(own: Own = {}, options: Omit<IngressControllerProps, 'kind'> = {}): Manifest[] {
  const chart = new Chart(new App(), 'controller');
  new IngressController(chart, 'alb', { ...options, kind: ControllerKind.awsLoadBalancer({ clusterName: 'demo', ...own }) });
  return Testing.synth(chart) as Manifest[];
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of many kinds
const named = (manifests: readonly Manifest[], name: string): { [field: string]: any } => {
  const found = byName(manifests)[name];
  expect(found).toBeDefined();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of many kinds
  return found as { [field: string]: any };
};

const messageOf = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

// ---- the chart

/** Labels of Helm itself. */
const OF_HELM = ['app.kubernetes.io/managed-by', 'helm.sh/chart'];

function withoutHelm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHelm);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (OF_HELM.includes(key) ? [] : [[key, withoutHelm(member)]])));
}

/** Rights are compared as a set: rules group them, and the order means nothing. */
function sortedRights(manifest: Manifest): Manifest {
  const { rules } = manifest as { rules?: readonly { [part: string]: readonly string[] }[] };
  if (rules === undefined) return manifest;
  const sorted = rules.map((rule) => Object.fromEntries(Object.entries(rule).map(([part, words]) => [part, [...words].sort()])));
  return { ...manifest, rules: sorted.map((rule) => JSON.stringify(canonical(rule))).sort() };
}

const comparable = (manifests: readonly unknown[]): readonly Manifest[] =>
  manifests
    .flatMap((one) => ((one as Manifest).kind === 'List' ? ((one as Manifest).items as Manifest[]) : [one as Manifest]))
    .map((one) => sortedRights(withoutHelm(one) as Manifest));

/**
 * SHA-256 of the canonical form of what `helm template aws-load-balancer-controller . -n kube-system --set clusterName=demo --set
 * enableCertManager=true` gives for the chart of kubernetes-sigs/aws-load-balancer-controller@v3.5.0, without the labels of Helm and the CRDs. The rendering
 * itself is not part of this repository.
 */
const PUBLISHED = 'ad47b261ded5c6390ac2a4764cbe0208a8451a891b89e271be2b239b8db31d42';

/** Whoever has the rendering beside the checkout sees where the two differ. */
const UPSTREAM = resolve(__dirname, '../../../../shared/upstream/aws-load-balancer-controller-3.5.0');
const BESIDE = resolve(UPSTREAM, 'helm-cert-manager.yaml');

test('without options it is the rendering of the chart, object for object and field for field', () => {
  const objects = comparable(synth());
  if (existsSync(BESIDE)) {
    const documents = parseAllDocuments(readFileSync(BESIDE, 'utf8')).map((document) => document.toJS());
    const chart = comparable(documents.filter((document) => document !== null));
    expect(byName(objects)).toEqual(byName(chart));
    expect(digest(chart)).toBe(PUBLISHED);
  }
  expect(digest(objects)).toBe(PUBLISHED);
});

test('the API server takes the objects', () => {
  expectValid(synth());
  expectValid(
    synth(EVERYTHING, { namespace: 'load-balancers', networkPolicy: true, podDisruptionBudget: {}, metrics: { serviceMonitor: {} } }),
  );
});

// ---- options

const PARAMS: Required<awsLoadBalancer.IngressClassParams> = {
  scheme: 'internet-facing',
  group: 'edge',
  loadBalancerName: 'edge',
  namespaceLabels: { edge: 'yes' },
  ipAddressType: 'dualstack',
  subnets: { ids: ['subnet-1', 'subnet-2'] },
  certificateArns: ['arn:aws:acm:eu-west-1:123456789012:certificate/a'],
  sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  sslRedirectPort: 443,
  inboundCidrs: ['10.0.0.0/8'],
  prefixListIds: ['pl-1'],
  targetType: 'ip',
  tags: { team: 'edge' },
  loadBalancerAttributes: { 'idle_timeout.timeout_seconds': '120' },
  listeners: [{ protocol: 'HTTPS', port: 443, attributes: { 'routing.http.response.server.enabled': 'false' } }],
  minimumCapacityUnits: 100,
  ipamIpv4PoolId: 'ipam-pool-1',
  wafv2AclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/edge/1',
  wafv2AclName: 'edge',
};

const EVERYTHING: Own = {
  clusterName: 'shop',
  roleArn: 'arn:aws:iam::123456789012:role/load-balancers',
  region: 'eu-west-1',
  vpcId: 'vpc-0123456789abcdef0',
  watchNamespace: 'shop',
  defaultTags: { team: 'edge', note: 'a,b' },
  featureGates: { ALBSingleSubnet: true },
  webhookIssuer: { name: 'authority', kind: 'ClusterIssuer' },
  validatesIngresses: false,
  claimsServices: false,
  logLevel: 'debug',
  extraArgs: { 'sync-period': '1h', 'enable-shield': 'false' },
  ingressClassParams: PARAMS,
};

test('options become flags, in the form that the controller reads', () => {
  expect(named(synth(EVERYTHING), 'Deployment aws-load-balancer-controller').spec.template.spec.containers[0].args).toEqual([
    '--cluster-name=shop',
    '--ingress-class=alb',
    '--aws-region=eu-west-1',
    '--aws-vpc-id=vpc-0123456789abcdef0',
    '--log-level=debug',
    '--watch-namespace=shop',
    '--default-tags=team=edge,"note=a,b"',
    '--feature-gates=ALBSingleSubnet=true',
    '--enable-shield=false',
    '--sync-period=1h',
  ]);
});

test('a role is named by the service account; without one, EKS Pod Identity needs nothing in the cluster', () => {
  const account = 'ServiceAccount aws-load-balancer-controller';
  expect(named(synth(EVERYTHING), account).metadata.annotations).toEqual({
    'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/load-balancers',
  });
  expect(named(synth(), account).metadata.annotations).toBeUndefined();
});

test('webhooks that are not wanted are left out, and an issuer that is there signs', () => {
  const objects = synth(EVERYTHING);
  const webhooksOf = (kind: string) =>
    named(objects, `${kind} aws-load-balancer-webhook`).webhooks.map(({ name }: { name: string }) => name);
  expect(webhooksOf('ValidatingWebhookConfiguration')).toEqual(['vingressclassparams.elbv2.k8s.aws', 'vtargetgroupbinding.elbv2.k8s.aws']);
  expect(webhooksOf('MutatingWebhookConfiguration')).not.toContain('mservice.elbv2.k8s.aws');
  expect(named(objects, 'Certificate aws-load-balancer-serving-cert').spec.issuerRef).toEqual({ kind: 'ClusterIssuer', name: 'authority' });
  expect(objects.filter(({ kind }) => kind === 'Issuer')).toEqual([]);
});

test('the IngressClass refers to its parameters if they say something', () => {
  const objects = synth(EVERYTHING);
  expect(named(objects, 'IngressClass alb').spec.parameters).toEqual({
    apiGroup: 'elbv2.k8s.aws',
    kind: 'IngressClassParams',
    name: 'alb',
  });
  expect(named(objects, 'IngressClassParams alb').spec).toEqual({
    scheme: 'internet-facing',
    group: { name: 'edge' },
    loadBalancerName: 'edge',
    namespaceSelector: { matchLabels: { edge: 'yes' } },
    ipAddressType: 'dualstack',
    subnets: { ids: ['subnet-1', 'subnet-2'] },
    certificateArn: ['arn:aws:acm:eu-west-1:123456789012:certificate/a'],
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    sslRedirectPort: '443',
    inboundCIDRs: ['10.0.0.0/8'],
    prefixListsIDs: ['pl-1'],
    targetType: 'ip',
    tags: [{ key: 'team', value: 'edge' }],
    loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '120' }],
    listeners: [{ protocol: 'HTTPS', port: 443, listenerAttributes: [{ key: 'routing.http.response.server.enabled', value: 'false' }] }],
    minimumLoadBalancerCapacity: { capacityUnits: 100 },
    ipamConfiguration: { ipv4IPAMPoolId: 'ipam-pool-1' },
    wafv2AclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/edge/1',
    wafv2AclName: 'edge',
  });
});

test('the parameters are what the CRD of the release has', () => {
  const file = resolve(UPSTREAM, 'crds/crds.yaml');
  if (!existsSync(file)) return;
  const crds = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
  const crd = crds.find((one) => one?.spec?.names?.kind === 'IngressClassParams');
  const { properties } = crd.spec.versions[0].schema.openAPIV3Schema.properties.spec;
  const spec = named(synth(EVERYTHING), 'IngressClassParams alb').spec;
  expect(Object.keys(spec).filter((field) => !(field in properties))).toEqual([]);
  const validate = new Ajv({ strict: false, validateFormats: false }).compile({ type: 'object', properties });
  expect([validate(spec), validate.errors]).toEqual([true, null]);
});

test('common options are there too', () => {
  const objects = synth(
    {},
    {
      namespace: 'edge',
      namePrefix: 'edge',
      ingressClassName: 'edge',
      defaultIngressClass: true,
      replicas: 3,
      updateStrategy: UpdateStrategy.rolling({ maxUnavailable: 0, maxSurgePercent: 50 }),
      priorityClassName: 'edge',
      nodeSelector: { pool: 'edge' },
      podAnnotations: { team: 'edge' },
      terminationGracePeriod: Duration.seconds(30),
      imageRegistry: 'mirror.example.com',
      imagePullSecrets: ['mirror'],
      metrics: {},
    },
  );
  expect(named(objects, 'Namespace edge')).toBeDefined();
  expect(named(objects, 'Service edge-controller-metrics').spec.ports).toEqual([
    { name: 'metrics', port: 8080, protocol: 'TCP', targetPort: 'metrics-server' },
  ]);
  expect(named(objects, 'IngressClass edge').metadata.annotations).toEqual({ 'ingressclass.kubernetes.io/is-default-class': 'true' });
  const { replicas, strategy, template } = named(objects, 'Deployment edge-controller').spec;
  expect(replicas).toBe(3);
  expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } });
  expect(template.metadata.annotations).toEqual({ 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true', team: 'edge' });
  const { nodeSelector, priorityClassName, terminationGracePeriodSeconds, imagePullSecrets, containers } = template.spec;
  expect({ nodeSelector, priorityClassName, terminationGracePeriodSeconds, imagePullSecrets }).toEqual({
    nodeSelector: { 'kubernetes.io/os': 'linux', pool: 'edge' },
    priorityClassName: 'edge',
    terminationGracePeriodSeconds: 30,
    imagePullSecrets: [{ name: 'mirror' }],
  });
  expect(containers[0].image).toBe('mirror.example.com/eks/aws-load-balancer-controller:v3.5.0');
});

// ---- what is refused

test.each<readonly [code: string, own: Own, options: Omit<IngressControllerProps, 'kind'>]>([
  ['aws-load-balancer/cluster-not-named', { clusterName: '' }, {}],
  ['aws-load-balancer/option-not-used', {}, { hostPorts: {} }],
  ['aws-load-balancer/option-not-used', {}, { service: { enabled: false } }],
  [
    'aws-load-balancer/pod-security-refuses',
    {},
    { namespace: 'edge', namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  ],
  ['controller/arg-is-an-option', { extraArgs: { 'cluster-name': 'x' } }, {}],
  ['controller/arg-changes-ports', { extraArgs: { 'webhook-bind-port': '1' } }, {}],
  ['controller/arg-unknown', { extraArgs: { 'sync-perod': '1h' } }, {}],
  ['controller/value-malformed', { roleArn: 'load-balancers' }, {}],
  ['controller/value-malformed', { vpcId: '1' }, {}],
  ['controller/value-malformed', { logLevel: 'loud' }, {}],
  ['controller/value-malformed', { group: 'Edge' }, {}],
  ['controller/value-malformed', { webhookIssuer: { name: 'authority', kind: 'Authority' } }, {}],
  ['controller/value-malformed', { ingressClassParams: { scheme: 'public' } }, {}],
  ['controller/value-malformed', { ingressClassParams: { subnets: {} } }, {}],
  ['controller/value-malformed', { ingressClassParams: { loadBalancerName: 'x'.repeat(33) } }, {}],
])('%s: %j %j', (code, own, options) => {
  expect(messageOf(() => synth(own, options))).toContain(`[${code}]`);
});

test('the pods meet the level baseline, and no higher one', () => {
  const { spec } = named(synth(), 'Deployment aws-load-balancer-controller').spec.template;
  expect(spec.hostNetwork).toBeUndefined();
  expect(spec.volumes).toEqual([{ name: 'cert', secret: { defaultMode: 420, secretName: 'aws-load-balancer-tls' } }]);
  expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true });
  expect(spec.containers[0].ports.every((port: object) => !('hostPort' in port))).toBe(true);
});
