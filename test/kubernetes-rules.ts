import { isIP } from 'node:net';
import { GATEWAY_RULES } from './gateway-rules';

/**
 * Rules that an API server's code checks and its schema does not, for the kinds that the tests meet. Read from
 * kubernetes/kubernetes v1.36.3; each section names its file. What that code says of the cases in `kubernetes-schema.test.ts` was
 * compared for Ingress, IngressClass, Service, Deployment, ConfigMap, Secret and RBAC. Where a rule is stricter than that server, a
 * comment says so. Every function gives lines `json.path: reason`; none may be called before the schema was found to hold.
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

/** A value's own complaint, without a path; undefined: nothing to complain of. */
type Complaint = string | undefined;

const quote = (value: unknown) => JSON.stringify(value);
const at = (path: string, complaint: Complaint): string[] => (complaint === undefined ? [] : [`${path}: ${complaint}`]);
const each = <T>(items: readonly T[] | undefined, path: string, check: (item: T, path: string) => string[]): string[] =>
  (items ?? []).flatMap((item, i) => check(item, `${path}[${i}]`));
const twice = (values: readonly string[], path: string): string[] =>
  [...new Set(values.filter((value, i) => values.indexOf(value) !== i))].map((value) => `${path}: ${quote(value)} is there twice`);

// ---- names. staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go, pkg/api/validate/content/{dns,kube,path}.go

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;

const shaped = (value: string, pattern: string, maxLength: number, what: string): Complaint => {
  if (value.length > maxLength) return `${quote(value)} is longer than ${maxLength} characters`;
  return new RegExp(`^(${pattern})$`).test(value) ? undefined : `${quote(value)} is no ${what}`;
};
const dnsSubdomain = (value: string) => shaped(value, SUBDOMAIN, 253, 'lower case RFC 1123 subdomain');
const dnsLabel = (value: string) => shaped(value, LABEL, 63, 'lower case RFC 1123 label');
const wildcardSubdomain = (value: string) => shaped(value, `\\*\\.${SUBDOMAIN}`, 253, 'wildcard: "*." and a lower case RFC 1123 subdomain');
/** 1.36 takes a digit at the start too (feature gate RelaxedServiceNameValidation); older servers refuse it, so it is refused here. */
const serviceName = (value: string) => shaped(value, '[a-z]([-a-z0-9]*[a-z0-9])?', 63, 'RFC 1035 label');
const dataKey = (value: string) => shaped(value, '(?!\\.\\.)(?!\\.$)[-._a-zA-Z0-9]+', 253, 'key of a ConfigMap or Secret');
const labelValue = (value: string) => shaped(value, '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?', 63, 'label value');
const pathSegment = (value: string): Complaint =>
  value === '.' || value === '..' || /[/%]/.test(value) ? `${quote(value)} is no path segment` : undefined;
const portNumber = (value: number): Complaint => (value >= 1 && value <= 65535 ? undefined : `${value} is not between 1 and 65535`);
const portName = (value: string) => shaped(value, '(?!-)(?!.*--)(?!.*-$)(?=.*[a-z])[-a-z0-9]+', 15, 'port name');
const portNumberOrName = (value: number | string) => (typeof value === 'number' ? portNumber(value) : portName(value));

function labelKey(value: string): Complaint {
  const [prefix, name, ...more] = value.includes('/') ? value.split('/') : [undefined, value];
  if (name === undefined || more.length > 0) return `${quote(value)} is no qualified name`;
  const complaint = prefix === undefined ? undefined : dnsSubdomain(prefix);
  return complaint === undefined ? shaped(name, '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]', 63, 'qualified name') : `prefix ${complaint}`;
}

const labels = (texts: Texts | undefined, path: string): string[] =>
  Object.entries(texts ?? {}).flatMap(([key, value]) => [...at(path, labelKey(key)), ...at(`${path}.${key}`, labelValue(value))]);

function annotations(texts: Texts | undefined, path: string): string[] {
  const size = Object.entries(texts ?? {}).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  // The server lowers the key first, so upper case passes in the prefix.
  const keys = Object.keys(texts ?? {}).flatMap((key) => at(path, labelKey(key.toLowerCase())));
  return size > 256 * 1024 ? [...keys, `${path}: ${size} bytes are more than 256 KiB`] : keys;
}

// ---- metadata. staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go; names by kind: ValidateName of each kind's validation.go

const NAMES: { readonly [kind: string]: (name: string) => Complaint } = {
  Service: serviceName,
  Namespace: dnsLabel,
  Role: pathSegment,
  RoleBinding: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
};

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

export function metadataBreaches({ kind, metadata = {} }: AnyObject): string[] {
  const lines: string[] = [];
  const named = NAMES[kind] ?? dnsSubdomain;
  if (metadata.name !== undefined) lines.push(...at('metadata.name', named(metadata.name)));
  else if (metadata.generateName === undefined) lines.push('metadata.name: must be given');
  if (metadata.namespace !== undefined) {
    lines.push(...at('metadata.namespace', dnsLabel(metadata.namespace)));
    // The server forgets it without a word; nothing of ours should write it.
    if (CLUSTER_SCOPED.has(kind)) lines.push(`metadata.namespace: a ${kind} is in no namespace`);
  }
  return [...lines, ...labels(metadata.labels, 'metadata.labels'), ...annotations(metadata.annotations, 'metadata.annotations')];
}

/** What the kind's own rules say, beyond metadata. */
export function ruleBreaches(object: AnyObject): string[] {
  return (RULES[object.kind] ?? GATEWAY_RULES[object.kind])?.(object) ?? [];
}

// ---- Ingress and IngressClass. pkg/apis/networking/validation/validation.go

interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
  readonly resource?: unknown;
}

interface IngressPath {
  readonly path?: string;
  readonly pathType: string;
  readonly backend: Backend;
}

interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: Backend;
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
  readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths?: readonly IngressPath[] } }[];
}

const PATH_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const PATH_ENDS = ['/..', '/.'];

function ingress({ metadata, spec }: AnyObject): string[] {
  const { rules = [], defaultBackend, tls, ingressClassName } = (spec ?? {}) as IngressSpec;
  const lines: string[] = [];
  if (rules.length === 0 && defaultBackend === undefined) lines.push('spec: rules or defaultBackend must be given');
  if (defaultBackend !== undefined) lines.push(...backend(defaultBackend, 'spec.defaultBackend'));
  if (ingressClassName !== undefined) lines.push(...at('spec.ingressClassName', dnsSubdomain(ingressClassName)));
  const oldClass = metadata?.annotations?.['kubernetes.io/ingress.class'];
  if (oldClass !== undefined && ingressClassName !== undefined && oldClass !== ingressClassName) {
    lines.push(`metadata.annotations.kubernetes.io/ingress.class: ${quote(oldClass)} is not spec.ingressClassName`);
  }
  lines.push(
    ...each(rules, 'spec.rules', ({ host, http }, path) => [
      // An empty host is any host.
      ...(host ? at(`${path}.host`, isAddress(host) ? `${quote(host)} is an IP address` : hostName(host)) : []),
      ...(http !== undefined && (http.paths ?? []).length === 0 ? [`${path}.http.paths: must not be empty`] : []),
      ...each(http?.paths, `${path}.http.paths`, ingressPath),
    ]),
    ...each(tls, 'spec.tls', ({ hosts, secretName }, path) => [
      ...each(hosts, `${path}.hosts`, (host, hostPath) => at(hostPath, hostName(host))),
      ...(secretName ? at(`${path}.secretName`, dnsSubdomain(secretName)) : []),
    ]),
  );
  return lines;
}

/** The server's parser takes leading zeros, which `isIP` does not. */
const isAddress = (host: string) => isIP(host.replace(/(^|\.)0+(?=\d)/g, '$1')) !== 0;
const hostName = (host: string) => (host.includes('*') ? wildcardSubdomain(host) : dnsSubdomain(host));

function ingressPath({ path = '', pathType, backend: to }: IngressPath, where: string): string[] {
  const lines: string[] = [];
  const strict = pathType === 'Exact' || pathType === 'Prefix';
  if (!path.startsWith('/') && (strict || path !== '')) lines.push(`${where}.path: ${quote(path)} must begin with "/"`);
  if (strict) {
    for (const sequence of PATH_SEQUENCES) {
      if (path.includes(sequence)) lines.push(`${where}.path: ${quote(path)} must not contain ${quote(sequence)}`);
    }
    for (const end of PATH_ENDS) if (path.endsWith(end)) lines.push(`${where}.path: ${quote(path)} must not end in ${quote(end)}`);
  }
  return [...lines, ...backend(to, `${where}.backend`)];
}

function backend({ service, resource }: Backend, path: string): string[] {
  if ((service === undefined) === (resource === undefined)) return [`${path}: exactly one of service and resource must be given`];
  if (service === undefined) return [];
  const { name = '', number = 0 } = service.port ?? {};
  const port = `${path}.service.port`;
  const lines = at(`${path}.service.name`, service.name === '' ? 'must be given' : serviceName(service.name));
  if ((name === '') === (number === 0)) return [...lines, `${port}: exactly one of name and number must be given`];
  return [...lines, ...(name === '' ? at(`${port}.number`, portNumber(number)) : at(`${port}.name`, portName(name)))];
}

function ingressClass({ spec }: AnyObject): string[] {
  const { controller = '', parameters } = (spec ?? {}) as { controller?: string; parameters?: { scope?: string; namespace?: string } };
  const lines = at(
    'spec.controller',
    shaped(controller, `${SUBDOMAIN}/[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+`, 250, 'domain and path, as in "acme.io/foo"'),
  );
  if (parameters !== undefined && (parameters.scope === 'Namespace') !== (parameters.namespace !== undefined)) {
    lines.push('spec.parameters.namespace: must be given for scope "Namespace", and for no other');
  }
  return lines;
}

// ---- Service, ConfigMap, Secret, pods. pkg/apis/core/validation/validation.go

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly externalTrafficPolicy?: string;
  readonly externalIPs?: readonly string[];
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly selector?: Texts;
  readonly ports?: readonly {
    readonly name?: string;
    readonly port: number;
    readonly protocol?: string;
    readonly targetPort?: number | string;
    readonly nodePort?: number;
  }[];
}

function service({ spec }: AnyObject): string[] {
  const { type = 'ClusterIP', ports = [], ...rest } = (spec ?? {}) as ServiceSpec;
  const lines = labels(rest.selector, 'spec.selector');
  if (ports.length === 0 && rest.clusterIP !== 'None' && type !== 'ExternalName') lines.push('spec.ports: must not be empty');
  if (type === 'ExternalName' && rest.externalName === undefined) lines.push('spec.externalName: must be given');
  if (rest.externalTrafficPolicy !== undefined && type !== 'LoadBalancer' && type !== 'NodePort' && (rest.externalIPs ?? []).length === 0) {
    lines.push('spec.externalTrafficPolicy: only a Service that can be reached from outside may have it');
  }
  for (const field of ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'] as const) {
    if (rest[field] !== undefined && type !== 'LoadBalancer') lines.push(`spec.${field}: only type LoadBalancer may have it`);
  }
  const reaches = type === 'NodePort' || type === 'LoadBalancer';
  return [
    ...lines,
    ...each(ports, 'spec.ports', ({ name, port, targetPort, nodePort }, path) => [
      ...(name === undefined
        ? ports.length > 1
          ? [`${path}.name: must be given where there are several ports`]
          : []
        : at(`${path}.name`, dnsLabel(name))),
      ...at(`${path}.port`, portNumber(port)),
      ...(targetPort === undefined ? [] : at(`${path}.targetPort`, portNumberOrName(targetPort))),
      ...(nodePort !== undefined && !reaches ? [`${path}.nodePort: a Service of type ${type} has none`] : []),
    ]),
    ...twice(
      ports.flatMap(({ name }) => name ?? []),
      'spec.ports',
    ),
    ...twice(
      ports.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`),
      'spec.ports',
    ),
  ];
}

function keyedData(object: AnyObject): string[] {
  const bags = ['data', 'binaryData', 'stringData'] as const;
  const entries = bags.flatMap((bag) => Object.entries((object[bag] ?? {}) as Texts).map(([key, value]) => ({ bag, key, value })));
  const lines = entries.flatMap(({ bag, key }) => at(bag, dataKey(key)));
  if (object.kind === 'ConfigMap') {
    lines.push(
      ...twice(
        entries.map(({ key }) => key),
        'data',
      ),
    );
  }
  if (object.type === 'kubernetes.io/tls') {
    const missing = ['tls.crt', 'tls.key'].filter((key) => !entries.some((entry) => entry.key === key));
    lines.push(...missing.map((key) => `data: a Secret of type kubernetes.io/tls must have ${quote(key)}`));
  }
  const size = entries.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
  return size > 1024 * 1024 ? [...lines, `data: ${size} bytes are more than 1 MiB`] : lines;
}

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
  const lines = [
    ...labels(metadata?.labels, `${path}.metadata.labels`),
    ...annotations(metadata?.annotations, `${path}.metadata.annotations`),
  ];
  if (spec === undefined) return [...lines, `${path}.spec: must be given`];
  const volumes = (spec.volumes ?? []).map(({ name }) => name);
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  if (spec.containers.length === 0) lines.push(`${path}.spec.containers: must not be empty`);
  return [
    ...lines,
    ...labels(spec.nodeSelector, `${path}.spec.nodeSelector`),
    ...each(spec.volumes, `${path}.spec.volumes`, (volume, where) => [
      ...at(`${where}.name`, dnsLabel(volume.name)),
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
    ...at(`${path}.name`, dnsLabel(one.name)),
    // Space is refused in a Pod alone; in a template it shows only when no pod can be made.
    ...(one.image === undefined || one.image === ''
      ? [`${path}.image: must be given`]
      : at(`${path}.image`, one.image.trim() === one.image ? undefined : `${quote(one.image)} has space around it`)),
    ...each(one.ports, `${path}.ports`, ({ name, containerPort, hostPort }, where) => [
      ...(name === undefined ? [] : at(`${where}.name`, portName(name))),
      ...at(`${where}.containerPort`, portNumber(containerPort)),
      ...(hostPort === undefined ? [] : at(`${where}.hostPort`, portNumber(hostPort))),
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
    ...resources(one, `${path}.resources`),
    ...(['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((role) => probe(one[role], role, `${path}.${role}`)),
  ];
}

function resources({ resources: { requests = {}, limits = {} } = {} }: Container, path: string): string[] {
  return Object.entries(requests).flatMap(([name, request]) => {
    const limit = limits[name];
    return limit !== undefined && amount(request) > amount(limit)
      ? [`${path}.requests.${name}: ${quote(request)} is more than the limit ${quote(limit)}`]
      : [];
  });
}

const POWERS: { readonly [suffix: string]: number } = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };

function amount(quantity: number | string): number {
  const [, digits, suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(.*)$/.exec(String(quantity)) ?? [];
  const binary = suffix.endsWith('i') ? 1024 ** ('KMGTPE'.indexOf(suffix.charAt(0)) + 1) : undefined;
  return Number(digits) * (binary ?? POWERS[suffix] ?? 1);
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
    ...at('metadata.name', metadata?.name === undefined ? undefined : shaped(metadata.name, '.*', 63, 'name')),
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
    ...at('roleRef.name', to.name === '' ? 'must be given' : pathSegment(to.name)),
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
      ...at(
        `${path}.name`,
        dnsSubdomain(name) ?? (name.split('.').length < 3 ? `${quote(name)} must have three segments at least` : undefined),
      ),
      ...(/^None(OnDryRun)?$/.test(sideEffects) ? [] : [`${path}.sideEffects: ${quote(sideEffects)} must be "None" or "NoneOnDryRun"`]),
      ...(timeoutSeconds >= 1 && timeoutSeconds <= 30 ? [] : [`${path}.timeoutSeconds: ${timeoutSeconds} is not between 1 and 30`]),
      ...((clientConfig.url === undefined) === (clientConfig.service === undefined)
        ? [`${path}.clientConfig: exactly one of url and service must be given`]
        : []),
    ],
  );
}

const RULES: { readonly [kind: string]: (object: AnyObject) => string[] } = {
  Ingress: ingress,
  IngressClass: ingressClass,
  Service: service,
  ConfigMap: keyedData,
  Secret: keyedData,
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
