import type { Finding } from '../../../findings/finding';
import { DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { hostText, PATH_KIND_NAMES, type RouteSet, type ServiceRef } from '../../../model/neutral-route';
import type { Rendered } from '../../dialect';
import { metadataOf, Rules, serviceBackend } from '../../ingress-object';
import { isNamed } from '../../ingress-tls';
import { IssuedCertificates } from '../../issued-certificates';
import { ANNOTATION_TABLE, annotationName, prefixed } from '../annotation-table';
import { BACKEND } from '../kinds';
import { answerSpec } from './answer-rules';
import { backendSettings, type Spec } from './backend-settings';
import { checkConstruct } from './check-construct';
import { checkGroup } from './check-group';
import { type Group, isDefaultOfAll } from './groups';
import { rewriteText } from './path-rewrite';
import { DEFAULT_KEY } from './place';
import { policyAnnotations } from './policy-annotations';
import type { RenderTarget } from './render-target';

type Texts = { readonly [name: string]: string };

/** The objects of one construct. */
export function renderConstruct(to: RenderTarget, groups: readonly Group[]): Rendered {
  const { routes: set } = to;
  const objects = new Map<string, KubeObject>();
  const findings: Finding[] = [...checkConstruct(to)];
  const certificates = new IssuedCertificates(
    set,
    to.annotations,
    groups.flatMap(({ hosts }) => namesOf(hosts.map(hostText), set)),
  );
  for (const group of groups) {
    const { placement, routes } = group;
    const hosts = group.hosts.map(hostText);
    const tls = certificates.entries(hosts);
    const own = ownAnnotations(group, to, tls.length > 0);
    const written = { ...certificates.annotations(tls), ...routes[0].native.annotations };
    const annotations = withOwnBackend({ ...written, ...prefixed(own.annotations) });
    findings.push(...checkGroup(group, to, { annotations, written, own: own.annotations }));
    objects.set(placement.ingress.key, {
      apiVersion: placement.ingress.apiVersion,
      kind: placement.ingress.kind,
      metadata: metadataOf(placement.ingress, to, annotations),
      spec: {
        ...(to.ingressClassName === undefined ? {} : { ingressClassName: to.ingressClassName }),
        ...(isForAll(group, set, annotations)
          ? { defaultBackend: serviceBackend(set.defaultBackend as ServiceRef) }
          : { rules: rulesOf(group, to) }),
        ...(tls.length === 0 ? {} : { tls }),
      },
    });
    if (placement.backend !== undefined)
      objects.set(placement.backend.key, { ...BACKEND, metadata: metadataOf(placement.backend, to, {}), spec: own.spec ?? {} });
    if (placement.service !== undefined)
      objects.set(placement.service.key, { ...NO_PODS, metadata: metadataOf(placement.service, to, {}) });
  }
  return { objects, findings };
}

/** The controller knows no path whose Service is not there, and asks the backend of one without pods all the same. */
const NO_PODS = { apiVersion: 'v1', kind: 'Service', spec: { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] } };

/** Rules for paths do not act on the default backend of the controller. */
const isForAll = ({ placement }: Group, set: RouteSet, annotations: Texts): boolean =>
  placement.ingress.key === DEFAULT_KEY && isDefaultOfAll(set) && Object.keys(annotations).every((key) => scopeOf(key) !== 'path');

const scopeOf = (key: string): 'path' | 'backend' | undefined => ANNOTATION_TABLE.row(annotationName(key) ?? '')?.scope;

/** What the routes of a group ask for: annotations without the prefix, and what a Backend says. */
function ownAnnotations(
  { routes: [route], placement }: Group,
  to: RenderTarget,
  hasTls: boolean,
): { readonly annotations: Texts; readonly spec?: Spec } {
  const { action, policies } = route;
  const rewrite = rewriteText(route);
  const answer = answerSpec(action);
  const { annotations, spec } =
    answer === undefined ? backendSettings(policies, to.namespace ?? DEFAULT_NAMESPACE) : { annotations: {}, spec: answer };
  return {
    annotations: {
      ...policyAnnotations(policies, hasTls),
      ...(rewrite === undefined ? {} : { 'path-rewrite': rewrite }),
      ...(action.kind === 'forward' && action.tlsPassthrough === true ? { 'ssl-passthrough': 'true' } : {}),
      ...annotations,
      ...(placement.backend === undefined ? {} : { 'cr-backend': to.nameOf(placement.backend.key) }),
    },
    ...(spec === undefined ? {} : { spec }),
  };
}

/**
 * Settings of a backend are those of all Ingresses with the same Service and port, in an order that changes. So an Ingress with some has a
 * backend of its own.
 */
function withOwnBackend(annotations: Texts): Texts {
  return Object.keys(annotations).some((key) => scopeOf(key) === 'backend')
    ? { ...prefixed({ 'standalone-backend': 'true' }), ...annotations }
    : annotations;
}

/** Further names of a host are hosts with the same rules. */
const namesOf = (hosts: readonly string[], { hosts: { aliases = [] } }: RouteSet): readonly string[] =>
  hosts.some(isNamed) ? [...hosts, ...aliases] : hosts;

function rulesOf({ placement, routes, hosts }: Group, to: RenderTarget): unknown[] {
  const rules = new Rules();
  const names = namesOf(hosts.map(hostText), to.routes);
  for (const host of names)
    for (const { path, action } of routes) {
      const service = action.kind === 'forward' ? action.backends[0]?.service : undefined;
      // `answers.ts` has no patterns.
      if (path.kind === 'regexPrefix') continue;
      rules.add(host, path.path, PATH_KIND_NAMES[path.kind], service ?? noPods(placement.service?.key ?? '', to));
    }
  return rules.toSpec();
}

const noPods = (slotKey: string, to: RenderTarget): ServiceRef => ({ name: to.nameOf(slotKey), port: 80, createdByApp: true });
