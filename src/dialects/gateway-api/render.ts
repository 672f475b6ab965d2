import type { NeutralRoute } from '../../model/neutral-route';
import type { ObjectSlot } from '../../output/object-slot';
import type { ControllerRoutes, RenderedRoutes, RoutesSoFar } from '../dialect';
import { implementationOf } from './implementations';
import { checkCertificates, checkGateway } from './render/check-gateway';
import { checkHiddenPatterns } from './render/check-hidden-patterns';
import { checkSecureServices } from './render/envoy/check-secure-services';
import { clientsOf } from './render/envoy/clients';
import { gatewayOf } from './render/gateway';
import { Parts } from './render/parts';
import { commonSlots, partSlots, routeSlots } from './render/place';
import { renderConstruct } from './render/render-construct';
import { settingsOf } from './render/settings';
import { GATEWAY } from './render/slots';

/** How many parts and certificates a list of routes had when slots were last given. */
const given = new WeakMap<readonly NeutralRoute[], { parts: number; certificates: number; routes: number }>();

export function place(soFar: RoutesSoFar): readonly ObjectSlot[] {
  const settings = settingsOf(soFar);
  const parts = Parts.of(soFar, settings.implementation);
  const before = given.get(soFar.routes) ?? { parts: 0, certificates: 0, routes: 0 };
  given.set(soFar.routes, { parts: parts.all.length, certificates: soFar.tls.length, routes: soFar.routes.length });
  // A new certificate gives a redirect to parts that had none.
  const changed = soFar.tls.length === before.certificates ? parts.all.slice(before.parts) : parts.all;
  return [
    ...changed.flatMap((part) => {
      const { route, redirect, own } = partSlots(part, parts, settings);
      return [route, ...own.map((one) => one.slot), ...(redirect === undefined ? [] : [redirect])];
    }),
    ...soFar.routes.slice(before.routes).flatMap((route) => routeSlots(route, settings)),
    ...commonSlots(soFar, settings),
  ];
}

export function render(all: ControllerRoutes): RenderedRoutes {
  const { constructs, controller, ingressClassName } = all;
  const targets = constructs.map((one) => {
    const settings = settingsOf({
      controller,
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      ...(one.namespace === undefined ? {} : { namespace: one.namespace }),
    });
    return { to: one, settings, parts: Parts.of(one.routes, settings.implementation) };
  });
  const gateway = gatewayOf(targets);
  const findings = checkGateway(targets, gateway);
  const elsewhere = checkCertificates(targets);
  const hidden = checkHiddenPatterns(targets);
  const clients = clientsOf(targets, gateway, all.nameOf);
  const ways = implementationOf(controller).ownPolicies === undefined ? undefined : checkSecureServices(targets);
  return {
    constructs: targets.map((target, index) => {
      const rendered = renderConstruct(target, gateway, all.portOf);
      const { construct } = target.to.routes;
      const together = [
        ...(index === 0 ? findings : []),
        ...(elsewhere.get(construct) ?? []),
        ...(hidden.get(construct) ?? []),
        ...(ways?.get(construct) ?? []),
        ...(clients.findings.get(construct) ?? []),
      ];
      return { ...rendered, findings: [...rendered.findings, ...together] };
    }),
    shared: new Map([[GATEWAY.key, gateway.object], ...clients.objects]),
  };
}
