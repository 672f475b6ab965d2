import { ApiObject, Chart, type Duration, JsonPatch, type Size, SizeRoundingBehavior } from 'cdk8s';
import {
  type Container,
  Cpu,
  Deployment,
  ImagePullPolicy,
  LabelSelector,
  type MemoryResources,
  Probe,
  type ProbeOptions,
  Protocol,
  Service,
  Volume,
} from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { AppState, nameKey } from '../../app/app-state';
import { isInTree } from '../../app/in-tree';
import { finding } from '../../findings/catalogue';
import { fail } from '../../findings/fail';
import { format } from '../../findings/finding';
import { isDnsLabel, isLabelValue, isQualifiedName, isWholeNumber } from '../../model/kubernetes-syntax';
import { quantityOf } from '../../model/quantity';
import { unwritableKey } from '../../model/unwritable-key';
import { type DemoServiceProps, PodSecurityLevel } from './demo-service';

/** The needs of one image. Each setup states the source of its paths and facts. */
export interface DemoSetup {
  readonly name: string;
  readonly image: string;
  readonly containerPort: number;
  readonly resources: { readonly cpuMillis: number; readonly memory: MemoryResources };
  /** Whether `GET /` is known to succeed. */
  readonly hasRootPage: boolean;
  readonly command?: string[];
  /** How long the image may take to start. */
  readonly startup: ProbeOptions;
  /** Limit for the first answer. */
  readonly answerTimeout: Duration;
  /** Settings at level RESTRICTED. */
  readonly restricted: { readonly user: number; readonly writableFolders: readonly string[] };
}

/** The two objects of a demo service. */
export interface DemoObjects {
  readonly deployment: Deployment;
  readonly service: Service;
}

const SUFFIX = { container: '-ctr', service: '-service' };
const MAX_NAME_LENGTH = 63 - SUFFIX.service.length;

/** Whether the image is the official one, in any version, from Docker Hub or a mirror that keeps the folder `library`. */
export function isOfficialImage(image: string, name: string): boolean {
  return new RegExp(`^(?:docker\\.io/|(?:[^\\s@]+/)?library/)?${name}(?:[:@]\\S+)?$`).test(image);
}

/** Creates a Deployment and the Service in front of it, with all names and labels chosen and all options checked. */
export function createDemoObjects(scope: Construct, setup: DemoSetup, props: DemoServiceProps): DemoObjects {
  const { name = setup.name, image = setup.image, replicas = 2, port = 8080, containerPort = setup.containerPort, labels = {} } = props;
  const level = props.podSecurity ?? (isOfficialImage(image, setup.name) ? PodSecurityLevel.RESTRICTED : PodSecurityLevel.BASELINE);
  checkOptions(scope, { name, image, replicas, port, containerPort, labels });
  checkContainer(scope, props);

  const { cpuMillis, memory } = setup.resources;
  const selected = { app: name };
  const deployment = new Deployment(scope, 'deployment', {
    metadata: { name, labels: { ...labels, ...selected } },
    podMetadata: { labels: { ...labels, ...selected } },
    // By default cdk8s-plus selects by a generated label, but the demo selects by "app".
    select: false,
    replicas,
    securityContext: podSecurity(level, setup, containerPort),
  });
  deployment.select(LabelSelector.of({ labels: selected }));
  const container = deployment.addContainer({
    name: name + SUFFIX.container,
    image,
    imagePullPolicy: props.imagePullPolicy ?? pullPolicy(image),
    // Not "ports": probes without a port of their own would ask port 80.
    portNumber: containerPort,
    ...(setup.command === undefined ? {} : { command: setup.command }),
    ...(props.env === undefined ? {} : { envVariables: props.env }),
    resources: props.resources ?? { cpu: { request: Cpu.millis(cpuMillis) }, memory },
    ...probes(setup, props),
    securityContext: {
      ensureNonRoot: level === PodSecurityLevel.RESTRICTED,
      readOnlyRootFilesystem: level === PodSecurityLevel.RESTRICTED,
      allowPrivilegeEscalation: false,
    },
  });
  // cdk8s-plus has no options for these two settings.
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }));
  if (level === PodSecurityLevel.RESTRICTED) {
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
    );
    mountWritable(scope, container, setup.restricted.writableFolders);
  }

  const service = new Service(scope, 'service', {
    metadata: { name: name + SUFFIX.service, labels: { ...labels, ...selected } },
    ports: [{ port, targetPort: containerPort, protocol: Protocol.TCP }],
  });
  service.selectLabel('app', name);
  const made = [ApiObject.of(deployment), ApiObject.of(service)];
  for (const object of made) objectsIn(Chart.of(scope)).set(`${object.kind} ${object.name}`, object);
  scope.node.addValidation({ validate: () => validateNames(scope, made) });
  return { deployment, service };
}

function podSecurity(level: PodSecurityLevel, { restricted: { user } }: DemoSetup, containerPort: number) {
  if (level === PodSecurityLevel.BASELINE) return { ensureNonRoot: false };
  // A safe sysctl since Kubernetes 1.22, and one that every Pod Security level admits: kubernetes/kubernetes@v1.36.3
  // pkg/kubelet/sysctl/safe_sysctls.go. Capabilities do not help: only root keeps them.
  const sysctls = containerPort < 1024 ? [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] : [];
  return { user, group: user, ensureNonRoot: true, sysctls };
}

/** One emptyDir with a subfolder for each path. The kubelet gives subfolders the mode of the volume, which any user may write to. */
function mountWritable(scope: Construct, container: Container, folders: readonly string[]): void {
  const volume = Volume.fromEmptyDir(scope, 'writable', 'writable');
  for (const folder of folders) container.mount(folder, volume, { subPath: folder.slice(folder.lastIndexOf('/') + 1) });
}

function probes({ hasRootPage, startup, answerTimeout }: DemoSetup, props: DemoServiceProps) {
  const ask = (options: ProbeOptions) => {
    const timed = { ...options, timeoutSeconds: answerTimeout };
    return hasRootPage ? Probe.fromHttpGet('/', timed) : Probe.fromTcpSocket(timed);
  };
  return {
    readiness: props.readiness ?? ask({}),
    liveness: props.liveness ?? Probe.fromTcpSocket({ failureThreshold: 6, timeoutSeconds: answerTimeout }),
    startup: props.startup ?? ask(startup),
  };
}

/** The default of the API server for a container without a pull policy. */
function pullPolicy(image: string): ImagePullPolicy {
  const [, tag = 'latest'] = /:([^:/@]+)(?:@|$)/.exec(image) ?? [];
  return tag === 'latest' && !image.includes('@') ? ImagePullPolicy.ALWAYS : ImagePullPolicy.IF_NOT_PRESENT;
}

interface CheckedOptions {
  readonly name: string;
  readonly image: string;
  readonly replicas: number;
  readonly port: number;
  readonly containerPort: number;
  readonly labels: { readonly [key: string]: string };
}

/** What cdk8s-plus or the API server would refuse later. */
function checkContainer(scope: Construct, { env = {}, resources = {} }: DemoServiceProps): void {
  const where = scope.node.path;
  for (const name of Object.keys(env)) {
    // kubernetes/apimachinery@v0.36.0:pkg/util/validation/validation.go (`IsRelaxedEnvVarName`)
    if (!/^[ -<>-~]+$/.test(name)) fail('service/env-name-malformed', where, { name });
  }
  const { cpu, memory, ephemeralStorage } = resources;
  // cdk8s-plus writes these amounts in these units.
  for (const [resource, { request, limit }, unit] of [
    ['memory', memory ?? {}, 'mebibytes'],
    ['ephemeralStorage', ephemeralStorage ?? {}, 'gibibytes'],
  ] as const) {
    for (const [bound, size] of Object.entries({ request, limit }))
      if (size !== undefined && !isWholeIn(size, unit))
        fail('service/amount-not-whole', where, { option: `resources.${resource}.${bound}`, unit });
    if (request !== undefined && limit !== undefined && request.toKibibytes(EXACT) > limit.toKibibytes(EXACT))
      fail('service/request-above-limit', where, { resource });
  }
  if (cpu?.request !== undefined && cpu.limit !== undefined && (quantityOf(cpu.request.amount) ?? 0) > (quantityOf(cpu.limit.amount) ?? 0))
    fail('service/request-above-limit', where, { resource: 'cpu' });
}

function isWholeIn(size: Size, unit: string): boolean {
  const amount = unit === 'gibibytes' ? size.toGibibytes(EXACT) : size.toMebibytes(EXACT);
  return Number.isInteger(amount) && amount >= 0;
}

const EXACT = { rounding: SizeRoundingBehavior.NONE };

function checkOptions(scope: Construct, { name, image, replicas, port, containerPort, labels }: CheckedOptions): void {
  const where = scope.node.path;
  if (!/^[a-z]/.test(name) || !isDnsLabel(name) || name.length > MAX_NAME_LENGTH) {
    fail('service/name-not-a-dns-label', where, { name, maxLength: MAX_NAME_LENGTH });
  }
  if (image === '' || /\s/.test(image)) fail('service/image-not-a-reference', where, { image });
  if (!isWholeNumber(replicas, 0, 2 ** 31 - 1)) fail('service/replicas-not-whole', where, { replicas });
  for (const [option, value] of Object.entries({ port, containerPort })) {
    if (!isWholeNumber(value, 1, 65535)) fail('service/port-out-of-range', where, { option, value });
  }
  const path = unwritableKey(labels);
  if (path !== undefined) fail('option/key-not-writable', where, { owner: 'labels', path });
  for (const [key, value] of Object.entries(labels)) {
    if (key === 'app' && value !== name) fail('service/label-selects-pods', where, { value, name });
    if (!isQualifiedName(key) || !isLabelValue(value)) fail('service/label-malformed', where, { key, value });
  }
  const objects = objectsIn(Chart.of(scope));
  for (const [kind, taken] of Object.entries({ Deployment: name, Service: name + SUFFIX.service })) {
    const other = objects.get(`${kind} ${taken}`);
    if (other !== undefined && isInTree(other)) fail('service/name-taken', where, { kind, name: taken, other: other.node.path });
  }
}

/**
 * Objects of a chart by kind and name, removed ones too. The chart is searched once, because an app may have thousands of demo services; an object
 * that the user adds later is found at synth.
 */
const CHARTS = new WeakMap<Chart, Map<string, ApiObject>>();

function objectsIn(chart: Chart): Map<string, ApiObject> {
  const known = CHARTS.get(chart) ?? new Map<string, ApiObject>();
  if (!CHARTS.has(chart))
    for (const object of chart.node.findAll().filter(ApiObject.isApiObject)) known.set(`${object.kind} ${object.name}`, object);
  CHARTS.set(chart, known);
  return known;
}

/** Objects with these names that were added later, by other means. */
function validateNames(scope: Construct, objects: readonly ApiObject[]): string[] {
  const state = AppState.of(scope);
  const where = scope.node.path;
  return objects.flatMap((object) => {
    const other = state.objectsNamed(nameKey(object)).find((one) => one !== object && Chart.of(one) === Chart.of(object));
    return other === undefined
      ? []
      : [format(finding('service/name-taken', where, { kind: object.kind, name: object.name, other: other.node.path }))];
  });
}
