import { fieldText } from '../src/kinds/field-path';
import type { KubeObject } from '../src/kinds/kube-object';
import { FieldFaults } from '../src/kinds/validation/field-faults';
import { validateLabels } from '../src/kinds/validation/metadata';
import { validate } from '../src/kinds/validation/validate';
import {
  dnsLabelReasons,
  dnsSubdomainReasons,
  labelValueReasons,
  pathSegmentReasons,
  portNameReasons,
  portNumberReasons,
  type Reasons,
} from '../src/model/kubernetes-syntax';
import { GATEWAY_RULES } from './gateway-rules';

/**
 * Rules that an API server's code checks and its schema does not, for kinds that installations hold and that no routes are read from. Read
 * from kubernetes/kubernetes v1.36.3; each section names its file. The rules of Ingress, IngressClass, Service, ConfigMap and Secret, and of
 * names, labels and annotations, are those of `src/kinds/validation`, which `truth/kube-apiserver.test.ts` compares with a real server.
 * Every function gives lines `json.path: reason`; none may be called before the schema was found to hold.
 */
export interface AnyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  readonly [field: string]: unknown;
}

interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

type Texts = { readonly [key: string]: string };

const quote = (value: unknown) => JSON.stringify(value);
const at = (path: string, complaint: string | Reasons | undefined): string[] =>
  (complaint === undefined ? [] : [complaint].flat()).map((one) => `${path}: ${one}`);
const each = <T>(items: readonly T[] | undefined, path: string, check: (item: T, path: string) => string[]): string[] =>
  (items ?? []).flatMap((item, i) => check(item, `${path}[${i}]`));
const twice = (values: readonly string[], path: string): string[] =>
  [...new Set(values.filter((value, i) => values.indexOf(value) !== i))].map((value) => `${path}: ${quote(value)} is there twice`);

const portNumberOrName = (value: number | string): Reasons =>
  typeof value === 'number' ? portNumberReasons(value) : portNameReasons(value);

function labels(texts: Texts | undefined, path: string): string[] {
  const faults = new FieldFaults();
  validateLabels(texts, [], faults);
  return faults.found.map(({ path: [key], reason }) => `${path}.${key}: ${reason}`);
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PriorityClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** What the server refuses, and what nothing of ours should write. */
export function ruleBreaches(object: AnyObject): string[] {
  const { kind, metadata: { name = '', namespace } = {} } = object;
  const refused = validate(object as KubeObject).map(({ path, reason }) => `${fieldText(path)}: ${reason}`);
  // The server forgets it without a word.
  if (namespace !== undefined && CLUSTER_SCOPED.has(kind)) refused.push(`metadata.namespace: a ${kind} is in no namespace`);
  // Since 1.36 a digit is taken too; older servers refuse it.
  if (kind === 'Service' && /^\d/.test(name)) refused.push(`metadata.name: ${quote(name)} does not begin with a letter`);
  return [...refused, ...((RULES[kind] ?? GATEWAY_RULES[kind])?.(object) ?? [])];
}

// ---- pods. pkg/apis/core/validation/validation.go

interface Probe {
  readonly httpGet?: { readonly path?: string; readonly port: number | string };
  readonly tcpSocket?: { readonly port: number | string };
  readonly exec?: unknown;
  readonly grpc?: unknown;
  readonly successThreshold?: number;
  readonly [setting: string]: unknown;
}

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly hostPort?: number }[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly resources?: { readonly limits?: Quantities; readonly requests?: Quantities };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string; readonly [source: string]: unknown }[];
  readonly restartPolicy?: string;
  readonly nodeSelector?: Texts;
}

interface PodTemplate {
  readonly metadata?: Metadata;
  readonly spec?: PodSpec;
}

type Quantities = { readonly [resource: string]: number | string };

function podTemplate({ metadata, spec }: PodTemplate, path: string): string[] {
  const lines = [...labels(metadata?.labels, `${path}.metadata.labels`)];
  if (spec === undefined) return [...lines, `${path}.spec: must be given`];
  const volumes = (spec.volumes ?? []).map(({ name }) => name);
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  if (spec.containers.length === 0) lines.push(`${path}.spec.containers: must not be empty`);
  return [
    ...lines,
    ...labels(spec.nodeSelector, `${path}.spec.nodeSelector`),
    ...each(spec.volumes, `${path}.spec.volumes`, (volume, where) => [
      ...at(`${where}.name`, dnsLabelReasons(volume.name)),
      ...(Object.keys(volume).length > 2 ? [`${where}: may have one source, not several`] : []),
    ]),
    ...twice(volumes, `${path}.spec.volumes`),
    ...twice(
      containers.map(({ name }) => name),
      `${path}.spec.containers`,
    ),
    ...each(spec.containers, `${path}.spec.containers`, (one, where) => container(one, volumes, where)),
    ...each(spec.initContainers, `${path}.spec.initContainers`, (one, where) => container(one, volumes, where)),
  ];
}

function container(one: Container, volumes: readonly string[], path: string): string[] {
  const mounts = one.volumeMounts ?? [];
  return [
    ...at(`${path}.name`, dnsLabelReasons(one.name)),
    // Space is refused in a Pod alone; in a template it shows only when no pod can be made.
    ...(one.image === undefined || one.image === ''
      ? [`${path}.image: must be given`]
      : at(`${path}.image`, one.image.trim() === one.image ? undefined : `${quote(one.image)} has space around it`)),
    ...each(one.ports, `${path}.ports`, ({ name, containerPort, hostPort }, where) => [
      ...(name === undefined ? [] : at(`${where}.name`, portNameReasons(name))),
      ...at(`${where}.containerPort`, portNumberReasons(containerPort)),
      ...(hostPort === undefined ? [] : at(`${where}.hostPort`, portNumberReasons(hostPort))),
    ]),
    ...twice(
      (one.ports ?? []).flatMap(({ name }) => name ?? []),
      `${path}.ports`,
    ),
    ...each(one.env, `${path}.env`, ({ name, value, valueFrom }, where) => [
      ...(/^[ -<>-~]+$/.test(name) ? [] : [`${where}.name: ${quote(name)} is no name of a variable`]),
      ...(value !== undefined && value !== '' && valueFrom !== undefined ? [`${where}: value and valueFrom exclude each other`] : []),
    ]),
    ...mounts.flatMap(({ name }, i) =>
      volumes.includes(name) ? [] : [`${path}.volumeMounts[${i}].name: there is no volume ${quote(name)}`],
    ),
    ...twice(
      mounts.map(({ mountPath }) => mountPath),
      `${path}.volumeMounts`,
    ),
    ...(['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((role) => probe(one[role], role, `${path}.${role}`)),
  ];
}

const PROBE_COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

function probe(one: Probe | undefined, role: string, path: string): string[] {
  if (one === undefined) return [];
  const handlers = (['httpGet', 'tcpSocket', 'exec', 'grpc'] as const).filter((handler) => one[handler] !== undefined);
  const port = one.httpGet?.port ?? one.tcpSocket?.port;
  return [
    ...(handlers.length === 1 ? [] : [`${path}: must have exactly one of httpGet, tcpSocket, exec and grpc`]),
    ...(port === undefined ? [] : at(`${path}.${handlers[0]}.port`, portNumberOrName(port))),
    ...PROBE_COUNTS.flatMap((count) => (Number(one[count] ?? 0) < 0 ? [`${path}.${count}: ${one[count]} is negative`] : [])),
    ...(role !== 'readinessProbe' && (one.successThreshold ?? 1) !== 1 ? [`${path}.successThreshold: must be 1`] : []),
  ];
}

// ---- workloads. pkg/apis/apps/validation/validation.go, pkg/apis/batch/validation/validation.go

interface Workload {
  readonly replicas?: number;
  readonly selector?: { readonly matchLabels?: Texts; readonly matchExpressions?: readonly unknown[] };
  readonly template: PodTemplate;
}

function workload({ spec }: AnyObject): string[] {
  const { replicas = 1, selector, template } = spec as Workload;
  const wanted = Object.entries(selector?.matchLabels ?? {});
  const lines = labels(selector?.matchLabels, 'spec.selector.matchLabels');
  if (replicas < 0) lines.push(`spec.replicas: ${replicas} is negative`);
  if (wanted.length + (selector?.matchExpressions ?? []).length === 0) lines.push('spec.selector: must not be empty');
  if (wanted.some(([key, value]) => template.metadata?.labels?.[key] !== value))
    lines.push('spec.selector: must match the labels of the template');
  const restart = template.spec?.restartPolicy ?? 'Always';
  if (restart !== 'Always') lines.push(`spec.template.spec.restartPolicy: ${quote(restart)} must be "Always"`);
  return [...lines, ...podTemplate(template, 'spec.template')];
}

function job({ metadata, spec }: AnyObject): string[] {
  const { template } = spec as Workload;
  const restart = template.spec?.restartPolicy;
  return [
    // Its name becomes the value of a label of its pods.
    ...at('metadata.name', metadata?.name === undefined ? undefined : labelValueReasons(metadata.name)),
    ...(restart === 'Never' || restart === 'OnFailure' ? [] : ['spec.template.spec.restartPolicy: must be "Never" or "OnFailure"']),
    ...podTemplate(template, 'spec.template'),
  ];
}

// ---- others. pkg/apis/{rbac,policy,autoscaling,admissionregistration}/validation/validation.go

const RBAC_GROUP = 'rbac.authorization.k8s.io';

interface PolicyRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

function role({ kind, rules }: AnyObject): string[] {
  return each(rules as readonly PolicyRule[] | undefined, 'rules', (rule, path) => {
    const given = (field: keyof PolicyRule) => (rule[field] ?? []).length > 0;
    const lines = given('verbs') ? [] : [`${path}.verbs: must not be empty`];
    if (given('nonResourceURLs')) {
      if (kind === 'Role') lines.push(`${path}.nonResourceURLs: only a ClusterRole may have them`);
      if (given('apiGroups') || given('resources') || given('resourceNames'))
        lines.push(`${path}: URLs and resources need rules of their own`);
      return lines;
    }
    return [
      ...lines,
      ...(['apiGroups', 'resources'] as const).filter((field) => !given(field)).map((field) => `${path}.${field}: must not be empty`),
    ];
  });
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

function roleBinding({ kind, roleRef, subjects }: AnyObject): string[] {
  const to = roleRef as { readonly apiGroup: string; readonly kind: string; readonly name: string };
  const kinds = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return [
    ...(to.apiGroup === RBAC_GROUP ? [] : [`roleRef.apiGroup: ${quote(to.apiGroup)} must be ${quote(RBAC_GROUP)}`]),
    ...(kinds.includes(to.kind) ? [] : [`roleRef.kind: ${quote(to.kind)} must be one of ${kinds.join(', ')}`]),
    ...at('roleRef.name', to.name === '' ? 'must be given' : pathSegmentReasons(to.name)),
    ...each(subjects as readonly Subject[] | undefined, 'subjects', (subject, path) => {
      const account = subject.kind === 'ServiceAccount';
      const group = subject.apiGroup ?? (account ? '' : RBAC_GROUP);
      return [
        ...(account || subject.kind === 'User' || subject.kind === 'Group'
          ? []
          : [`${path}.kind: ${quote(subject.kind)} is no kind of subject`]),
        ...(group === (account ? '' : RBAC_GROUP) ? [] : [`${path}.apiGroup: ${quote(group)} does not fit a ${subject.kind}`]),
        ...(account && kind === 'ClusterRoleBinding' && subject.namespace === undefined
          ? [`${path}.namespace: must be given for a ServiceAccount`]
          : []),
      ];
    }),
  ];
}

function disruptionBudget({ spec }: AnyObject): string[] {
  const { minAvailable, maxUnavailable } = (spec ?? {}) as { minAvailable?: number | string; maxUnavailable?: number | string };
  const both = minAvailable !== undefined && maxUnavailable !== undefined;
  return both ? ['spec: minAvailable and maxUnavailable exclude each other'] : [];
}

function autoscaler({ spec }: AnyObject): string[] {
  const { minReplicas = 1, maxReplicas } = spec as { minReplicas?: number; maxReplicas: number };
  return [
    ...(minReplicas < 1 ? [`spec.minReplicas: ${minReplicas} is less than 1`] : []),
    ...(maxReplicas < minReplicas ? [`spec.maxReplicas: ${maxReplicas} is less than minReplicas`] : []),
  ];
}

interface Webhook {
  readonly name: string;
  readonly sideEffects: string;
  readonly timeoutSeconds?: number;
  readonly clientConfig: { readonly url?: string; readonly service?: unknown };
}

function webhooks(object: AnyObject): string[] {
  return each(
    object.webhooks as readonly Webhook[] | undefined,
    'webhooks',
    ({ name, sideEffects, timeoutSeconds = 10, clientConfig }, path) => [
      ...at(`${path}.name`, [
        ...dnsSubdomainReasons(name),
        ...(name.split('.').length < 3 ? [`${quote(name)} must have three segments at least`] : []),
      ]),
      ...(/^None(OnDryRun)?$/.test(sideEffects) ? [] : [`${path}.sideEffects: ${quote(sideEffects)} must be "None" or "NoneOnDryRun"`]),
      ...(timeoutSeconds >= 1 && timeoutSeconds <= 30 ? [] : [`${path}.timeoutSeconds: ${timeoutSeconds} is not between 1 and 30`]),
      ...((clientConfig.url === undefined) === (clientConfig.service === undefined)
        ? [`${path}.clientConfig: exactly one of url and service must be given`]
        : []),
    ],
  );
}

const RULES: { readonly [kind: string]: (object: AnyObject) => string[] } = {
  Pod: (object) => podTemplate(object as PodTemplate, '').map((line) => line.replace(/^\./, '')),
  Deployment: workload,
  DaemonSet: workload,
  ReplicaSet: workload,
  StatefulSet: workload,
  Job: job,
  Role: role,
  ClusterRole: role,
  RoleBinding: roleBinding,
  ClusterRoleBinding: roleBinding,
  PodDisruptionBudget: disruptionBudget,
  HorizontalPodAutoscaler: autoscaler,
  ValidatingWebhookConfiguration: webhooks,
  MutatingWebhookConfiguration: webhooks,
};
