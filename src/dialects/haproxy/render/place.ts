import { hostText, type NeutralRoute, pathText, type RoutePolicies } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import { canonical, slug, textOnce } from '../../../output/slot-text';
import type { RoutesSoFar } from '../../dialect';
import { INGRESS } from '../../ingress-object';
import { BACKEND } from '../kinds';
import { backendSettings } from './backend-settings';
import { rewriteText } from './path-rewrite';

/**
 * Which objects a route becomes. Annotations hold for a whole Ingress, so routes that need other annotations go to another Ingress; and the
 * backends of an Ingress are set up alike, so they share a Backend.
 */
export interface Placement {
  readonly ingress: ObjectSlot;
  /** Absent where annotations say all that the backend needs. */
  readonly backend?: ObjectSlot;
  /** For routes that are answered by the controller: it knows no path without a Service that is there. */
  readonly service?: ObjectSlot;
}

export function place({ routes, defaultBackend, policies, hosts }: RoutesSoFar): readonly ObjectSlot[] {
  const last = routes.at(-1);
  const placements = [
    ...(last === undefined ? [] : [placementOf(last)]),
    ...(defaultBackend === undefined ? [] : [defaultPlacement(policies)]),
    ...(hosts.appRoot === undefined || last === undefined ? [] : [APP_ROOT]),
  ];
  return placements.flatMap(({ ingress, backend, service }) => [ingress, backend, service].filter((slot) => slot !== undefined));
}

const placements = new WeakMap<NeutralRoute, Placement>();

/** Routes never change, so each is placed once however often it is rendered. */
export function placementOf(route: NeutralRoute): Placement {
  const placement = placements.get(route) ?? newPlacement(route);
  placements.set(route, placement);
  return placement;
}

function newPlacement(route: NeutralRoute): Placement {
  const { action, hosts, policies, native, path } = route;
  const shared = [
    textOnce(hosts, (all) => all.map(hostText).join(',')),
    textOnce(policies, canonical),
    textOnce(native.annotations, canonical),
  ].join(' ');
  const words = slug(pathText(path));
  if (action.kind !== 'forward') {
    const suffix = `${words}-${action.kind === 'redirect' ? 'redirect' : 'response'}`;
    return answered(`${canonical(action)} ${shared}`, suffix);
  }
  const key = `forward ${rewriteText(route) ?? ''} ${action.tlsPassthrough === true ? 'tls ' : ''}${shared}`;
  return placementFor(key, words, policies, { main: true });
}

function placementFor(key: string, suffix: string, policies: RoutePolicies, more: Partial<ObjectSlot>): Placement {
  const ingress = slot(INGRESS, key, suffix, more);
  // Whether a Backend is needed does not depend on the namespace.
  return backendSettings(policies, '').spec === undefined ? { ingress } : { ingress, backend: slot(BACKEND, key, `${suffix}-backend`) };
}

/** What the backend says, and not a pod behind it. */
const answered = (key: string, suffix: string): Placement => ({
  ingress: slot(INGRESS, key, suffix),
  backend: slot(BACKEND, key, `${suffix}-backend`),
  service: NO_PODS,
});

/** A Service without pods, behind every route that is answered by the controller. */
const NO_PODS = slot({ apiVersion: 'v1', kind: 'Service' }, 'no-pods', 'no-pods');

export const APP_ROOT = answered('app-root', 'app-root');

export const defaultPlacement = (policies: RoutePolicies): Placement => placementFor(DEFAULT, 'default', policies, { main: true });

const DEFAULT = 'default-backend';

/** The key of the Ingress of the default backend. */
export const DEFAULT_KEY = `${INGRESS.kind} ${DEFAULT}`;

function slot(
  type: { readonly apiVersion: string; readonly kind: string },
  key: string,
  suffix: string,
  more: Partial<ObjectSlot> = {},
): ObjectSlot {
  return { ...type, key: `${type.kind} ${key}`, main: false, suffix, fields: ['spec'], ...more };
}
