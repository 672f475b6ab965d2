import type { Finding } from '../../findings/finding';
import type { KubeObject } from '../../kinds/kube-object';
import type { NeutralRoute, RouteSet } from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { ControllerRoutes, RenderedRoutes, RoutesSoFar } from '../dialect';
import { finding } from './findings';
import { checkIngress } from './render/check-ingress';
import { checkOrder } from './render/check-order';
import { checkRoutes } from './render/check-routes';
import { type Draft, draftsOf } from './render/drafts';
import { groupsOf, type IngressGroup } from './render/groups';
import { writeIngress } from './render/ingress';
import { judge } from './render/judge';
import { DEFAULT_REDIRECT_SLOT, DEFAULT_SLOT, hasRedirect, hostsOf, isCertified, Placing } from './render/placing';

/** How many places and certificates a list of routes had when slots were last given. */
const given = new WeakMap<readonly NeutralRoute[], { places: number; certificates: number }>();

export function place(soFar: RoutesSoFar): readonly ObjectSlot[] {
  const placing = Placing.of(soFar);
  const before = given.get(soFar.routes) ?? { places: 0, certificates: 0 };
  given.set(soFar.routes, { places: placing.all.length, certificates: soFar.tls.length });
  // A new certificate gives a redirect to places that had none.
  const changed = soFar.tls.length === before.certificates ? placing.all.slice(before.places) : placing.all;
  const slots = changed.flatMap(({ slot, redirectSlot, hosts, policies, annotations }) =>
    hasRedirect(policies, annotations, isCertified(hosts, annotations, soFar)) ? [slot, redirectSlot] : [slot],
  );
  return soFar.defaultBackend === undefined ? slots : [...slots, ...defaultSlots(soFar)];
}

function defaultSlots(soFar: RoutesSoFar): readonly ObjectSlot[] {
  const { policies, native, hostMatches, hosts } = soFar;
  const certified = isCertified(hostsOf({ hosts: hostMatches }, hosts.aliases ?? []), native.annotations, soFar);
  return hasRedirect(policies, native.annotations, certified) ? [DEFAULT_SLOT, DEFAULT_REDIRECT_SLOT] : [DEFAULT_SLOT];
}

export function render({ constructs, controller, ingressClassName }: ControllerRoutes): RenderedRoutes {
  const targets = constructs.map((one) => ({ ...one, controller, ...(ingressClassName === undefined ? {} : { ingressClassName }) }));
  const drafts = targets.map(draftsOf);
  const findings: Finding[] = [];
  const written = new Map<Draft, KubeObject>();
  for (const group of groupsOf(drafts.flat())) {
    findings.push(...group.drafts.flatMap((draft) => [...checkRoutes(draft), ...writeIn(group, draft, written)]), ...checkOrder(group));
    const all = group.drafts.map((draft) => ({ draft, object: written.get(draft) as KubeObject }));
    // What is known to be wrong is not said a second time.
    if (!findings.some(({ severity }) => severity === 'error')) findings.push(...judge(group.name, all, controller));
  }
  return {
    constructs: targets.map(({ routes }, index) => ({
      objects: new Map((drafts[index] ?? []).map((draft) => [draft.slot.key, written.get(draft) as KubeObject])),
      findings: [...secretFindings(routes), ...findings.filter(({ where }) => where === routes.construct)],
    })),
  };
}

function writeIn({ name, byClass, orderOf }: IngressGroup, draft: Draft, written: Map<Draft, KubeObject>): readonly Finding[] {
  const { object, findings } = writeIngress(draft, { order: orderOf.get(draft) ?? 0, ...(byClass ? {} : { group: name }) });
  written.set(draft, object);
  return [...findings, ...checkIngress(draft, object)];
}

/** Certificates come from ACM, whatever Secret is named. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/certs/cert_discovery.go. */
function secretFindings({ tls, construct }: RouteSet): readonly Finding[] {
  const secrets = [...new Set(tls.flatMap(({ secretName }) => secretName ?? []))];
  return secrets.length === 0 ? [] : [finding('aws-load-balancer/secret-not-read', construct, { secrets })];
}
