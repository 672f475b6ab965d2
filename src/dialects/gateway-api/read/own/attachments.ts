import { list, record, text, texts } from '../../../../kinds/ingress-view';
import type { KubeObject } from '../../../../kinds/kube-object';
import { selects } from '../../../../kinds/label-selector';
import { GROUP } from '../../kinds';
import type { OwnKind } from '../../own-kinds';
import type { Cluster } from '../cluster';
import { isNamespaceAllowed, type ListenerView } from '../gateways';
import { compareAge, type Named, named, type RouteView, type RuleView } from '../view';

/**
 * The objects of one kind that are attached to Gateways, listeners, routes and rules: GEP-713.
 *
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/helpers.go (`resolvePolicyTargets`), securitypolicy.go (`ProcessSecurityPolicies`).
 */
export class Attachments {
  /** By place; the oldest first. */
  private readonly attached = new Map<string, Named[]>();

  public constructor({ kind, group }: OwnKind, cluster: Cluster) {
    const policies = cluster.objects
      .filter((object) => object.kind === kind && object.apiVersion.startsWith(`${group}/`))
      .map(named)
      .sort(compareAge);
    for (const policy of policies)
      for (const place of new Set([...referredTo(policy), ...selected(policy, { kind, group }, cluster)])) this.add(place, policy);
  }

  public get isEmpty(): boolean {
    return this.attached.size === 0;
  }

  /** Those that have a say in the requests of a rule, nearest first: of the rule, its route, the listener, its Gateway, its class. */
  public ofRule(rule: RuleView, route: RouteView, listener: ListenerView): readonly Named[] {
    if (this.isEmpty) return [];
    const { kind } = route.object;
    const own = rule.name === undefined ? [] : this.at(kind, route, rule.name);
    return [...own, ...this.at(kind, route), ...this.ofListener(listener)];
  }

  public ofListener({ owner, name, gateway }: ListenerView): readonly Named[] {
    if (this.isEmpty) return [];
    const { kind } = owner.object;
    const further = kind === 'Gateway' ? [] : this.at('Gateway', gateway);
    const ofClass = this.at('GatewayClass', { namespace: '', name: gateway.className });
    return [...this.at(kind, owner, name), ...this.at(kind, owner), ...further, ...ofClass];
  }

  /** Those of one section of an object alone. */
  public at(kind: string, { namespace, name }: Pick<Named, 'namespace' | 'name'>, section = ''): readonly Named[] {
    return this.attached.get(placeOf(kind, namespace, name, section)) ?? [];
  }

  private add(place: string, policy: Named): void {
    const others = this.attached.get(place);
    if (others === undefined) this.attached.set(place, [policy]);
    else others.push(policy);
  }
}

const placeOf = (kind: string, namespace: string, name: string, section: string): string => `${kind} ${namespace}/${name} ${section}`;

function referredTo({ object, namespace }: Named): readonly string[] {
  const { targetRef, targetRefs } = record(object.spec);
  return [...list(targetRefs), ...(targetRef === undefined ? [] : [targetRef])].map((entry) => {
    const { kind, name, sectionName } = record(entry);
    // A class belongs to no namespace.
    return placeOf(text(kind), kind === 'GatewayClass' ? '' : namespace, text(name), text(sectionName));
  });
}

const TARGETS: readonly string[] = ['HTTPRoute', 'Gateway', 'ListenerSet'];

function selected(policy: Named, own: Pick<OwnKind, 'kind' | 'group'>, cluster: Cluster): readonly string[] {
  const selectors = list(record(policy.object.spec).targetSelectors).map(record);
  if (selectors.length === 0) return [];
  const from = { ...own, namespace: policy.namespace, name: policy.name };
  const targets = cluster.objects.filter(({ kind }) => TARGETS.includes(kind)).map(named);
  return targets.flatMap((target) => {
    const { namespace, name, object } = target;
    const to = { group: GROUP, kind: object.kind, namespace, name };
    const hits = selectors.some(
      (selector) =>
        selector.kind === object.kind &&
        isSelected(selector, target, policy, cluster) &&
        (namespace === policy.namespace || cluster.permits(from, to)),
    );
    return hits ? [placeOf(object.kind, namespace, name, '')] : [];
  });
}

function isSelected(
  selector: { readonly [field: string]: unknown },
  { object, namespace }: Named,
  policy: Named,
  cluster: Cluster,
): boolean {
  const { from, selector: labels } = record(selector.namespaces);
  return (
    isNamespaceAllowed(text(from) || 'Same', record(labels), namespace, policy.namespace, cluster) && selects(selector, labelsOf(object))
  );
}

const labelsOf = ({ metadata }: KubeObject): { readonly [label: string]: string } => texts(metadata.labels);
