import {
  type Canary,
  hostText,
  type NeutralRoute,
  pathText,
  type Redirect,
  type RoutePolicies,
  type ServiceRef,
} from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import { canonical, slug, textOnce } from '../../../output/slot-text';
import { redirectTarget, rewriteTarget } from './path-text';

/** Assigns routes to objects. Annotations apply to a whole Ingress, so routes with different annotations go to different Ingresses. */
export interface Placement {
  /** The Ingress that creates the location. */
  readonly location: ObjectSlot;
  /** The Ingress of the canary. */
  readonly canary?: CanaryPlacement;
  /** The config map with the response headers. */
  readonly headers?: ObjectSlot;
  /** Annotations of the location besides those of its policies. */
  readonly rewriteTarget?: string;
  readonly redirect?: { readonly url: string; readonly status: number };
  readonly tlsPassthrough?: true;
}

export interface CanaryPlacement {
  readonly slot: ObjectSlot;
  readonly service: ServiceRef;
  /** Without prefix. */
  readonly annotations: { readonly [name: string]: string };
}

/** A route in an Ingress. */
export interface Placed {
  readonly route: NeutralRoute;
  readonly placement: Placement;
  readonly service: ServiceRef | undefined;
}

const placements = new WeakMap<NeutralRoute, Placement>();

/** Routes never change, so each is placed only once, although it may be rendered often. */
export function placementOf(route: NeutralRoute): Placement {
  let placement = placements.get(route);
  if (placement === undefined) {
    placement = newPlacement(route);
    placements.set(route, placement);
  }
  return placement;
}

function newPlacement(route: NeutralRoute): Placement {
  const headers = headersSlot(route.policies);
  const shared = `${hostsKey(route)} ${policiesKey(route.policies)} ${annotationsKey(route)}`;
  const { action } = route;
  if (action.kind === 'redirect') {
    const kept = action.redirect.path === undefined;
    const to = kept ? redirectTarget(route.path, action.redirect) : redirectUrl(route, action.redirect);
    return {
      // The number comes first in the name, because the order matters: of Ingresses created in the same second the controller reads the
      // last name first, and the first Ingress of a host also decides the annotations of every request that no route takes.
      location: slot('Ingress', `redirect ${action.redirect.status} ${to} ${shared}`, {
        prefix: String(action.redirect.status),
        suffix: slug(pathText(route.path)),
      }),
      ...(headers === undefined ? {} : { headers }),
      // A redirect that the controller would refuse is not written; `check-routes.ts` reports it.
      ...(kept
        ? { rewriteTarget: to }
        : refusedCharacter(action.redirect) === undefined
          ? { redirect: { url: to, status: action.redirect.status } }
          : {}),
    };
  }
  const { rewrite, tlsPassthrough } = action.kind === 'forward' ? action : {};
  const target = rewrite === undefined ? undefined : rewriteTarget(route.path, rewrite);
  const canary = canaryOf(route);
  return {
    location: slot('Ingress', `forward ${target ?? ''} ${tlsPassthrough === true ? 'tls ' : ''}${shared}`, {
      suffix: slug(pathText(route.path)),
      main: true,
    }),
    ...(headers === undefined ? {} : { headers }),
    ...(canary === undefined
      ? {}
      : {
          canary: {
            ...canary,
            slot: slot('Ingress', `canary ${JSON.stringify(canary.annotations)} ${hostsKey(route)}`, {
              suffix: `${slug(pathText(route.path))}-canary`,
            }),
          },
        }),
    ...(target === undefined ? {} : { rewriteTarget: target }),
    ...(tlsPassthrough === true ? { tlsPassthrough } : {}),
  };
}

/** The config map with the response headers of some policies. */
export function headersSlot({ responseHeaders }: RoutePolicies): ObjectSlot | undefined {
  const set = responseHeaders?.set;
  return set === undefined ? undefined : slot('ConfigMap', `headers ${canonical(set)}`, { suffix: 'headers' });
}

export const DEFAULT_BACKEND = slot('Ingress', 'default-backend', { suffix: 'default', main: true });

function slot(kind: 'Ingress' | 'ConfigMap', key: string, name: { prefix?: string; suffix: string; main?: boolean }): ObjectSlot {
  return { key, kind, apiVersion: kind === 'Ingress' ? 'networking.k8s.io/v1' : 'v1', main: false, ...name };
}

/** A relative URL keeps the host and scheme of the request; `//host/path` keeps the scheme. */
function redirectUrl(route: NeutralRoute, redirect: Redirect): string {
  const host = redirect.hostname ?? (redirect.scheme === undefined && redirect.port === undefined ? undefined : onlyHost(route));
  const path = redirect.path ?? '/';
  if (host === undefined) return path;
  return `${redirect.scheme === undefined ? '' : `${redirect.scheme}:`}//${host}${redirect.port === undefined ? '' : `:${redirect.port}`}${path}`;
}

/** The first character of the path of a redirect that the controller refuses in `permanent-redirect`. */
export function refusedCharacter({ path }: Redirect): string | undefined {
  return [...(path ?? '')].find((character) => !/[/\-._~a-zA-Z0-9:,?&=]/.test(character));
}

/** The host of a route, if it has exactly one. */
export function onlyHost(route: NeutralRoute): string | undefined {
  const host = route.hosts.length === 1 ? route.hosts[0] : undefined;
  return host?.kind === 'exact' ? host.name : undefined;
}

export const hasCanary = (route: NeutralRoute): boolean => canaryOf(route) !== undefined;

function canaryOf({ action }: NeutralRoute): Omit<CanaryPlacement, 'slot'> | undefined {
  if (action.kind !== 'forward') return undefined;
  if (action.canary !== undefined) {
    const { service, cookie, weight, weightTotal } = action.canary;
    return {
      service,
      annotations: {
        canary: 'true',
        ...headerAnnotations(action.canary),
        ...(cookie === undefined ? {} : { 'canary-by-cookie': cookie }),
        ...(weight === undefined ? {} : weightAnnotations(weight, weightTotal ?? 100)),
      },
    };
  }
  const [main, other] = action.backends;
  if (main === undefined || other === undefined) return undefined;
  return { service: other.service, annotations: { canary: 'true', ...weightAnnotations(other.weight, main.weight + other.weight) } };
}

/** One header decides, by its value or by "always" and "never". `answers.ts` declares other matches as unsupported. */
function headerAnnotations({ header, matches = [] }: Canary): { readonly [name: string]: string } {
  if (header !== undefined) return { 'canary-by-header': header };
  const match = matches.find((one) => one.kind === 'header');
  if (match === undefined) return {};
  const { name, value } = match;
  const byHeader = { 'canary-by-header': name };
  if (value.kind === 'exact') return { ...byHeader, 'canary-by-header-value': value.value };
  return { ...byHeader, 'canary-by-header-pattern': value.kind === 'present' ? '.*' : wholeValue(value.pattern) };
}

/** The controller looks for a pattern anywhere in the value (rootfs/etc/nginx/lua/balancer.lua: `ngx.re.match`). */
const wholeValue = (pattern: string): string => (/^\^[^|]*[^\\|]\$$/.test(pattern) ? pattern : `^(?:${pattern})$`);

/** The controller treats a total below 100 as 100, so both numbers are scaled up. */
function weightAnnotations(weight: number, total: number): { readonly [name: string]: string } {
  const scale = total < 100 ? Math.ceil(100 / total) : 1;
  return { 'canary-weight': String(weight * scale), ...(total * scale === 100 ? {} : { 'canary-weight-total': String(total * scale) }) };
}

const hostsKey = (route: NeutralRoute): string => textOnce(route.hosts, (hosts) => hosts.map(hostText).join(','));
const policiesKey = (policies: RoutePolicies): string => textOnce(policies, canonical);
const annotationsKey = (route: NeutralRoute): string => textOnce(route.native.annotations, canonical);
