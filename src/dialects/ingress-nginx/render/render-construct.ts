import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import type { KubeObject } from '../../../kinds/kube-object';
import { type Annotations, type HostPolicies, hostText, type RouteSet, type ServiceRef } from '../../../model/neutral-route';
import type { Rendered } from '../../dialect';
import { metadataOf, Rules, serviceBackend } from '../../ingress-object';
import { isNamed } from '../../ingress-tls';
import { IssuedCertificates } from '../../issued-certificates';
import { checkAnnotations } from '../check-annotations';
import { finding } from '../findings';
import { identity } from '../identity';
import type { IngressNginxNative } from '../native';
import { DEFAULT_ACCEPTED_RISK, lowestRisk, type Risk } from '../risk';
import { checkOverlap } from './check-overlap';
import { checkRateLimit } from './check-rate-limit';
import { checkRoutes } from './check-routes';
import { furtherHosts } from './further-hosts';
import type { Group } from './groups';
import { pathTextOf } from './path-text';
import { hostAnnotations, policyAnnotations } from './policy-annotations';
import type { RenderTarget } from './render-target';

/** A Service name for Ingress paths that redirect: the API requires a backend, but the controller answers before it uses it. */
const NO_BACKEND: ServiceRef = { name: 'redirect-has-no-backend', port: 80, createdByApp: false };

/** The objects of one construct. `regexHosts`: computed from the routes of all constructs of the controller. */
export function renderConstruct(to: RenderTarget, groups: readonly Group[], regexHosts: ReadonlySet<string>): Rendered {
  const set = to.routes;
  const objects = new Map<string, KubeObject>();
  const findings: Finding[] = [
    ...checkRoutes(
      set,
      groups.filter((g) => !g.canary).flatMap((g) => g.placed),
      regexHosts,
      to,
    ),
    ...checkOverlap(
      groups.filter((g) => !g.canary && !isAlternative(g, to)),
      regexHosts,
    ),
  ];
  const anyBackend = set.defaultBackend ?? firstService(set) ?? NO_BACKEND;
  const hostsSeen = new Set<string>();
  const ofIngresses: Annotations[] = [];
  const certificates = new IssuedCertificates(
    set,
    to.annotations,
    groups.flatMap(({ hosts }) => hosts),
  );
  for (const one of groups) {
    const regexHost = one.hosts.some((host) => regexHosts.has(host));
    const newHosts = one.canary ? [] : one.hosts.filter((host) => !hostsSeen.has(host));
    for (const host of newHosts) hostsSeen.add(host);
    // The controller searches the certificate of a host only in the first Ingress with that host and any certificate, and we do not
    // control the order of Ingresses (controller.go `createServers`).
    const tls = one.canary ? [] : certificates.entries(one.hosts);
    const written = certificates.annotations(tls);
    const annotations = annotationsOf(one, set, to, { regexHost, newHosts, written });
    if (!one.canary) ofIngresses.push(annotations);
    findings.push(
      ...conflicts(annotations, one, to),
      ...checkAnnotations(annotations, { acceptedRisk: acceptedRisk(one, set), where: one.where, ...settingsOf(to) }),
    );
    const spec: { [field: string]: unknown } = {};
    if (to.ingressClassName !== undefined) spec.ingressClassName = to.ingressClassName;
    if (tls.length > 0) spec.tls = tls;
    // For an Ingress without rules the controller ignores annotations for redirects and rewrites.
    const hasRules = one.hosts.some(isNamed) || Object.keys(annotations).length > 0;
    if (one.isDefault && !hasRules && set.routes.length === 0 && set.defaultBackend !== undefined) {
      spec.defaultBackend = serviceBackend(set.defaultBackend);
    } else {
      spec.rules = rulesOf(one, regexHosts, anyBackend);
    }
    objects.set(one.slot.key, {
      apiVersion: one.slot.apiVersion,
      kind: one.slot.kind,
      metadata: metadataOf(one.slot, to, annotations),
      spec,
    });
    if (one.headers !== undefined && !objects.has(one.headers.slot.key)) {
      objects.set(one.headers.slot.key, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadataOf(one.headers.slot, to, {}),
        data: { ...one.headers.data },
      });
    }
  }
  findings.push(...checkRateLimit(to, ofIngresses));
  const alternatives = groups.filter((g) => !g.canary && isAlternative(g, to));
  return {
    objects,
    findings,
    furtherHosts: furtherHosts(to).map(({ host }) => host),
    alternatives: new Set(alternatives.flatMap((g) => (g.isDefault ? [-1] : g.placed.map(({ route }) => route.origin.index)))),
  };
}

const CANARY = `${identity.annotationPrefix}canary`;

/** Whether the user made the Ingress a canary of something else by annotation. */
const isAlternative = ({ native }: Group, { annotations }: RenderTarget): boolean =>
  (native.annotations[CANARY] ?? annotations?.[CANARY]) !== undefined;

/** The lowest risk that a route of the Ingress accepts. A route without its own setting accepts the risk that its construct accepts. */
function acceptedRisk({ placed, native }: Group, set: RouteSet): Risk | undefined {
  const ofConstruct = (set.native as IngressNginxNative).acceptedRisk;
  const natives = new Set([native, ...placed.map(({ route }) => route.native as IngressNginxNative)]);
  return lowestRisk([...natives].map((one) => one.acceptedRisk ?? ofConstruct ?? DEFAULT_ACCEPTED_RISK));
}

const settingsOf = ({ controller }: RenderTarget): { settings?: Annotations } =>
  controller.settings === undefined ? {} : { settings: controller.settings };

/** Reports an annotation of the user that a policy sets to another value. */
function conflicts(written: Annotations, one: Group, to: RenderTarget): Finding[] {
  return [...Object.entries(to.annotations ?? {}), ...Object.entries(one.native.annotations)].flatMap(([key, value]) =>
    written[key] === undefined || written[key] === value || (written[key] === 'true' && isTrue(value))
      ? []
      : [finding('annotation/conflict', one.where, { key, value, other: written[key] })],
  );
}

function annotationsOf(
  one: Group,
  set: RouteSet,
  to: RenderTarget,
  at: { readonly regexHost: boolean; readonly newHosts: readonly string[]; readonly written: Annotations },
): Annotations {
  const namespace = to.namespace ?? '';
  const own: { [name: string]: string } = {
    ...policyAnnotations(one.policies, {
      namespace,
      regexHost: at.regexHost,
      ...(one.headers === undefined ? {} : { headersConfigMap: to.nameOf(one.headers.slot.key) }),
    }),
    ...(at.newHosts.length > 0 ? hostAnnotations(at.newHosts.some(isNamed) ? set.hosts : withoutNames(set.hosts), namespace) : {}),
    ...(at.regexHost && !one.canary ? { 'use-regex': 'true' } : {}),
    ...one.own,
  };
  const all: { [key: string]: string } = { ...at.written, ...one.native.annotations };
  for (const name of Object.keys(own)) all[identity.annotationPrefix + name] = own[name] ?? '';
  return all;
}

/** Annotations for requests to hosts that no rule names: these have neither aliases nor a server that could request certificates. */
const withoutNames = ({ appRoot, tlsPolicy }: HostPolicies): HostPolicies => ({
  ...(appRoot === undefined ? {} : { appRoot }),
  ...(tlsPolicy === undefined ? {} : { tlsPolicy }),
});

function rulesOf(one: Group, regexHosts: ReadonlySet<string>, anyBackend: ServiceRef): unknown[] {
  const rules = new Rules();
  for (const { route, placement, service } of one.placed) {
    for (const match of route.hosts) {
      const host = hostText(match);
      const { path, pathType } = pathTextOf(route.path, regexHosts.has(host), placement.rewriteTarget);
      rules.add(host, path, pathType, service ?? anyBackend);
    }
  }
  return rules.toSpec();
}

function firstService(set: RouteSet): ServiceRef | undefined {
  for (const { action } of set.routes) if (action.kind === 'forward') return action.backends[0]?.service;
  return undefined;
}
