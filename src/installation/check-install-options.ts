import type { Code, Params } from '../findings/catalogue';
import { type SchedulingPart, schedulingReasons } from '../kinds/validation/scheduling';
import { isImageDigest, isImageRegistry, isImageRepository, isImageTag } from '../model/image-reference';
import {
  isCidr,
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isNamespacedName,
  isQualifiedName,
  isWholeNumber,
} from '../model/kubernetes-syntax';
import type { ImageOptions } from './image-options';
import {
  type AutoscalingOptions,
  type ControllerServiceOptions,
  ControllerServiceType,
  ControllerWorkload,
  ExternalTrafficPolicy,
  type InstallOptions,
  IpFamily,
  IpFamilyPolicy,
  type MetricsOptions,
  type PodDisruptionBudgetOptions,
} from './install-options';
import { rollingUpdateOf } from './pod-count';

/** Reports a finding. */
export type Raise = <C extends Code>(code: C, params: Params<C>) => void;

/** Defaults of the kind of controller that the checks need. */
export interface Effective {
  readonly workload: string;
  readonly serviceType: string;
  /** Whether the pods use ports of their node. */
  readonly hostPorts: boolean;
  /** The longest suffix of an object's name. A prefix must leave room for it. */
  readonly longestEnd: string;
  /** What the container requests unless the user says otherwise. Absent: CPU and memory. */
  readonly requests?: readonly string[];
  /** Keys of the labels that belong to the installation. */
  readonly ownLabels: readonly string[];
}

type Texts = { readonly [key: string]: string };

const NAME_RULE = 'lower case letters, digits and "-", with a letter or digit at both ends';
const MOST_PODS = 2 ** 31 - 1;

/**
 * Checks the options that every kind of controller understands. Types are not enough: other languages and plain JavaScript can pass any
 * value.
 */
export function checkInstallOptions(options: InstallOptions, effective: Effective, raise: Raise): void {
  checkNames(options, effective, raise);
  checkWorkload(options, effective, raise);
  checkPods(options, effective, raise);
  checkNodes(options, effective, raise);
  checkImages(options, raise);
  if (options.service) checkService('service', options.service, effective, raise);
  if (options.internalService) {
    checkService('internalService', options.internalService, effective, raise);
    checkInside(options.internalService, effective, raise);
  }
  if (options.metrics) checkMetrics(options.metrics, effective, raise);
}

/** Checks the options for a controller that is already installed. */
export function checkIngressClassName(ingressClassName: string, raise: Raise): void {
  checkName('ingressClassName', ingressClassName, raise);
}

function checkNames(options: InstallOptions, { longestEnd, ownLabels }: Effective, raise: Raise): void {
  const { namespace, namePrefix, ingressClassName, defaultTlsSecret, priorityClassName, imagePullSecrets = [] } = options;
  checkNamespace('namespace', namespace, raise);
  const room = 63 - longestEnd.length;
  if (namePrefix !== undefined && !(isDnsLabel(namePrefix) && /^[a-z]/.test(namePrefix) && namePrefix.length <= room))
    raise('controller/name-malformed', {
      option: 'namePrefix',
      value: namePrefix,
      rule: `at most ${room} lower case letters, digits and "-", beginning with a letter and not ending in "-"`,
    });
  checkName('ingressClassName', ingressClassName, raise);
  checkName('priorityClassName', priorityClassName, raise);
  for (const name of imagePullSecrets) checkName('imagePullSecrets', name, raise);
  if (defaultTlsSecret !== undefined) checkReference('defaultTlsSecret', defaultTlsSecret, raise);
  if (options.namespaceLabels && options.createNamespace === false)
    raise('controller/options-exclude-each-other', {
      first: 'namespaceLabels',
      second: 'createNamespace: false',
      why: 'the Namespace is not part of the installation, so no object would have the labels',
      fix: 'set the labels where the Namespace is created',
    });
  checkLabels('namespaceLabels', options.namespaceLabels, raise, ownLabels);
}

export function checkNamespace(option: string, value: string | undefined, raise: Raise): void {
  if (value !== undefined && !isDnsLabel(value)) raise('controller/name-malformed', { option, value, rule: `at most 63 ${NAME_RULE}` });
}

function checkName(option: string, value: string | undefined, raise: Raise): void {
  if (value !== undefined && !isDnsSubdomain(value))
    raise('controller/name-malformed', { option, value, rule: `at most 253 ${NAME_RULE}; parts may be separated by "."` });
}

export function checkReference(option: string, value: string, raise: Raise): void {
  if (!isNamespacedName(value)) raise('controller/reference-malformed', { option, value });
}

/** Checks a member of an enum, if it is given. */
export function checkMember(option: string, value: string | undefined, members: { readonly [name: string]: string }, raise: Raise): void {
  const values = Object.values(members);
  if (value !== undefined && !values.includes(value))
    raise('controller/value-malformed', { option, value, form: `one of ${values.map((member) => `"${member}"`).join(', ')}` });
}

function checkWorkload(options: InstallOptions, { workload, requests = ['cpu', 'memory'] }: Effective, raise: Raise): void {
  const { replicas, autoscaling, podDisruptionBudget, updateStrategy } = options;
  checkMember('workload', workload, ControllerWorkload, raise);
  checkReplicas('replicas', replicas, raise);
  if (replicas !== undefined && autoscaling !== undefined)
    raise('controller/options-exclude-each-other', {
      first: 'replicas',
      second: 'autoscaling',
      why: 'each deployment would reset the number of pods that the autoscaler chose',
      fix: 'use autoscaling.minReplicas for the fewest pods',
    });
  if (workload === 'DaemonSet') {
    const fixed = { replicas, autoscaling, podDisruptionBudget };
    for (const [option, value] of Object.entries(fixed).filter(([, value]) => value !== undefined))
      raise('controller/options-exclude-each-other', {
        first: option,
        second: 'a DaemonSet',
        why: `a DaemonSet runs one pod on each node; ${value === podDisruptionBudget ? 'drains do not evict its pods' : 'the number of nodes decides how many'}`,
        fix: `leave out ${option}, or use workload: ControllerWorkload.DEPLOYMENT`,
      });
  }
  if (autoscaling) checkAutoscaling(autoscaling, options, requests, raise);
  if (podDisruptionBudget) checkDisruptionBudget(podDisruptionBudget, options, raise);
  if (updateStrategy) checkUpdateStrategy(options, workload, raise);
}

export function checkReplicas(option: string, value: number | undefined, raise: Raise, min = 0): void {
  if (value !== undefined && !isWholeNumber(value, min, MOST_PODS))
    raise('controller/number-out-of-range', { option, value, min, max: MOST_PODS, unit: 'pods' });
}

function checkAutoscaling(
  autoscaling: AutoscalingOptions,
  { resources }: InstallOptions,
  byDefault: readonly string[],
  raise: Raise,
): void {
  const { minReplicas = 1, maxReplicas, targetCpuUtilizationPercent: cpu, targetMemoryUtilizationPercent: memory } = autoscaling;
  checkReplicas('autoscaling.minReplicas', minReplicas, raise, 1);
  checkReplicas('autoscaling.maxReplicas', maxReplicas, raise, 1);
  if (minReplicas > maxReplicas) raise('controller/replicas-out-of-order', { min: minReplicas, max: maxReplicas });
  for (const [option, value] of Object.entries({ targetCpuUtilizationPercent: cpu, targetMemoryUtilizationPercent: memory })) {
    // Pods may use more than they request, so the target may be above 100.
    if (value !== undefined && !isWholeNumber(value, 1, 1000))
      raise('controller/number-out-of-range', { option: `autoscaling.${option}`, value, min: 1, max: 1000, unit: 'percent' });
  }
  checkScheduling('autoscaling.behavior', 'behavior', autoscaling.behavior, raise);
  const noTarget = cpu === undefined && memory === undefined;
  for (const [resource, aimed] of Object.entries({ cpu: noTarget || cpu !== undefined, memory: noTarget || memory !== undefined })) {
    // Without a request, Kubernetes uses the limit as request.
    const requested =
      resources === undefined
        ? byDefault.includes(resource)
        : (resources.requests?.[resource] ?? resources.limits?.[resource]) !== undefined;
    if (aimed && !requested) raise('controller/autoscaling-without-request', { resource });
  }
}

function checkDisruptionBudget(budget: PodDisruptionBudgetOptions, options: InstallOptions, raise: Raise): void {
  checkPodCounts('podDisruptionBudget', budget, raise);
  const [first, second] = Object.entries(budget).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (first !== undefined && second !== undefined)
    raise('controller/options-exclude-each-other', {
      first: `podDisruptionBudget.${first}`,
      second: `podDisruptionBudget.${second}`,
      why: 'the API server accepts only one limit',
      fix: 'leave one of them out',
    });
  const replicas = options.autoscaling ? (options.autoscaling.minReplicas ?? 1) : (options.replicas ?? 1);
  const stay = podsThatStay(budget, replicas);
  // NaN where a count is malformed.
  if (stay >= replicas && replicas > 0) raise('controller/drain-blocked', { replicas, stay });
}

/** Kubernetes rounds percentages of both up. */
function podsThatStay(budget: PodDisruptionBudgetOptions, replicas: number): number {
  const share = (percent: number | undefined) => (percent === undefined ? undefined : Math.ceil((percent * replicas) / 100));
  const missing = budget.maxUnavailable ?? share(budget.maxUnavailablePercent);
  return missing === undefined ? (budget.minAvailable ?? share(budget.minAvailablePercent) ?? 1) : replicas - missing;
}

/** Checks options that are numbers of pods, or shares of them where the name ends in "Percent". */
function checkPodCounts(owner: string, counts: object, raise: Raise): void {
  for (const [name, value] of Object.entries(counts)) {
    const [max, unit] = name.endsWith('Percent') ? [100, 'percent'] : [MOST_PODS, 'pods'];
    if (value !== undefined && !isWholeNumber(value, 0, max))
      raise('controller/number-out-of-range', { option: `${owner}.${name}`, value, min: 0, max, unit });
  }
}

function checkUpdateStrategy({ updateStrategy }: InstallOptions, workload: string, raise: Raise): void {
  const type = updateStrategy?.type;
  const owner = { Recreate: 'Deployment', OnDelete: 'DaemonSet' }[type ?? ''] ?? workload;
  if (owner !== workload)
    raise('controller/options-exclude-each-other', {
      first: `update strategy ${type}`,
      second: `a ${workload}`,
      why: `only a ${owner} has this strategy`,
      fix: 'use UpdateStrategy.rolling(), or another workload',
    });
  const limits = updateStrategy?.options ?? {};
  checkPodCounts('updateStrategy', limits, raise);
  for (const name of ['maxUnavailable', 'maxSurge'] as const)
    if (limits[name] !== undefined && limits[`${name}Percent`] !== undefined)
      raise('controller/options-exclude-each-other', {
        first: `updateStrategy.${name}`,
        second: `updateStrategy.${name}Percent`,
        why: 'the API server accepts only one of them',
        fix: 'leave one of them out',
      });
  const { maxUnavailable, maxSurge } = rollingUpdateOf(limits);
  const isZero = (value: unknown) => value === 0 || value === '0%';
  const surges = maxSurge !== undefined && !isZero(maxSurge);
  // By default a Deployment surges by 25%, and a DaemonSet does not surge.
  if (isZero(maxUnavailable) && !surges && (maxSurge !== undefined || workload === 'DaemonSet'))
    raise('controller/update-cannot-proceed', {
      workload,
      why: 'the limits let no pod be missing and none be added',
      fix: 'raise maxUnavailable or maxSurge',
    });
  if (workload === 'DaemonSet' && surges && !isZero(maxUnavailable))
    raise('controller/update-cannot-proceed', {
      workload,
      why: 'the API server accepts maxSurge for a DaemonSet only with a maxUnavailable of zero',
      fix: 'use maxUnavailable: 0, or leave out maxSurge',
    });
}

function checkPods(options: InstallOptions, { ownLabels }: Effective, raise: Raise): void {
  checkLabels('podLabels', options.podLabels, raise, ownLabels);
  checkLabels('nodeSelector', options.nodeSelector, raise, ['kubernetes.io/os']);
  checkAnnotations('podAnnotations', options.podAnnotations, raise);
  for (const [listener, port] of Object.entries(options.hostPorts ?? {})) checkPort(`hostPorts.${listener}`, port, raise);
  checkDuration('terminationGracePeriod', options.terminationGracePeriod, raise);
  checkScheduling('tolerations', 'tolerations', options.tolerations, raise);
  checkScheduling('resources', 'resources', options.resources, raise);
  checkScheduling('affinity', 'affinity', options.affinity, raise);
  checkScheduling('topologySpreadConstraints', 'topologySpreadConstraints', options.topologySpreadConstraints, raise);
}

/** Checks an option that is given as Kubernetes has it. */
export function checkScheduling(option: string, part: SchedulingPart, value: unknown, raise: Raise): void {
  if (value === undefined) return;
  for (const { field, reason } of schedulingReasons(part, value))
    raise('controller/value-refused', {
      option: field === '' || field.startsWith('[') ? option + field : `${option}.${field}`,
      because: reason,
    });
}

const ENFORCED_LEVEL = 'pod-security.kubernetes.io/enforce';
const LEVELS = { privileged: 'privileged', baseline: 'baseline', restricted: 'restricted' };

/** Consequences of using ports of the node. Without them the pods meet every level of the Pod Security Standards. */
function checkNodes(options: InstallOptions, { hostPorts, workload }: Effective, raise: Raise): void {
  const level = options.namespaceLabels?.[ENFORCED_LEVEL];
  // The API server refuses a namespace with another level.
  checkMember(`namespaceLabels["${ENFORCED_LEVEL}"]`, level, LEVELS, raise);
  if (!options.hostNetwork && !hostPorts) return;
  const because = options.hostNetwork ? 'hostNetwork' : 'ports of the node';
  if (level === LEVELS.baseline || level === LEVELS.restricted) raise('controller/pod-security-refuses', { level, because });
  const pods = options.autoscaling?.maxReplicas ?? options.replicas ?? 1;
  if (workload === 'Deployment' && pods > 1) raise('controller/pods-need-nodes', { pods, because });
}

/** Checks a port, if it is given. */
export function checkPort(option: string, value: unknown, raise: Raise): void {
  if (value !== undefined && !isWholeNumber(value, 1, 65535)) raise('controller/port-out-of-range', { option, value });
}

/** `value` is a `Duration` of cdk8s; this is the only member that is needed here. */
function checkDuration(option: string, value: { toSeconds(options: { integral: boolean }): number } | undefined, raise: Raise): void {
  if (value === undefined) return;
  const seconds = value.toSeconds({ integral: false });
  if (!Number.isInteger(seconds)) raise('controller/duration-malformed', { option, value: `${seconds} seconds` });
}

function checkLabels(option: string, labels: Texts | undefined, raise: Raise, taken: readonly string[]): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (!isQualifiedName(key)) raise('controller/label-malformed', { option, key, value, part: 'key' });
    else if (!isLabelValue(value)) raise('controller/label-malformed', { option, key, value, part: 'value' });
    else if (taken.includes(key)) raise('controller/label-is-taken', { option, key });
  }
}

function checkAnnotations(option: string, annotations: Texts | undefined, raise: Raise): void {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    // The API server compares keys of annotations in lower case.
    if (!isQualifiedName(key.toLowerCase())) raise('controller/label-malformed', { option, key, value, part: 'key' });
  }
}

function checkImages({ imageRegistry, image }: InstallOptions, raise: Raise): void {
  if (imageRegistry !== undefined && !isImageRegistry(imageRegistry))
    raise('controller/image-malformed', { option: 'imageRegistry', value: imageRegistry, form: 'a host with an optional port and path' });
  if (image) checkImage('image', image, raise);
}

export function checkImage(option: string, { repository, tag, digest }: ImageOptions, raise: Raise): void {
  const check = (part: string, value: string | undefined, accepts: (text: string) => boolean, form: string) => {
    if (value !== undefined && !accepts(value)) raise('controller/image-malformed', { option: `${option}.${part}`, value, form });
  };
  check('repository', repository, isImageRepository, 'lower case letters and digits, with ".", "_", "-" and "/" between them');
  check('tag', tag, isImageTag, 'at most 128 letters, digits, "_", "." and "-"');
  check('digest', digest, isImageDigest, '"sha256:" and 64 lower case hexadecimal digits');
}

function checkService(option: string, service: ControllerServiceOptions, { serviceType, ownLabels }: Effective, raise: Raise): void {
  const type = service.type ?? serviceType;
  const onlyFor = (types: readonly string[], fields: { readonly [field: string]: unknown }) => {
    if (types.includes(type)) return;
    for (const [field, value] of Object.entries(fields))
      if (value !== undefined) raise('controller/service-type-refuses', { option: `${option}.${field}`, type, types: types.join(' or ') });
  };
  checkMember(`${option}.type`, service.type, ControllerServiceType, raise);
  checkMember(`${option}.externalTrafficPolicy`, service.externalTrafficPolicy, ExternalTrafficPolicy, raise);
  checkMember(`${option}.ipFamilyPolicy`, service.ipFamilyPolicy, IpFamilyPolicy, raise);
  for (const family of service.ipFamilies ?? []) checkMember(`${option}.ipFamilies`, family, IpFamily, raise);
  const { loadBalancerClass, loadBalancerSourceRanges, allocateLoadBalancerNodePorts, externalTrafficPolicy, nodePorts } = service;
  onlyFor(['LoadBalancer'], { loadBalancerClass, loadBalancerSourceRanges, allocateLoadBalancerNodePorts });
  onlyFor(['LoadBalancer', 'NodePort'], { externalTrafficPolicy, nodePorts });
  for (const range of loadBalancerSourceRanges ?? [])
    if (!isCidr(range)) raise('controller/cidr-malformed', { option: `${option}.loadBalancerSourceRanges`, value: range });
  if (loadBalancerClass !== undefined && !isQualifiedName(loadBalancerClass))
    raise('controller/value-malformed', {
      option: `${option}.loadBalancerClass`,
      value: loadBalancerClass,
      form: 'a name, optionally after a domain and "/", such as "service.k8s.aws/nlb"',
    });
  checkAnnotations(`${option}.annotations`, service.annotations, raise);
  checkLabels(`${option}.labels`, service.labels, raise, ownLabels);
  for (const [name, port] of Object.entries(service.ports ?? {})) checkPort(`${option}.ports.${name}`, port, raise);
  const { http, https, tcp, udp } = nodePorts ?? {};
  for (const [name, port] of Object.entries({ http, https, ...tcp, ...udp }))
    if (port !== undefined && !isWholeNumber(port, 30000, 32767))
      raise('controller/node-port-out-of-range', { option: `${option}.nodePorts.${name}`, value: port });
  if ((service.ipFamilies?.length ?? 0) > 1 && (service.ipFamilyPolicy ?? 'SingleStack') === 'SingleStack')
    raise('controller/options-exclude-each-other', {
      first: `${option}.ipFamilies with two families`,
      second: 'an ipFamilyPolicy of one family',
      why: 'the API server refuses a second family',
      fix: 'use IpFamilyPolicy.PREFER_DUAL_STACK or REQUIRE_DUAL_STACK, or leave one family out',
    });
}

function checkInside(
  { enabled, type, annotations = {}, loadBalancerClass }: ControllerServiceOptions,
  effective: Effective,
  raise: Raise,
): void {
  const marked = Object.keys(annotations).length > 0 || loadBalancerClass !== undefined;
  if (enabled !== false && (type ?? effective.serviceType) === 'LoadBalancer' && !marked)
    raise('controller/internal-service-is-public', {});
}

function checkMetrics(metrics: MetricsOptions, { ownLabels }: Effective, raise: Raise): void {
  const { service, serviceMonitor, serviceAnnotations } = metrics;
  checkAnnotations('metrics.serviceAnnotations', serviceAnnotations, raise);
  for (const [option, value] of Object.entries({ serviceMonitor, serviceAnnotations })) {
    if (service === false && value !== undefined)
      raise('controller/options-exclude-each-other', {
        first: `metrics.${option}`,
        second: 'metrics.service: false',
        why: 'the option needs the Service for the metrics, which is not installed',
        fix: 'leave one of them out',
      });
  }
  if (serviceMonitor === undefined) return;
  checkNamespace('metrics.serviceMonitor.namespace', serviceMonitor.namespace, raise);
  checkLabels('metrics.serviceMonitor.labels', serviceMonitor.labels, raise, ownLabels);
  checkDuration('metrics.serviceMonitor.interval', serviceMonitor.interval, raise);
  checkDuration('metrics.serviceMonitor.timeout', serviceMonitor.timeout, raise);
}
