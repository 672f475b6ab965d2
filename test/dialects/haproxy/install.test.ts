import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import type * as haproxy from '../../../src/dialects/haproxy/public';
import { read } from '../../../src/dialects/haproxy/read';
import { ControllerServiceType, ControllerWorkload, type InstallOptions } from '../../../src/installation/install-options';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { levelsOf, podsOf } from '../../installation/pod-security';
import { expectValid } from '../../kubernetes-schema';
import { collectWarnings, messageOf } from '../../synth-routes';
import { byName, differences, leaves, type Manifest } from '../ingress-nginx/install/canonical';

collectWarnings();

function synth(own: haproxy.Options = {}, props: InstallOptions = {}): Manifest[] {
  const chart = new Chart(Testing.app(), 'test');
  new IngressController(chart, 'controller', { kind: ControllerKind.haproxy(own), ...props });
  return Testing.synth(chart) as Manifest[];
}

/** What the API server fills in: fields that are stated with the value that they would have anyway. */
const DEFAULTS: { readonly [path: string]: unknown } = {
  automountServiceAccountToken: true,
  'spec.minReadySeconds': 0,
  'spec.revisionHistoryLimit': 10,
  'spec.replicas': 1,
  'spec.template.spec.automountServiceAccountToken': true,
  'spec.template.spec.dnsPolicy': 'ClusterFirst',
  'spec.template.spec.terminationGracePeriodSeconds': 30,
  'spec.template.spec.containers[haproxy-ingress].securityContext.readOnlyRootFilesystem': false,
  'spec.ipFamilyPolicy': 'SingleStack',
  'spec.ipFamilies[0]': 'IPv4',
};

/** Every value of some manifests by its place, without what means nothing: labels, and what the API server fills in. */
function values(objects: readonly unknown[]): { [place: string]: unknown } {
  const all = Object.entries(byName(objects)).flatMap(([name, object]) =>
    Object.entries(leaves(object)).map(([path, value]) => [name, path, value] as const),
  );
  const said = all.filter(
    ([, path, value]) => !/[lL]abels\b|spec\.selector/.test(path) && DEFAULTS[path] !== value && !/\.protocol$/.test(path),
  );
  return Object.fromEntries(said.map(([name, path, value]) => [`${name} ${path}`, value] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const digest = (of: object): string => createHash('sha256').update(JSON.stringify(of)).digest('hex');

/** SHA-256 of the values of haproxytech/kubernetes-ingress@v3.2.11:deploy/<file>, which are not part of this repository. */
const PUBLISHED = [
  ['haproxy-ingress.yaml', {}, 'Deployment'],
  ['haproxy-ingress-daemonset.yaml', { workload: ControllerWorkload.DAEMON_SET, hostPorts: { http: 8080, https: 8443 } }, 'DaemonSet'],
] as const;

/** Values that differ on purpose, each with its published value; `undefined`: there is none. */
const meant = (kind: string): { readonly [place: string]: unknown } => {
  const workload = `${kind} haproxy-kubernetes-ingress spec`;
  const container = `${workload}.template.spec.containers[haproxy-ingress]`;
  return {
    // Without it no Ingress that names a class is served.
    [`${container}.args[--ingress.class=haproxy]`]: undefined,
    'IngressClass haproxy apiVersion': undefined,
    'IngressClass haproxy kind': undefined,
    'IngressClass haproxy metadata.name': undefined,
    'IngressClass haproxy spec.controller': undefined,
    // The tag, and not whatever is newest.
    [`${container}.image`]: 'haproxytech/kubernetes-ingress',
    [`${container}.imagePullPolicy`]: undefined,
    // A pod that is not ready gets no requests.
    [`${container}.readinessProbe.httpGet.path`]: undefined,
    [`${container}.readinessProbe.httpGet.port`]: undefined,
    // As every installation of this library has it.
    [`${workload}.${kind === 'Deployment' ? 'strategy' : 'updateStrategy'}.type`]: undefined,
    [`${workload}.${kind === 'Deployment' ? 'strategy' : 'updateStrategy'}.rollingUpdate.maxUnavailable`]: undefined,
    [`${workload}.template.spec.nodeSelector.kubernetes.io/os`]: undefined,
    // The published manifests differ in it, although both are for the same program.
    ...(kind === 'DaemonSet'
      ? { [`${container}.env[POD_IP].name`]: undefined, [`${container}.env[POD_IP].valueFrom.fieldRef.fieldPath`]: undefined }
      : {}),
    // A ClusterRoleBinding has no namespace.
    'ClusterRoleBinding haproxy-kubernetes-ingress metadata.namespace': 'haproxy-controller',
    // Ports by their names.
    ...Object.fromEntries(
      Object.entries({ http: 8080, https: 8443, stat: 1024 }).map(([name, port]) => [
        `Service haproxy-kubernetes-ingress spec.ports[${name}].targetPort`,
        port,
      ]),
    ),
    'Service haproxy-kubernetes-ingress spec.ports[http].appProtocol': undefined,
    'Service haproxy-kubernetes-ingress spec.ports[https].appProtocol': undefined,
  };
};

const DIGESTS: { readonly [file: string]: string } = {
  'haproxy-ingress.yaml': '3b93204ff90f7377a79bdf1b691bd753ff685b07550d0340ff10290e337cf422',
  'haproxy-ingress-daemonset.yaml': 'fa80a73faf329ee07c6e05c4085789833e1986e03eefaf7651ea28673f8f0766',
};

const BESIDE = resolve(__dirname, '../../../../shared/upstream/haproxy-ingress');

test.each(PUBLISHED)('but for what is meant, the installation is %s', (name, options, kind) => {
  const ours = values(synth({}, options));
  for (const [place, published] of Object.entries(meant(kind))) {
    expect([place, ours[place]]).not.toEqual([place, published]);
    if (published === undefined) delete ours[place];
    else ours[place] = published;
  }
  const sorted = Object.fromEntries(Object.entries(ours).sort(([a], [b]) => (a < b ? -1 : 1)));
  const file = resolve(BESIDE, name);
  if (existsSync(file)) {
    const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
    expect(sorted).toEqual(values(documents.filter((document) => document !== null)));
  }
  expect(digest(sorted)).toBe(DIGESTS[name]);
});

describe('levels of the Pod Security Standards', () => {
  test('the pods meet the level restricted', () => {
    expect(levelsOf(synth())).toEqual({ 'Deployment haproxy-kubernetes-ingress': 'restricted' });
    expectValid(synth({}, { namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }));
  });

  test.each<readonly [string, InstallOptions]>([
    ['hostNetwork', { hostNetwork: true }],
    ['hostPorts', { hostPorts: {} }],
  ])('%s leaves only the level privileged, and a namespace that enforces another is refused', (_, options) => {
    expect(levelsOf(synth({}, options))).toEqual({ 'Deployment haproxy-kubernetes-ingress': 'privileged' });
    const namespaceLabels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    expect(messageOf(() => synth({}, { ...options, namespaceLabels }))).toContain('controller/pod-security-refuses');
  });
});

/** Options that every controller has, and what they change. */
test.each<readonly [string, InstallOptions, haproxy.Options, readonly string[]]>([
  [
    'a load balancer in front: statistics stay inside, and Ingresses report its address',
    { service: { type: ControllerServiceType.LOAD_BALANCER, ports: { https: 8443 } } },
    {},
    [
      '~ ConfigMap haproxy-kubernetes-ingress data.ssl-redirect-port: "8443"',
      '+ Deployment haproxy-kubernetes-ingress spec.template.spec.containers[haproxy-ingress].args[--publish-service=haproxy-controller/haproxy-kubernetes-ingress]',
      '~ Service haproxy-kubernetes-ingress spec.ports[https].port: 8443',
      '- Service haproxy-kubernetes-ingress spec.ports[stat].name: "stat"',
      '- Service haproxy-kubernetes-ingress spec.ports[stat].port: 1024',
      '- Service haproxy-kubernetes-ingress spec.ports[stat].protocol: "TCP"',
      '- Service haproxy-kubernetes-ingress spec.ports[stat].targetPort: "stat"',
      '~ Service haproxy-kubernetes-ingress spec.type: "LoadBalancer"',
    ],
  ],
  [
    'flags of options',
    { defaultTlsSecret: 'web/tls' },
    {
      watchIngressWithoutClass: true,
      watchNamespaces: ['a', 'b'],
      defaultBackendService: 'web/errors',
      extraArgs: { log: 'debug', prometheus: '' },
    },
    [
      'default-backend-service=web/errors',
      'default-ssl-certificate=web/tls',
      'empty-ingress-class',
      'log=debug',
      'namespace-whitelist=a',
      'namespace-whitelist=b',
      'prometheus',
    ].map((flag) => `+ Deployment haproxy-kubernetes-ingress spec.template.spec.containers[haproxy-ingress].args[--${flag}]`),
  ],
  [
    'entries of the ConfigMap',
    {},
    { config: { timeoutClient: '10s', proxyProtocol: '10.0.0.0/8' } },
    [
      '+ ConfigMap haproxy-kubernetes-ingress data.proxy-protocol: "10.0.0.0/8"',
      '+ ConfigMap haproxy-kubernetes-ingress data.timeout-client: "10s"',
    ],
  ],
  [
    'objects of other kinds',
    { metrics: {}, networkPolicy: true, autoscaling: { maxReplicas: 3, targetMemoryUtilizationPercent: 80 }, podDisruptionBudget: {} },
    {},
    [
      '+ HorizontalPodAutoscaler haproxy-kubernetes-ingress',
      '+ NetworkPolicy haproxy-kubernetes-ingress',
      '+ PodDisruptionBudget haproxy-kubernetes-ingress',
      '+ Service haproxy-kubernetes-ingress-metrics',
    ],
  ],
])('%s', (_, options, own, changes) => {
  const objects = synth(own, options);
  expect(differences(synth(), objects)).toEqual(changes);
  expectValid(objects);
});

test('the container requests no CPU, so an autoscaler that aims at it needs other resources', () => {
  expect(messageOf(() => synth({}, { autoscaling: { maxReplicas: 3 } }))).toContain('controller/autoscaling-without-request');
});

test('another prefix and class give a second installation that serves its own class', () => {
  const second = synth({}, { namePrefix: 'edge', namespace: 'edge', ingressClassName: 'edge' });
  const names = Object.keys(byName(synth()));
  expect(Object.keys(byName(second)).filter((name) => names.includes(name))).toEqual([]);
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'web' },
    spec: { ingressClassName: 'edge', defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
  };
  expect(read([...(second as unknown as KubeObject[]), ingress]).claimed).toHaveLength(1);
  expect(read([...(synth() as unknown as KubeObject[]), ingress]).claimed).toHaveLength(0);
  expectValid(second);
});

test.each<readonly [string, haproxy.Options]>([
  ['controller/arg-is-an-option', { extraArgs: { 'ingress.class': 'x' } }],
  ['controller/arg-changes-ports', { extraArgs: { 'http-bind-port': '80' } }],
  ['controller/arg-unknown', { extraArgs: { 'sync-perod': '1s' } }],
  ['controller/name-malformed', { watchNamespaces: ['Web'] }],
  ['controller/reference-malformed', { defaultBackendService: 'web' }],
  ['config/unknown-option', { config: { timeoutClint: '1s' } as never }],
  ['config/wrong-type', { config: { timeoutClient: '1 s' } }],
])('%s', (code, own) => {
  expect(messageOf(() => synth(own))).toContain(code);
});

test('the image has the tag of the release', () => {
  const images = podsOf(synth()).flatMap(([, { containers }]) => containers.map((one) => (one as unknown as { image: string }).image));
  expect(images).toEqual(['docker.io/haproxytech/kubernetes-ingress:3.2.11']);
});
