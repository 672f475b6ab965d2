import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../cluster/kube-api';
import type { Container } from '../cluster/pod';

const ROOT = join(__dirname, '..', '..');

/** A file of manifests. */
export interface Manifest {
  /** The file, from the root of the repository. */
  readonly title: string;
  readonly objects: readonly KubeObject[];
}

/** An object that makes pods. */
export interface Workload extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly metadata: KubeObject['metadata']; readonly spec: { readonly containers: readonly [Container] } };
  };
}

/** What the examples synthesize, as it is committed. */
export function exampleManifests(): Manifest[] {
  return readdirSync(join(ROOT, 'examples'))
    .sort()
    .flatMap((example) => manifestsIn(join('examples', example, 'expected')))
    .filter(isServed);
}

/** Groups whose CRDs the cluster does not have. */
const NOT_SERVED = ['ingress.v3.haproxy.org', 'elbv2.k8s.aws'];

/** The controllers of GatewayClasses that run. Without one, an object whose status has a default changes when it is applied again. */
const RUNNING = ['gateway.envoyproxy.io/gatewayclass-controller', 'traefik.io/gateway-controller'];

/** Whether the API server knows every kind, and a controller takes care of every class. */
export const isServed = ({ objects }: Manifest): boolean =>
  objects.every(({ apiVersion }) => !NOT_SERVED.includes(apiVersion.split('/')[0] ?? '')) &&
  objects.filter(isGatewayClass).every(({ spec }) => RUNNING.includes(spec.controllerName));

/** A class of Gateways. */
export interface GatewayClass extends KubeObject {
  readonly spec: { readonly controllerName: string };
}

export const isGatewayClass = (object: KubeObject): object is GatewayClass => object.kind === 'GatewayClass';

/** Reads one file. */
export function readManifest(title: string): Manifest {
  const documents = parseAllDocuments(readFileSync(join(ROOT, title), 'utf8'));
  for (const { errors } of documents) if (errors[0] !== undefined) throw errors[0];
  const objects = documents.map((document) => document.toJS() as KubeObject | null).filter((object) => object !== null);
  if (objects.some(({ kind, metadata }) => kind === undefined || metadata === undefined))
    throw new Error(`${title} holds something that is no Kubernetes object`);
  return { title, objects };
}

/** All YAML files of a folder. */
export function manifestsIn(folder: string): Manifest[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const files = readdirSync(join(ROOT, folder)).filter((file) => /\.ya?ml$/.test(file));
  return files.sort().map((file) => readManifest(relative(ROOT, join(ROOT, folder, file))));
}

/** For "kubectl -f -". */
export function asText(objects: readonly KubeObject[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

/**
 * A webhook is called for every Ingress from the moment it is configured. Nothing answers here, so it is applied after all else, and
 * taken away before the next Ingress.
 */
export function isWebhook({ kind }: KubeObject): boolean {
  return kind === 'ValidatingWebhookConfiguration';
}

/** Deployments, DaemonSets and Jobs. */
export function workloads({ objects }: Manifest): Workload[] {
  return objects.filter((object): object is Workload => ['Deployment', 'DaemonSet', 'Job'].includes(object.kind));
}

/** The namespaces in which its objects are. */
export function namespacesOf({ objects }: Manifest): string[] {
  const cluster = new Set([
    'ClusterRole',
    'ClusterRoleBinding',
    'GatewayClass',
    'IngressClass',
    'Namespace',
    'ValidatingWebhookConfiguration',
  ]);
  return [...new Set(objects.filter(({ kind }) => !cluster.has(kind)).map(namespaceOf))];
}

/** Where an object is: without a word of its own it is where kubectl puts it. */
export function namespaceOf({ metadata }: KubeObject): string {
  return metadata.namespace ?? 'default';
}

/** The namespace of the controller, where the file installs one. */
export function installNamespace(manifest: Manifest): string | undefined {
  const controller = workloads(manifest).find(({ spec }) => spec.template.spec.containers[0].args?.[0] === '/nginx-ingress-controller');
  return controller === undefined ? undefined : namespaceOf(controller);
}
