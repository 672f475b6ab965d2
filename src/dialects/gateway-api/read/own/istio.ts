import { list, record, text, texts } from '../../../../kinds/ingress-view';
import type { EffectValue } from '../../../../table/effects';
import { originOf } from '../../../../table/origin';
import type { Step } from '../../../../table/routing-table';
import type { Cluster } from '../cluster';
import type { ListenerView } from '../gateways';
import { type Fields, type GatewayView, type Named, nameOf } from '../view';
import { meshSettings } from '../watched-namespaces';
import { type Treatment, undecidedStep } from './treatment';

/** Where policies hold for every namespace: istio/istio@eed52ebb66ad:pkg/config/mesh/mesh.go (`DefaultMeshConfig`). */
const rootNamespaceOf = (cluster: Cluster): string => text(meshSettings(cluster)[0]?.rootNamespace) || 'istio-system';

/**
 * istio/istio@eed52ebb66ad:pilot/pkg/model/policyattachment.go (`WorkloadPolicyMatcher`), pilot/pkg/security/authz/builder,
 * pilot/pkg/security/authn/policy_applier.go.
 */
export function readIstioPolicies(objects: readonly Named[], { gateway }: ListenerView, cluster: Cluster): Treatment {
  const { concerned, unclear } = concernedOf(objects, gateway, cluster);
  const authentications = concerned.filter(({ object }) => object.kind === 'RequestAuthentication');
  const authorizations = concerned.filter(({ object }) => object.kind === 'AuthorizationPolicy' && record(object.spec).action !== 'AUDIT');
  return {
    first: unclear,
    steps: authentications.flatMap(tokenStep),
    last: authorizationSteps(authorizations),
    effects: authentications.map((one) => ({
      effect: 'tokens',
      value: (record(one.object.spec).jwtRules ?? []) as EffectValue,
      origin: originOf(one, 'spec.jwtRules'),
    })),
  };
}

/** What is raw for Envoy may do anything. */
export function readIstioExtensions(objects: readonly Named[], { gateway }: ListenerView, cluster: Cluster): Treatment {
  const { concerned, unclear } = concernedOf(objects, gateway, cluster);
  return { first: [...unclear, ...concerned.map((one) => undecidedStep(`what ${nameOf(one)} does is not known`, originOf(one, 'spec')))] };
}

function concernedOf(
  objects: readonly Named[],
  gateway: GatewayView,
  cluster: Cluster,
): { readonly concerned: readonly Named[]; readonly unclear: readonly Step[] } {
  const root = rootNamespaceOf(cluster);
  const [unclear] = objects.filter((policy) => concerns(policy, gateway, root) === 'maybe');
  return {
    concerned: objects.filter((policy) => concerns(policy, gateway, root) === true),
    unclear:
      unclear === undefined
        ? []
        : [undecidedStep(`whether ${nameOf(unclear)} selects the pods of the Gateway`, originOf(unclear, 'spec.selector'))],
  };
}

/** Whether a policy holds for the pods of a Gateway. */
function concerns({ object, namespace }: Named, gateway: GatewayView, root: string): boolean | 'maybe' {
  const { targetRef, targetRefs, selector, workloadSelector } = record(object.spec);
  const targets = [...list(targetRefs), ...(targetRef === undefined ? [] : [targetRef])].map(record);
  if (targets.length > 0)
    return targets.some(({ kind, name }) =>
      kind === 'GatewayClass' ? name === gateway.className : kind === 'Gateway' && name === gateway.name && namespace === gateway.namespace,
    );
  if (namespace !== gateway.namespace && namespace !== root) return false;
  const wanted = Object.entries({ ...texts(record(selector).matchLabels), ...texts(record(workloadSelector).labels) });
  const spec = record(gateway.object.spec);
  const labels: { readonly [label: string]: string } = {
    ...texts(gateway.object.metadata.labels),
    ...texts(record(spec.infrastructure).labels),
    'gateway.networking.k8s.io/gateway-name': gateway.name,
  };
  if (wanted.every(([label, value]) => labels[label] === value)) return true;
  // The pods of a Gateway with addresses are somebody else's, whose labels are not known.
  const isManual = list(spec.addresses).length > 0;
  return isManual && wanted.every(([label, value]) => labels[label] === undefined || labels[label] === value) ? 'maybe' : false;
}

/** A request without a token passes; one with a token that is not valid does not. */
function tokenStep(policy: Named): readonly Step[] {
  const rules = list(record(policy.object.spec).jwtRules).map(record);
  if (rules.length === 0) return [];
  const names = (member: string): readonly string[] =>
    rules.flatMap((rule) => list(rule[member]).map((entry) => (typeof entry === 'string' ? entry : text(record(entry).name))));
  const usual = rules.some((rule) => ['fromHeaders', 'fromParams', 'fromCookies'].every((member) => rule[member] === undefined));
  const gate = {
    kind: 'token',
    of: rules.map(({ issuer }) => text(issuer)),
    places: {
      headers: [...(usual ? ['authorization'] : []), ...names('fromHeaders')],
      parameters: [...(usual ? ['access_token'] : []), ...names('fromParams')],
      cookies: names('fromCookies'),
    },
    optional: true,
    status: 401,
    refusals: rules.some(({ audiences }) => list(audiences).length > 0) ? [401, 403] : [401],
  } as const;
  return [{ kind: 'gate', gate, origin: originOf(policy, 'spec.jwtRules') }];
}

/** Of policies that look at nothing but addresses: what one denies is refused; if some allow, the rest is refused too. */
function authorizationSteps(policies: readonly Named[]): readonly Step[] {
  const [first] = policies;
  if (first === undefined) return [];
  const read = policies.map((policy) => ({
    policy,
    action: text(record(policy.object.spec).action) || 'ALLOW',
    networks: networksOf(policy),
  }));
  const unread = read.find(({ action, networks }) => networks === undefined || (action !== 'ALLOW' && action !== 'DENY'));
  if (unread !== undefined)
    return [undecidedStep(`whom ${nameOf(unread.policy)} lets pass is not known`, originOf(unread.policy, 'spec.rules'))];
  const of = (action: string): readonly string[] => read.flatMap((one) => (one.action === action ? (one.networks ?? []) : []));
  const allowing = read.find(({ action }) => action === 'ALLOW');
  const origin = originOf((allowing ?? (read[0] as (typeof read)[number])).policy, 'spec.rules');
  const [allow, deny] = [of('ALLOW'), of('DENY')];
  if (allowing !== undefined && allow.length === 0)
    return [
      {
        kind: 'when',
        conditions: [],
        outcome: { kind: 'answer', status: 403, because: `${nameOf(allowing.policy)} lets nobody pass` },
        origin,
      },
    ];
  return allow.length + deny.length === 0 ? [] : [{ kind: 'gate', gate: { kind: 'clientAddress', allow, deny, status: 403 }, origin }];
}

/** The networks of rules that look at nothing else. */
function networksOf({ object }: Named): readonly string[] | undefined {
  const networks: string[] = [];
  for (const rule of list(record(object.spec).rules).map(record)) {
    const { from, ...others } = rule;
    if (Object.keys(others).length > 0 || list(from).length === 0) return undefined;
    for (const source of list(from).map((entry) => record(record(entry).source) as Fields)) {
      const [[member = '', blocks] = ['', []], ...more] = Object.entries(source);
      if (more.length > 0 || (member !== 'ipBlocks' && member !== 'remoteIpBlocks')) return undefined;
      networks.push(...list(blocks).map(text));
    }
  }
  return networks;
}
