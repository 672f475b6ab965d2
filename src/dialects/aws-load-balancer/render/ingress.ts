import type { Finding } from '../../../findings/finding';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Annotations, ServiceRef } from '../../../model/neutral-route';
import { slug } from '../../../output/slot-text';
import { metadataOf, serviceBackend } from '../../ingress-object';
import { tlsOf } from '../../ingress-tls';
import { finding } from '../findings';
import { identity } from '../identity';
import type { Options } from '../public';
import { type Draft, rulesOn } from './drafts';
import { policyAnnotations, tlsAnnotations } from './policy-annotations';
import { forwardTo, type Rule } from './rules';

/** `order`: its place among the Ingresses of the group. `group`: where the class does not say it. */
export interface InGroup {
  readonly order: number;
  readonly group?: string;
}

export interface Written {
  readonly object: KubeObject;
  readonly findings: readonly Finding[];
}

export function writeIngress(draft: Draft, inGroup: InGroup): Written {
  const { slot, target, hosts, written } = draft;
  const rules = hosts.map((host) => [host, rulesOn(draft, host)] as const);
  const names = new RuleNames(rules.flatMap(([, own]) => own));
  const own = withPrefix({ ...annotationsOf(draft, inGroup), ...names.annotations });
  const tls = ownTls(draft);
  const spec = {
    ...(target.ingressClassName === undefined ? {} : { ingressClassName: target.ingressClassName }),
    ...(tls.length === 0 ? {} : { tls }),
    rules: rules.flatMap(([host, all]) => elementsOf(all).map((paths) => ruleElement(host, paths, names))),
  };
  return {
    object: { apiVersion: slot.apiVersion, kind: slot.kind, metadata: metadataOf(slot, target, { ...written, ...own }), spec },
    findings: Object.entries(own).flatMap(([key, other]) => {
      const value = written[key];
      return value === undefined || value === other ? [] : [finding('annotation/conflict', target.routes.construct, { key, value, other })];
    }),
  };
}

const withPrefix = (names: Annotations): Annotations =>
  Object.fromEntries(Object.entries(names).map(([name, text]) => [identity.annotationPrefix + name, text]));

// ---- annotations

function annotationsOf(draft: Draft, { order, group }: InGroup): Annotations {
  const { target, policies, routes, written, listeners, certified, isRedirect } = draft;
  const isSaid = (name: string): boolean => written[identity.annotationPrefix + name] !== undefined;
  const { ingressClassParams = {} } = (target.controller.own ?? {}) as Options;
  const toPods = !isRedirect && !isSaid('target-type') && ingressClassParams.targetType === undefined && routes.some(isForwarded);
  return {
    ...(group === undefined || isSaid('group.name') ? {} : { 'group.name': group }),
    ...(order === 0 || isSaid('group.order') ? {} : { 'group.order': String(order) }),
    ...(listeners.annotation === undefined ? {} : { 'listen-ports': listeners.annotation }),
    ...(certified && listeners.ports.has('HTTPS') ? tlsAnnotations(target.routes.hosts) : {}),
    // The default, node ports, takes no ClusterIP Service.
    ...(toPods ? { 'target-type': 'ip' } : {}),
    ...(isRedirect ? {} : policyAnnotations(policies)),
    ...(routes.some(({ path }) => path.kind === 'regexPrefix') ? { 'use-regex-path-match': 'true' } : {}),
  };
}

const isForwarded = ({ action }: Draft['routes'][number]): boolean => action.kind === 'forward';

// ---- rules

const KINDS: readonly Rule['pathType'][] = ['Exact', 'Prefix', 'ImplementationSpecific'];

/** The elements of `spec.rules` for one host: the controller sorts the paths of each, and keeps the order of the elements. */
function elementsOf(rules: readonly Rule[]): readonly (readonly Rule[])[] {
  const elements: Rule[][] = [];
  for (const rule of rules) {
    const element = elements.at(-1);
    const last = element?.at(-1);
    if (element !== undefined && last !== undefined && staysBehind(rule, last)) element.push(rule);
    else elements.push([rule]);
  }
  return elements;
}

/** As the controller sorts: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener_rules.go. */
function staysBehind(rule: Rule, last: Rule): boolean {
  const difference = KINDS.indexOf(rule.pathType) - KINDS.indexOf(last.pathType);
  return (
    difference > 0 || (difference === 0 && (rule.pathType !== 'Prefix' || Buffer.byteLength(rule.path) <= Buffer.byteLength(last.path)))
  );
}

function ruleElement(host: string, rules: readonly Rule[], names: RuleNames): object {
  const paths = rules.map((rule) => ({ backend: names.backendOf(rule), path: rule.path, pathType: rule.pathType }));
  return { ...(host === '' ? {} : { host }), http: { paths } };
}

/**
 * What the backends of rules are called. A rule that only forwards names its Service; `conditions.<service>` and `transforms.<service>` hold for
 * every rule of the Ingress with that Service, so a rule that differs from others gets a name of its own, and forwards by `actions.<name>`.
 */
class RuleNames {
  public readonly annotations: { [name: string]: string } = {};
  /** By the text of what a rule does. */
  private readonly names = new Map<string, string>();
  private readonly taken: Set<string>;

  public constructor(rules: readonly Rule[]) {
    this.taken = new Set(rules.flatMap(({ action }) => ('service' in action ? [action.service.name] : [])));
    for (const service of this.taken)
      this.nameByService(
        rules.filter(({ action }) => 'service' in action && action.service.name === service),
        service,
      );
    for (const rule of rules) if ('written' in rule.action) this.nameByAction(rule, rule.action.written);
  }

  public backendOf(rule: Rule): object {
    const name = this.names.get(textOf(rule));
    if ('service' in rule.action && name === undefined) return serviceBackend(rule.action.service);
    return { service: { name, port: { name: 'use-annotation' } } };
  }

  private nameByService(rules: readonly Rule[], service: string): void {
    const adorned = rules.filter(isAdorned);
    const alike = new Set(adorned.map(adornments));
    if (alike.size === 1 && adorned.length === rules.length && service.length <= LONGEST_SERVICE) this.adorn(service, adorned[0] as Rule);
    else for (const rule of adorned) this.nameByAction(rule, forwardTo((rule.action as { readonly service: ServiceRef }).service));
  }

  private nameByAction(rule: Rule, action: object): void {
    const text = textOf(rule);
    if (this.names.has(text)) return;
    const name = this.free(nameFor(rule));
    this.names.set(text, name);
    this.annotations[`actions.${name}`] = JSON.stringify(action);
    this.adorn(name, rule);
  }

  private adorn(name: string, { conditions, transforms }: Rule): void {
    if (conditions.length > 0) this.annotations[`conditions.${name}`] = JSON.stringify(conditions);
    if (transforms.length > 0) this.annotations[`transforms.${name}`] = JSON.stringify(transforms);
  }

  private free(name: string): string {
    let found = name;
    for (let number = 2; this.taken.has(found); number++) found = `${name}-${number}`;
    this.taken.add(found);
    return found;
  }
}

/** Of the 63 characters of a key behind its slash, "conditions." takes 11. */
const LONGEST_SERVICE = 52;

const isAdorned = ({ conditions, transforms }: Rule): boolean => conditions.length + transforms.length > 0;
const adornments = ({ conditions, transforms }: Rule): string => JSON.stringify([conditions, transforms]);
/** Equal for rules that may share a name. */
const textOf = ({ action, conditions, transforms }: Rule): string => JSON.stringify([action, conditions, transforms]);

/** The name of a Service begins with a letter (kubernetes/kubernetes@v1.36.3:pkg/apis/networking/validation/validation.go). */
function nameFor({ path }: Rule): string {
  const name = slug(path);
  return /^[a-z]/.test(name) ? name : `path-${name}`;
}

// ---- TLS

/** The hosts whose certificates the controller looks for in ACM. The Secret is read by none but those who issue certificates. */
const ownTls = ({ target, hosts, listeners }: Draft): readonly unknown[] =>
  listeners.ports.has('HTTPS') ? tlsOf(target.routes, hosts, NOWHERE) : [];

const NOWHERE: ReadonlySet<string> = new Set();
