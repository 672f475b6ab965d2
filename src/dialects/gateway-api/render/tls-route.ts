import { hostText, isPassedThrough, type NeutralRoute, type RouteSet } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import { slot } from './slots';

export const tlsRouteSlot = ({ origin }: NeutralRoute): ObjectSlot => slot('TLSRoute', String(origin.index), 'tls');

/** Hosts whose TLS is passed on; `normalize` wants each to have a name. */
export const passedHosts = ({ routes }: Pick<RouteSet, 'routes'>): readonly string[] =>
  routes.filter(isPassedThrough).flatMap(({ hosts }) => hosts.map(hostText));

/** `spec` of a TLSRoute (kubernetes-sigs/gateway-api@v1.6.1:apis/v1/tlsroute_types.go). */
export const tlsRouteSpec = ({ hosts }: NeutralRoute, parentRefs: readonly object[], backendRefs: readonly object[]): object => ({
  parentRefs,
  hostnames: hosts.map(hostText),
  rules: [{ backendRefs }],
});
