import {
  addressReasons,
  dnsLabelReasons,
  dnsSubdomainReasons,
  networkReasons,
  portNameReasons,
  portNumberReasons,
  qualifiedNameReasons,
  reachableAddressReasons,
} from '../../model/kubernetes-syntax';
import type { FieldPath } from '../field-path';
import { list, record, text, texts } from '../ingress-view';
import type { KubeObject } from '../kube-object';
import type { FieldFaults } from './field-faults';
import { validateLabels } from './metadata';

/**
 * Source of this file: kubernetes/kubernetes@v1.36.3:pkg/apis/core/validation/validation.go (`ValidateServiceCreate`), with the defaults of
 * pkg/apis/core/v1/defaults.go, which are set before. What depends on the cluster is not judged: its address ranges and families, the range
 * of its node ports, and what is taken.
 */

type Fields = { readonly [field: string]: unknown };

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

export function validateService({ metadata, spec: given }: KubeObject, faults: FieldFaults): void {
  const spec = record(given);
  const annotations = texts(record(metadata).annotations);
  const type = text(spec.type) || 'ClusterIP';
  validateTopology(annotations, faults);
  const isHeadless = addressesOf(spec)[0] === 'None';
  if (list(spec.ports).length === 0 && !isHeadless && type !== 'ExternalName') faults.required(['spec', 'ports']);
  if (isHeadless && (type === 'LoadBalancer' || type === 'NodePort'))
    faults.invalid(['spec', 'clusterIPs', 0], 'None', `may not be set to 'None' for ${type} services`);
  if (type === 'ExternalName') validateExternalName(spec, faults);
  validatePorts(list(spec.ports).map(record), type, faults);
  validateLabels(spec.selector, ['spec', 'selector'], faults);
  validateAffinity(spec, faults);
  if (type !== 'ExternalName') validateAddresses(spec, faults);
  for (const [index, one] of list(spec.externalIPs).map(text).entries()) {
    const wrong = addressReasons(one);
    faults.invalid(['spec', 'externalIPs', index], one, ...(wrong.length > 0 ? wrong : reachableAddressReasons(one)));
  }
  faults.oneOf(['spec', 'type'], type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']);
  validateLoadBalancer(spec, annotations, type, faults);
  validateTraffic(spec, type, faults);
}

function validateTopology(
  { [TOPOLOGY_MODE]: mode, [TOPOLOGY_HINTS]: hints }: { readonly [key: string]: string },
  faults: FieldFaults,
): void {
  if (mode !== undefined && hints !== undefined && mode !== hints)
    faults.invalid(['metadata', 'annotations', TOPOLOGY_MODE], mode, `must match annotations[${TOPOLOGY_HINTS}] when both are specified`);
}

function validateExternalName(spec: Fields, faults: FieldFaults): void {
  const forbidden = 'may not be set for ExternalName services';
  if (addressesOf(spec).length > 0) faults.forbidden(['spec', 'clusterIPs'], forbidden);
  if (list(spec.ipFamilies).length > 0) faults.forbidden(['spec', 'ipFamilies'], forbidden);
  if (isGiven(spec.ipFamilyPolicy)) faults.forbidden(['spec', 'ipFamilyPolicy'], forbidden);
  const name = text(spec.externalName).replace(/\.$/, '');
  if (name === '') faults.required(['spec', 'externalName']);
  else faults.invalid(['spec', 'externalName'], name, ...dnsSubdomainReasons(name));
}

function validatePorts(ports: readonly Fields[], type: string, faults: FieldFaults): void {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const path = ['spec', 'ports', index];
    const name = text(port.name);
    if (name === '' && ports.length > 1) faults.required([...path, 'name']);
    else if (name !== '') {
      faults.invalid([...path, 'name'], name, ...dnsLabelReasons(name));
      if (names.has(name)) faults.duplicate([...path, 'name'], name);
      names.add(name);
    }
    validatePort(port, path, faults);
  }
  for (const [index, { nodePort }] of ports.entries())
    if (type === 'ClusterIP' && isGiven(nodePort) && nodePort !== 0)
      faults.forbidden(['spec', 'ports', index, 'nodePort'], "may not be used when `type` is 'ClusterIP'");
  validateDistinct(ports, 'nodePort', faults);
  validateDistinct(ports, 'port', faults);
}

const protocolOf = ({ protocol }: Fields): string => text(protocol) || 'TCP';

function validatePort(port: Fields, path: FieldPath, faults: FieldFaults): void {
  const number = typeof port.port === 'number' ? port.port : 0;
  faults.invalid([...path, 'port'], number, ...portNumberReasons(number));
  faults.oneOf([...path, 'protocol'], protocolOf(port), ['SCTP', 'TCP', 'UDP']);
  const target = isGiven(port.targetPort) && port.targetPort !== 0 && port.targetPort !== '' ? port.targetPort : number;
  const reasons = typeof target === 'number' ? portNumberReasons(target) : portNameReasons(text(target));
  faults.invalid([...path, 'targetPort'], target, ...reasons);
  if (isGiven(port.appProtocol))
    faults.invalid([...path, 'appProtocol'], text(port.appProtocol), ...qualifiedNameReasons(text(port.appProtocol)));
}

/** No two ports with the same protocol have the same number. */
function validateDistinct(ports: readonly Fields[], field: 'port' | 'nodePort', faults: FieldFaults): void {
  const seen = new Set<string>();
  for (const [index, port] of ports.entries()) {
    if (field === 'nodePort' && (!isGiven(port.nodePort) || port.nodePort === 0)) continue;
    const key = `${protocolOf(port)} ${port[field] ?? 0}`;
    const path = ['spec', 'ports', index];
    if (seen.has(key)) faults.duplicate(field === 'port' ? path : [...path, 'nodePort'], field === 'port' ? key : port.nodePort);
    seen.add(key);
  }
}

const AFFINITIES = ['ClientIP', 'None'];
const LONGEST_AFFINITY_SECONDS = 86400;

function validateAffinity({ sessionAffinity, sessionAffinityConfig }: Fields, faults: FieldFaults): void {
  const affinity = text(sessionAffinity) || 'None';
  faults.oneOf(['spec', 'sessionAffinity'], affinity, AFFINITIES);
  const { timeoutSeconds } = record(record(sessionAffinityConfig).clientIP);
  if (affinity === 'ClientIP' && typeof timeoutSeconds === 'number' && (timeoutSeconds <= 0 || timeoutSeconds > LONGEST_AFFINITY_SECONDS))
    faults.invalid(
      ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'],
      timeoutSeconds,
      `must be greater than 0 and less than ${LONGEST_AFFINITY_SECONDS}`,
    );
}

/** The addresses of a Service; one alone may be written in `clusterIP`. */
const addressesOf = ({ clusterIP, clusterIPs }: Fields): readonly string[] =>
  list(clusterIPs).length > 0 ? list(clusterIPs).map(text) : text(clusterIP) === '' ? [] : [text(clusterIP)];

function validateAddresses(spec: Fields, faults: FieldFaults): void {
  const path = ['spec', 'clusterIPs'];
  const addresses = addressesOf(spec);
  const first = text(spec.clusterIP);
  if (first === '' && addresses.length > 0) faults.invalid(path, addresses, 'must be empty when `clusterIP` is not specified');
  else if (first !== '' && addresses[0] !== first) faults.invalid(path, addresses, 'first value must match `clusterIP`');
  const families = list(spec.ipFamilies).map(text);
  for (const [index, family] of families.entries()) {
    faults.oneOf(['spec', 'ipFamilies', index], family, ['IPv4', 'IPv6']);
    if (families.indexOf(family) < index) faults.duplicate(['spec', 'ipFamilies', index], family);
  }
  if (isGiven(spec.ipFamilyPolicy))
    faults.oneOf(['spec', 'ipFamilyPolicy'], text(spec.ipFamilyPolicy), ['PreferDualStack', 'RequireDualStack', 'SingleStack']);
  for (const [index, address] of addresses.entries()) {
    if (index > 0 || address !== 'None') faults.invalid([...path, index], address, ...addressReasons(address));
    else if (addresses.length > 1) faults.invalid(path, addresses, "'None' must be the first and only value");
  }
  if (addresses.length > 2) faults.invalid(path, addresses, 'may only hold up to 2 values');
}

function validateLoadBalancer(
  { loadBalancerSourceRanges, allocateLoadBalancerNodePorts, loadBalancerClass }: Fields,
  { [SOURCE_RANGES]: annotation }: { readonly [key: string]: string },
  type: string,
  faults: FieldFaults,
): void {
  const isLoadBalancer = type === 'LoadBalancer';
  const ranges = list(loadBalancerSourceRanges).map((one) => text(one).trim());
  // The server's own spelling of this field differs.
  const path = ['spec', 'loadBalancerSourceRanges'];
  if (ranges.length > 0) {
    if (!isLoadBalancer) faults.forbidden(path, ONLY_LOAD_BALANCER);
    for (const [index, one] of ranges.entries()) faults.invalid([...path, index], one, ...networkReasons(one));
  } else if (annotation !== undefined) {
    const of = ['metadata', 'annotations', SOURCE_RANGES];
    if (!isLoadBalancer) faults.forbidden(of, ONLY_LOAD_BALANCER);
    const said = annotation.trim() === '' ? [] : annotation.split(',').map((one) => one.trim());
    for (const one of said) faults.invalid(of, one, ...networkReasons(one));
  }
  if (isGiven(allocateLoadBalancerNodePorts) && !isLoadBalancer)
    faults.forbidden(['spec', 'allocateLoadBalancerNodePorts'], ONLY_LOAD_BALANCER);
  if (!isGiven(loadBalancerClass)) return;
  if (!isLoadBalancer) faults.forbidden(['spec', 'loadBalancerClass'], ONLY_LOAD_BALANCER);
  else faults.invalid(['spec', 'loadBalancerClass'], text(loadBalancerClass), ...qualifiedNameReasons(text(loadBalancerClass)));
}

function validateTraffic(spec: Fields, type: string, faults: FieldFaults): void {
  const outer = text(spec.externalTrafficPolicy);
  const isReached = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && list(spec.externalIPs).length > 0);
  if (outer !== '' && !isReached)
    faults.invalid(['spec', 'externalTrafficPolicy'], outer, 'may only be set for externally-accessible services');
  else if (outer !== '') faults.oneOf(['spec', 'externalTrafficPolicy'], outer, ['Cluster', 'Local']);
  const { healthCheckNodePort: health } = spec;
  if (typeof health === 'number' && health !== 0 && !(type === 'LoadBalancer' && outer === 'Local'))
    faults.invalid(
      ['spec', 'healthCheckNodePort'],
      health,
      "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
    );
  if (isGiven(spec.internalTrafficPolicy))
    faults.oneOf(['spec', 'internalTrafficPolicy'], text(spec.internalTrafficPolicy), ['Cluster', 'Local']);
  if (isGiven(spec.trafficDistribution))
    faults.oneOf(['spec', 'trafficDistribution'], text(spec.trafficDistribution), ['PreferClose', 'PreferSameZone', 'PreferSameNode']);
}
