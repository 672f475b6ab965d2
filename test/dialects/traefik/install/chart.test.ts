import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { expectValid } from '../../../kubernetes-schema';
import { canonical, differences, digest, type Manifest } from '../../ingress-nginx/install/canonical';
import { synth } from './synth';

/**
 * The default rendering of traefik/traefik-helm-chart@v41.3.0, which is for Traefik v3.7.11, without the labels of Helm. The rendering itself is
 * not part of this repository: the digest is that of what follows from it with the differences below.
 */
const BESIDE = resolve(__dirname, '../../../../../shared/upstream/traefik-3.7.11/helm-default.yaml');

/** What the chart switches on and this library leaves to the user. */
const LIKE_THE_CHART = [{ dashboard: true }, { defaultIngressClass: true }] as const;

const DIFFERENCES = [
  // Nothing but Linux runs the image, and ports say what is spoken there.
  '+ Deployment traefik spec.template.spec.nodeSelector.kubernetes.io/os: "linux"',
  '+ Namespace traefik',
  '+ Service traefik spec.ports[web].appProtocol: "http"',
  '+ Service traefik spec.ports[websecure].appProtocol: "https"',
  // As every controller of this library: InstallOptions.
  '+ Service traefik spec.ipFamilies[0]: "IPv4"',
  '+ Service traefik spec.ipFamilyPolicy: "SingleStack"',
  // The release whose behaviour is known.
  '~ Deployment traefik spec.template.spec.containers[traefik].image: "docker.io/traefik:v3.7.13"',
];

const DIGEST = '060272b3b2c0d96387661b5eb3800c2ddd82234063030603f891a5c3f40fa658';

/** Without labels of Helm, and without what the API server fills in by itself. */
function normalForm(objects: readonly unknown[]): Manifest[] {
  return objects.map((object) => without(canonical(object), []) as Manifest);
}

const HELM = ['helm.sh/chart', 'app.kubernetes.io/managed-by'];

const DEFAULTS: { readonly [path: string]: unknown } = {
  'spec.replicas': 1,
  'spec.revisionHistoryLimit': 10,
  'spec.template.spec.dnsPolicy': 'ClusterFirst',
  'spec.template.spec.hostNetwork': false,
};

function without(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, [...path, '[]']));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, without(member, [...path, key])] as const);
  return Object.fromEntries(members.filter(([key, member]) => !HELM.includes(key) && DEFAULTS[[...path, key].join('.')] !== member));
}

test('the installation is the chart, object for object and field for field, but for a few things', () => {
  const objects = synth(...LIKE_THE_CHART);
  if (existsSync(BESIDE)) {
    const chart = parseAllDocuments(readFileSync(BESIDE, 'utf8')).flatMap((document) => document.toJS() ?? []);
    expect(differences(normalForm(chart), normalForm(objects)).sort()).toEqual([...DIFFERENCES].sort());
  }
  expect(digest(normalForm(objects))).toBe(DIGEST);
});

test('by default the dashboard is off and the class is none that Ingresses without a class get', () => {
  expect(differences(synth(...LIKE_THE_CHART), synth())).toEqual([
    '- Deployment traefik spec.template.spec.containers[traefik].args[--api.dashboard=true]',
    '- IngressClass traefik metadata.annotations.ingressclass.kubernetes.io/is-default-class: "true"',
  ]);
});

test('the API server takes it', () => expectValid(synth()));
