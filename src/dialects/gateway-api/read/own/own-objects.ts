import { record } from '../../../../kinds/ingress-view';
import type { Effect, EffectValue } from '../../../../table/effects';
import { originOf } from '../../../../table/origin';
import type { Step } from '../../../../table/routing-table';
import type { OwnKind } from '../../own-kinds';
import type { Profile } from '../../profile';
import { clientValidation } from '../client-validation';
import type { Cluster } from '../cluster';
import { entryPointsOf } from '../entry-points';
import type { ListenerView } from '../gateways';
import { compareAge, type Named, named, nameOf, type RouteView, type RuleView } from '../view';
import { Attachments } from './attachments';
import { readCiliumPolicies } from './cilium';
import { readBackendTrafficPolicy } from './envoy-gateway/backend-traffic-policy';
import { readClientTrafficPolicy } from './envoy-gateway/client-traffic-policy';
import { hasOwnOrder } from './envoy-gateway/filter-order';
import { readSecurityPolicy } from './envoy-gateway/security-policy';
import { readIstioExtensions, readIstioPolicies } from './istio';
import { readTrafficPolicy } from './kgateway/traffic-policy';
import { readClientSettingsPolicy } from './nginx-gateway-fabric/client-settings-policy';
import { readRateLimitPolicy } from './nginx-gateway-fabric/rate-limit-policy';
import { type ListenerTreatment, type PolicyAround, type RuleAround, type Treatment, undecidedStep } from './treatment';

type RuleReader = (nearest: Named, cluster: Cluster, around: PolicyAround) => Treatment;
type ListenerReader = (policy: Named, listener: ListenerView, cluster: Cluster) => ListenerTreatment;

const SECURITY_POLICY = 'SecurityPolicy.gateway.envoyproxy.io';

/** Kinds that have nothing to say about who may connect. */
const ONLY_REQUESTS: readonly string[] = ['BackendTrafficPolicy.gateway.envoyproxy.io', 'ClientTrafficPolicy.gateway.envoyproxy.io'];

/** Kinds of which the nearest object counts, by kind and group. */
const OF_RULES: { readonly [kind: string]: RuleReader } = {
  [SECURITY_POLICY]: readSecurityPolicy,
  'BackendTrafficPolicy.gateway.envoyproxy.io': readBackendTrafficPolicy,
  'ClientSettingsPolicy.gateway.nginx.org': readClientSettingsPolicy,
  'RateLimitPolicy.gateway.nginx.org': readRateLimitPolicy,
  'TrafficPolicy.gateway.kgateway.dev': readTrafficPolicy,
};

const OF_LISTENERS: { readonly [kind: string]: ListenerReader } = { 'ClientTrafficPolicy.gateway.envoyproxy.io': readClientTrafficPolicy };

type GatewayReader = (objects: readonly Named[], listener: ListenerView, cluster: Cluster) => Treatment;

/** Kinds that hold for whole Gateways, all objects of a kind together. */
const OF_GATEWAYS: { readonly [kind: string]: GatewayReader } = {
  'AuthorizationPolicy.security.istio.io': readIstioPolicies,
  'RequestAuthentication.security.istio.io': readIstioPolicies,
  'WasmPlugin.extensions.istio.io': readIstioExtensions,
  'EnvoyFilter.networking.istio.io': readIstioExtensions,
  'CiliumClusterwideNetworkPolicy.cilium.io': readCiliumPolicies,
};

/** They tell only whom an object concerns. */
const WHOM_ALONE: readonly (GatewayReader | undefined)[] = [readIstioExtensions, readCiliumPolicies];

/** Whether objects of a kind are understood, besides those that filters name; what is not makes an answer undecided. */
export const isRead = ({ kind, group }: OwnKind): boolean => {
  const key = `${kind}.${group}`;
  return (
    Object.hasOwn(OF_RULES, key) ||
    Object.hasOwn(OF_LISTENERS, key) ||
    (Object.hasOwn(OF_GATEWAYS, key) && !WHOM_ALONE.includes(OF_GATEWAYS[key]))
  );
};

/** Most routes have nothing but themselves. */
const NOTHING: Treatment = {};

interface Kind extends OwnKind {
  readonly key: string;
  readonly attachments: Attachments;
  /** All objects that decide something, where targets do not say whom they concern. */
  readonly everywhere: readonly Named[];
}

/** The objects of an implementation's own that say something about requests, besides those that filters name. */
export class OwnObjects {
  private readonly kinds: readonly Kind[];
  private readonly listeners = new Map<ListenerView, ListenerTreatment>();

  public constructor(
    private readonly cluster: Cluster,
    private readonly profile: Profile,
    private readonly all: readonly ListenerView[],
  ) {
    this.kinds = profile.own
      .filter(({ holds }) => holds !== 'filter')
      .map((kind) => ({
        ...kind,
        key: kind.unread ? '' : `${kind.kind}.${kind.group}`,
        attachments: new Attachments(kind, cluster),
        everywhere: kind.holds === 'everywhere' ? objectsOf(kind, cluster) : [],
      }))
      .filter(({ attachments, everywhere }) => !attachments.isEmpty || everywhere.length > 0);
  }

  /** What they do to the requests of a rule that come in at a listener. */
  public ofRule(rule: RuleView, route: RouteView, listener: ListenerView, around: RuleAround): Treatment {
    const listeners = this.ofListener(listener);
    if (this.kinds.length === 0 && listeners.effects.length === 0) return NOTHING;
    const parts = this.kinds.map((kind) => this.treat(kind, rule, route, listener, around));
    const steps = parts.flatMap((part) => [...(part.steps ?? []), ...(part.last ?? [])]);
    const effects = [...parts.flatMap((part) => part.effects ?? []), ...listeners.effects];
    const outcome = parts.find((part) => part.outcome !== undefined)?.outcome;
    const unclear = this.unclear(parts, steps, around, outcome !== undefined, listeners, route, rule);
    return {
      first: [...unclear, ...parts.flatMap((part) => part.first ?? [])],
      steps: [...parts.flatMap((part) => part.steps ?? []), ...parts.flatMap((part) => part.last ?? [])],
      effects,
      ...(listeners.invalid !== undefined
        ? { outcome: { kind: 'answer', status: 500, because: listeners.invalid } as const }
        : outcome === undefined
          ? {}
          : { outcome }),
    };
  }

  /** What they do to every request of a listener. */
  public ofListener(listener: ListenerView): ListenerTreatment {
    let treatment = this.listeners.get(listener);
    if (treatment === undefined) {
      const parts = this.kinds.flatMap((kind) => this.treatListener(kind, listener));
      const further = clientValidation(listener, this.profile);
      const guards = entryPointsOf(this.cluster, this.profile).filter(({ port, isGuarded }) => isGuarded && port === listener.port);
      treatment = {
        first: [
          ...guards.map(({ port }) =>
            undecidedStep(`what all requests of port ${port} go through`, originOf(listener.owner, listener.field)),
          ),
          ...further.first,
          ...parts.flatMap(({ first }) => first),
        ],
        effects: [...further.effects, ...parts.flatMap(({ effects }) => effects)],
        ...merged(parts),
      };
      this.listeners.set(listener, treatment);
    }
    return treatment;
  }

  /**
   * What may keep connections out that are passed on as they are: of a SecurityPolicy only its authorization
   * (envoyproxy/gateway@v1.9.1:internal/gatewayapi/securitypolicy.go, `translateSecurityPolicyForListeners`).
   */
  public guardOfConnections(listener: ListenerView): Named | undefined {
    for (const { key, holds, decides, everywhere, attachments } of this.kinds) {
      const [found] = holds === 'everywhere' ? everywhere : attachments.ofListener(listener);
      if (found === undefined || !decides || ONLY_REQUESTS.includes(key)) continue;
      if (key !== SECURITY_POLICY || record(found.object.spec).authorization !== undefined) return found;
    }
    return undefined;
  }

  private treat(kind: Kind, rule: RuleView, route: RouteView, listener: ListenerView, around: RuleAround): Treatment {
    if (kind.holds === 'everywhere') {
      const together = OF_GATEWAYS[kind.key];
      return together === undefined ? unread(kind, kind.everywhere) : together(kind.everywhere, listener, this.cluster);
    }
    if (Object.hasOwn(OF_LISTENERS, kind.key)) return {};
    const attached = kind.attachments.ofRule(rule, route, listener);
    const [nearest] = attached;
    if (nearest === undefined) return {};
    const read = OF_RULES[kind.key];
    if (read === undefined) return unread(kind, attached);
    const parents = kind.attachments.ofListener(listener);
    const [parent] = parents;
    // A policy of a Gateway is merged into that of a route only if the latter says so.
    if (record(nearest.object.spec).mergeType !== undefined && parent !== undefined && !parents.includes(nearest))
      return { first: [undecidedStep(`what ${nameOf(nearest)} is, merged with ${nameOf(parent)}`, originOf(nearest, 'spec.mergeType'))] };
    return read(nearest, this.cluster, { ...around, route, attached });
  }

  private treatListener(kind: Kind, listener: ListenerView): readonly ListenerTreatment[] {
    const read = OF_LISTENERS[kind.key];
    if (read === undefined || kind.holds !== 'targets') return [];
    const [nearest] = kind.attachments.ofListener(listener);
    const others = listener.scheme === 'http' ? this.all.filter((other) => sharesConnections(other, listener)) : [];
    const isOne = others.every((other) => kind.attachments.ofListener(other)[0] === nearest);
    const [sectioned] = [listener, ...others].flatMap(({ owner, name }) => kind.attachments.at(owner.object.kind, owner, name));
    // Listeners of one port without TLS share their settings: internal/gatewayapi/clienttrafficpolicy.go (`validatePortOverlapForClientTrafficPolicy`).
    const disputed = others.length > 0 && (!isOne || sectioned !== undefined) ? (nearest ?? sectioned) : undefined;
    if (disputed !== undefined) {
      const because = `whether ${nameOf(disputed)} holds for port ${listener.port}, which several listeners share`;
      return [{ first: [undecidedStep(because, originOf(disputed, 'spec.targetRefs'))], effects: [], requests: 'unknown' }];
    }
    return nearest === undefined ? [] : [read(nearest, listener, this.cluster)];
  }

  /** What cannot be told from several objects together. */
  private unclear(
    parts: readonly Treatment[],
    steps: readonly Step[],
    { forwards }: RuleAround,
    replaced: boolean,
    { findsClients }: ListenerTreatment,
    route: RouteView,
    rule: RuleView,
  ): readonly Step[] {
    const origin = originOf(route, rule.field);
    const replaces = parts.find((part) => part.replacesAnswers !== undefined)?.replacesAnswers;
    const asksAddress = steps.some((step) => step.kind === 'gate' && step.gate.kind === 'clientAddress');
    return [
      ...(replaces !== undefined && (!forwards || replaced || steps.length > 0)
        ? [undecidedStep(`which answer ${replaces} puts in place`, origin)]
        : []),
      ...(findsClients && asksAddress ? [undecidedStep('which address a client counts as is not known', origin)] : []),
      ...(steps.length > 1 && hasOwnOrder(this.cluster) ? [undecidedStep('the order of filters that an EnvoyProxy asks for', origin)] : []),
    ];
  }
}

const sharesConnections = (other: ListenerView, { gateway, port, scheme, name, owner }: ListenerView): boolean =>
  other.open &&
  other.gateway === gateway &&
  other.port === port &&
  other.scheme === scheme &&
  !(other.name === name && other.owner === owner);

const merged = (parts: readonly ListenerTreatment[]): Partial<ListenerTreatment> =>
  Object.assign({}, ...parts.map(({ first: _1, effects: _2, ...rest }) => rest));

const objectsOf = ({ kind, group, onlyWith, onlyNamed }: OwnKind, { objects }: Cluster): readonly Named[] =>
  objects
    .filter((object) => object.kind === kind && object.apiVersion.startsWith(`${group}/`))
    .filter(({ metadata }) => onlyNamed === undefined || metadata.name === onlyNamed)
    .filter(({ spec }) => onlyWith === undefined || onlyWith.some((member) => record(spec)[member] !== undefined))
    .map(named)
    .sort(compareAge);

/** Objects of a kind that nobody reads here. */
function unread({ decides }: OwnKind, objects: readonly Named[]): Treatment {
  const because = (one: Named): string => `what ${nameOf(one)} does is not known`;
  if (decides) return { first: objects.map((one) => undecidedStep(because(one), originOf(one, 'spec'))) };
  const effects = objects.map((one): Effect => {
    const { targetRef: _1, targetRefs: _2, ...spec } = record(one.object.spec);
    return { effect: 'snippet', value: { unknown: JSON.stringify(spec) } satisfies EffectValue, origin: originOf(one, 'spec') };
  });
  return { effects };
}
