import type { KubeObject } from '../../../kinds/kube-object';
import { hostText, isPassedThrough } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import type { ControllerRoutes, Rendered } from '../../dialect';
import { checkRoutes } from './check-routes';
import { backendTlsSpec, type SecureService, secureService, secureServices } from './envoy/backend-tls-policy';
import { asksForCertificates, authorityGrant } from './envoy/client-traffic-policy';
import { filterSlot, filterSpec } from './envoy/http-route-filter';
import { authBackendSlot, authBackendSpec } from './envoy/security-policy';
import { type Gateway, listenerName, type Target } from './gateway';
import { backendRef, httpRouteSpec, parentRefs, redirectSpec } from './http-route';
import { backendsOf, foreignServices, partSlots } from './place';
import { apiOf, certificateGrant, type GatewayKind, groupOf, serviceGrant } from './slots';
import { tlsRouteSlot, tlsRouteSpec } from './tls-route';

/** The objects of one construct. */
export function renderConstruct(target: Target, gateway: Gateway, portOf: ControllerRoutes['portOf']): Rendered {
  const { to, settings, parts } = target;
  const objects = new Map<string, KubeObject>();
  const write = ({ key, kind }: ObjectSlot, spec: object): void => {
    objects.set(key, {
      ...apiOf(kind as GatewayKind),
      metadata: {
        ...(to.annotations === undefined || kind !== 'HTTPRoute' ? {} : { annotations: to.annotations }),
        ...(to.labels === undefined ? {} : { labels: to.labels }),
        name: to.nameOf(key),
      },
      spec,
    });
  };
  for (const part of parts.all) {
    const slots = partSlots(part, parts, settings);
    write(slots.route, httpRouteSpec(part, target, gateway, portOf));
    if (slots.redirect !== undefined) write(slots.redirect, redirectSpec(part, target));
    const targetRefs = [{ group: groupOf('HTTPRoute'), kind: 'HTTPRoute', name: to.nameOf(slots.route.key) }];
    for (const { slot, spec } of slots.own) write(slot, { targetRefs, ...spec(part.policies, to.nameOf) });
  }
  for (const route of to.routes.routes.filter(isPassedThrough)) {
    const listeners = settings.ownsGateway ? route.hosts.map((host) => listenerName('tls', hostText(host))) : undefined;
    const backends = backendsOf(route).map((service) => backendRef(service, settings.namespace, portOf(service, to.namespace)));
    write(tlsRouteSlot(route), tlsRouteSpec(route, parentRefs(target, listeners), backends));
  }
  for (const [namespace, names] of foreignServices(to.routes, settings.namespace))
    write(serviceGrant(namespace, settings.namespace), serviceGrantSpec(settings.namespace, names, to.routes.routes.some(isPassedThrough)));
  if (settings.ownsGateway && to.routes.tls.length > 0 && settings.gateway.namespace !== settings.namespace)
    write(certificateGrant(settings.gateway.namespace), certificateGrantSpec(target));
  if (settings.implementation.ownPolicies !== undefined) {
    writeEnvoyObjects(target, write);
    writeAuthorityGrant(target, write);
  }
  return { objects, findings: checkRoutes(target, portOf) };
}

/** What a ReferenceGrant may list (gateway.networking.k8s.io_referencegrants.yaml of v1.6.1). */
const MOST_NAMES = 16;

const serviceGrantSpec = (namespace: string, names: ReadonlySet<string>, passed: boolean): object => ({
  from: ['HTTPRoute', ...(passed ? ['TLSRoute'] : [])].map((kind) => ({ group: groupOf('HTTPRoute'), kind, namespace })),
  to: names.size > MOST_NAMES ? [{ group: '', kind: 'Service' }] : [...names].sort().map((name) => ({ group: '', kind: 'Service', name })),
});

function certificateGrantSpec({ to, settings }: Target): object {
  const names = [...new Set(to.routes.tls.flatMap(({ secretName }) => secretName ?? []))].sort();
  return {
    from: [{ group: groupOf('Gateway'), kind: 'Gateway', namespace: settings.gateway.namespace }],
    to:
      names.length > MOST_NAMES || names.length === 0
        ? [{ group: '', kind: 'Secret' }]
        : names.map((name) => ({ group: '', kind: 'Secret', name })),
  };
}

function writeEnvoyObjects({ to: { routes: set }, settings }: Target, write: (slot: ObjectSlot, spec: object) => void): void {
  for (const route of set.routes) {
    const slot = filterSlot(route);
    if (slot !== undefined) write(slot, filterSpec(route) as object);
  }
  for (const secure of allSecureServices(set)) write(secure.slot, backendTlsSpec(secure, settings.namespace));
  const policies = [...set.routes.map((route) => route.policies), ...(set.defaultBackend === undefined ? [] : [set.policies])];
  for (const { externalAuth } of new Set(policies))
    if (externalAuth !== undefined) write(authBackendSlot(externalAuth), authBackendSpec(externalAuth.url));
}

/** Lets the ClientTrafficPolicies of the Gateway read the authorities of client certificates. */
function writeAuthorityGrant({ to: { routes: set }, settings }: Target, write: (slot: ObjectSlot, spec: object) => void): void {
  const { gateway, namespace, ownsGateway } = settings;
  const { secretName, secretNamespace = namespace } = set.hosts.clientCertificates ?? {};
  if (!ownsGateway || !asksForCertificates(set.hosts) || secretNamespace === gateway.namespace) return;
  write(authorityGrant(secretNamespace, gateway.namespace, namespace), {
    from: [{ group: groupOf('ClientTrafficPolicy'), kind: 'ClientTrafficPolicy', namespace: gateway.namespace }],
    to: [{ group: '', kind: 'Secret', name: secretName }],
  });
}

const allSecureServices = ({ routes, defaultBackend, policies }: Target['to']['routes']): readonly SecureService[] => [
  ...routes.flatMap(secureServices),
  ...(defaultBackend === undefined || policies.backendProtocol !== 'HTTPS' ? [] : [secureService(defaultBackend, policies)]),
];
