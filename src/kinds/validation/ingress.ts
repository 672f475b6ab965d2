import {
  CLASS_ANNOTATION,
  dnsLabelReasons,
  dnsSubdomainReasons,
  hostReasons,
  httpPathReasons,
  isSloppyAddress,
  pathSegmentReasons,
  portNameReasons,
  portNumberReasons,
} from '../../model/kubernetes-syntax';
import type { FieldPath } from '../field-path';
import { list, record, text, texts } from '../ingress-view';
import type { KubeObject } from '../kube-object';
import type { FieldFaults } from './field-faults';

/** Source of this file: kubernetes/kubernetes@v1.36.3:pkg/apis/networking/validation/validation.go. */

type Fields = { readonly [field: string]: unknown };

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** `ValidateIngressCreate`. */
export function validateIngress({ metadata, spec: given }: KubeObject, faults: FieldFaults): void {
  const spec = record(given);
  const rules = list(spec.rules);
  if (rules.length === 0 && !isGiven(spec.defaultBackend))
    faults.invalid(['spec'], spec.rules ?? null, 'either `defaultBackend` or `rules` must be specified');
  if (isGiven(spec.defaultBackend)) validateBackend(record(spec.defaultBackend), ['spec', 'defaultBackend'], faults);
  for (const [index, rule] of rules.entries()) validateRule(record(rule), ['spec', 'rules', index], faults);
  for (const [index, tls] of list(spec.tls).entries()) validateTls(record(tls), ['spec', 'tls', index], faults);
  const { ingressClassName } = spec;
  if (!isGiven(ingressClassName)) return;
  const named = text(ingressClassName);
  faults.invalid(['spec', 'ingressClassName'], named, ...dnsSubdomainReasons(named));
  const annotation = texts(record(metadata).annotations)[CLASS_ANNOTATION];
  if (annotation !== undefined && annotation !== named)
    faults.invalid(['metadata', 'annotations', CLASS_ANNOTATION], annotation, 'must match `ingressClassName` when both are specified');
}

function validateRule({ host, http }: Fields, path: FieldPath, faults: FieldFaults): void {
  const name = text(host);
  // No host is any host.
  if (name !== '') {
    if (isSloppyAddress(name)) faults.invalid([...path, 'host'], name, 'must be a DNS name, not an IP address');
    faults.invalid([...path, 'host'], name, ...hostReasons(name));
  }
  if (!isGiven(http)) return;
  const paths = list(record(http).paths);
  if (paths.length === 0) faults.required([...path, 'http', 'paths']);
  for (const [index, one] of paths.entries()) validatePath(record(one), [...path, 'http', 'paths', index], faults);
}

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const FORBIDDEN_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const FORBIDDEN_ENDS = ['/..', '/.'];

function validatePath({ path: given, pathType, backend }: Fields, path: FieldPath, faults: FieldFaults): void {
  if (!isGiven(pathType)) {
    faults.required([...path, 'pathType'], 'pathType must be specified');
    return;
  }
  const type = text(pathType);
  const value = text(given);
  const isStrict = type === 'Exact' || type === 'Prefix';
  faults.oneOf([...path, 'pathType'], type, PATH_TYPES);
  const reasons = isStrict || (type === 'ImplementationSpecific' && value !== '') ? pathReasons(value, isStrict) : [];
  faults.invalid([...path, 'path'], value, ...reasons);
  validateBackend(record(backend), [...path, 'backend'], faults);
}

const pathReasons = (path: string, isStrict: boolean): readonly string[] => [
  ...(path.startsWith('/') ? [] : ['must be an absolute path']),
  ...(isStrict ? FORBIDDEN_SEQUENCES.filter((part) => path.includes(part)).map((part) => `must not contain '${part}'`) : []),
  ...(isStrict ? FORBIDDEN_ENDS.filter((end) => path.endsWith(end)).map((end) => `cannot end with '${end}'`) : []),
];

function validateBackend({ service, resource }: Fields, path: FieldPath, faults: FieldFaults): void {
  if (isGiven(service) && isGiven(resource)) faults.invalid(path, '', 'cannot set both resource and service backends');
  else if (isGiven(resource)) validateReference(record(resource), [...path, 'resource'], faults);
  else if (isGiven(service)) validateService(record(service), path, faults);
  else faults.invalid(path, '', 'resource or service backend is required');
}

function validateService({ name, port }: Fields, path: FieldPath, faults: FieldFaults): void {
  const service = text(name);
  if (service === '') faults.required([...path, 'service', 'name']);
  else faults.invalid([...path, 'service', 'name'], service, ...dnsLabelReasons(service));
  const { name: portName, number } = record(port);
  const named = text(portName);
  const numbered = typeof number === 'number' ? number : 0;
  if (named !== '' && numbered !== 0) faults.invalid(path, '', 'cannot set both port name & port number');
  else if (named !== '') faults.invalid([...path, 'service', 'port', 'name'], named, ...portNameReasons(named));
  else if (numbered !== 0) faults.invalid([...path, 'service', 'port', 'number'], numbered, ...portNumberReasons(numbered));
  else faults.required(path, 'port name or number is required');
}

/** A reference to an object of any kind. */
function validateReference({ apiGroup, kind, name }: Fields, path: FieldPath, faults: FieldFaults): void {
  if (isGiven(apiGroup)) faults.invalid([...path, 'apiGroup'], text(apiGroup), ...dnsSubdomainReasons(text(apiGroup)));
  for (const [field, value] of [
    ['kind', text(kind)],
    ['name', text(name)],
  ] as const) {
    if (value === '') faults.required([...path, field]);
    else faults.invalid([...path, field], value, ...pathSegmentReasons(value));
  }
}

function validateTls({ hosts, secretName }: Fields, path: FieldPath, faults: FieldFaults): void {
  for (const [index, host] of list(hosts).entries()) faults.invalid([...path, 'hosts', index], text(host), ...hostReasons(text(host)));
  const name = text(secretName);
  if (name !== '') faults.invalid([...path, 'secretName'], name, ...dnsSubdomainReasons(name));
}

const LONGEST_CONTROLLER = 250;

/** `ValidateIngressClass`. */
export function validateIngressClass({ spec }: KubeObject, faults: FieldFaults): void {
  const { controller, parameters } = record(spec);
  validateController(text(controller), ['spec', 'controller'], faults);
  if (isGiven(parameters)) validateParameters(record(parameters), ['spec', 'parameters'], faults);
}

/** `IsDomainPrefixedPath` of kubernetes/apimachinery@v0.36.0:pkg/util/validation/validation.go. */
function validateController(controller: string, path: FieldPath, faults: FieldFaults): void {
  if (Buffer.byteLength(controller) > LONGEST_CONTROLLER) faults.tooLong(path, LONGEST_CONTROLLER);
  if (controller === '') {
    faults.required(path);
    return;
  }
  const [domain = '', ...rest] = controller.split('/');
  const below = rest.join('/');
  if (domain === '' || below === '') {
    faults.invalid(path, controller, 'must be a domain-prefixed path (such as "acme.io/foo")');
    return;
  }
  faults.invalid(path, domain, ...dnsSubdomainReasons(domain));
  faults.invalid(path, below, ...httpPathReasons(below));
}

function validateParameters(parameters: Fields, path: FieldPath, faults: FieldFaults): void {
  validateReference(parameters, path, faults);
  const { scope, namespace } = parameters;
  const of = isGiven(scope) ? text(scope) : 'Cluster';
  faults.oneOf([...path, 'scope'], of, ['Cluster', 'Namespace']);
  if (of === 'Cluster' && isGiven(namespace)) faults.forbidden([...path, 'namespace'], "`parameters.scope` is set to 'Cluster'");
  if (of !== 'Namespace') return;
  if (!isGiven(namespace)) faults.required([...path, 'namespace'], "`parameters.scope` is set to 'Namespace'");
  else faults.invalid([...path, 'namespace'], text(namespace), ...dnsLabelReasons(text(namespace)));
}
