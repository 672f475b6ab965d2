import type { Finding } from '../../../findings/finding';
import { type NeutralRoute, type RequestMatch, type RoutePolicies, routeText, type ServiceRef } from '../../../model/neutral-route';
import { finding } from '../findings';
import { namedMiddlewares } from './own-settings';
import type { Target } from './target';
import { tlsOptionSpec } from './tls-option';

/** A setting that Traefik has no field for. */
interface Gap {
  readonly option: string;
  readonly isGiven: (policies: RoutePolicies, services: readonly ServiceRef[], namespace: string) => boolean;
  readonly because: string;
  readonly instead: string;
}

const GAPS: readonly Gap[] = [
  {
    option: 'rateLimit.exemptSourceRanges',
    isGiven: ({ rateLimit }) => rateLimit?.exemptSourceRanges !== undefined,
    because: 'a Middleware with rateLimit counts every request',
    instead: 'leave it out, or give these clients a route of their own with RequestMatch.clientAddress',
  },
  {
    option: 'backendTls.secretNamespace',
    isGiven: ({ backendTls }, services, namespace) =>
      backendTls?.secretNamespace !== undefined &&
      services.some((service) => backendTls.secretNamespace !== (service.namespace ?? namespace)),
    because: 'a ServersTransport takes Secrets of its own namespace, which is that of the Service',
    instead: 'put the Secret beside the Service, and leave secretNamespace out',
  },
  {
    option: 'backendTls.verifyDepth',
    isGiven: ({ backendTls }) => backendTls?.verifyDepth !== undefined,
    because: 'a ServersTransport has no limit for the length of a chain',
    instead: 'leave verifyDepth out',
  },
];

/** What Traefik would refuse, or not use, in the routes of one construct. */
export function checkRoutes({ to: { routes: set }, settings: { namespace } }: Target): readonly Finding[] {
  const { routes, defaultBackend, policies, construct } = set;
  const gaps = (subject: string, of: RoutePolicies, services: readonly ServiceRef[]) =>
    GAPS.filter(({ isGiven }) => isGiven(of, services, namespace)).map(({ option, because, instead }) =>
      finding('traefik/setting-not-used', construct, { subject, option, because, instead }),
    );
  // Mostly many routes share their policies: the first speaks for all.
  const first = new Map<RoutePolicies, NeutralRoute>();
  for (const route of routes) if (!first.has(route.policies)) first.set(route.policies, route);
  return [
    ...[...first].flatMap(([of, route]) => gaps(`route "${routeText(route)}"`, of, servicesOf(route))),
    ...(defaultBackend === undefined || first.has(policies) ? [] : gaps('the default backend', policies, [defaultBackend])),
    ...routes.flatMap(checkPatterns),
    ...wrongNames(set),
    ...checkClients(set, namespace),
  ];
}

/** Names that are neither those of objects nor have a provider. */
function wrongNames({ routes, defaultBackend, native, construct }: Target['to']['routes']): readonly Finding[] {
  const subjects: readonly (readonly [subject: string, names: readonly string[]])[] = [
    ...routes.map((route) => [`route "${routeText(route)}"`, namedMiddlewares(route.native)] as const),
    ...(defaultBackend === undefined ? [] : [['the default backend', namedMiddlewares(native)] as const]),
  ];
  return subjects.flatMap(([subject, names]) =>
    names.filter((name) => !MIDDLEWARE_NAME.test(name)).map((name) => finding('traefik/middleware-name', construct, { subject, name })),
  );
}

const MIDDLEWARE_NAME = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?|[^@,\s]+@[a-z0-9-]+)$/;

export const servicesOf = ({ action }: NeutralRoute): readonly ServiceRef[] =>
  action.kind !== 'forward'
    ? []
    : [...action.backends.map(({ service }) => service), ...(action.canary === undefined ? [] : [action.canary.service])];

function checkPatterns(route: NeutralRoute): readonly Finding[] {
  const { path, matches = [], action } = route;
  const canary: readonly RequestMatch[] = (action.kind === 'forward' ? action.canary?.matches : undefined) ?? [];
  const values = [...matches, ...canary].flatMap((one) => ('value' in one && one.value.kind === 'pattern' ? [one.value.pattern] : []));
  const patterns = [...(path.kind === 'regexPrefix' ? [path.pattern] : []), ...values];
  if (patterns.length === 0) return [];
  // Most routes have none.
  const { regexOf } = require('../../../regex/re2/regex') as typeof import('../../../regex/re2/regex');
  return patterns.flatMap((pattern) => {
    const regex = regexOf(pattern, true);
    return regex.kind === 'refused'
      ? [finding('traefik/pattern-not-understood', route.origin.construct, { route: routeText(route), pattern, because: regex.because })]
      : [];
  });
}

/** How clients speak TLS is said of hosts. */
function checkClients({ hosts, hostMatches, construct }: Target['to']['routes'], namespace: string): readonly Finding[] {
  const { clientCertificates } = hosts;
  if (tlsOptionSpec(hosts) === undefined) return [];
  const option = clientCertificates === undefined ? 'tlsPolicy' : 'clientCertificates';
  const notUsed = (name: string, because: string, instead: string) =>
    finding('traefik/setting-not-used', construct, { subject: 'this PathIngress', option: name, because, instead });
  return [
    ...(hostMatches.some(({ kind }) => kind === 'any') ? [finding('traefik/clients-of-any-host', construct, { option })] : []),
    ...(clientCertificates?.verifyDepth === undefined
      ? []
      : [notUsed('clientCertificates.verifyDepth', 'a TLSOption has no limit for the length of a chain', 'leave verifyDepth out')]),
    ...((clientCertificates?.secretNamespace ?? namespace) === namespace
      ? []
      : [
          notUsed(
            'clientCertificates.secretNamespace',
            'a TLSOption takes Secrets of its own namespace, which is that of the routes',
            'put the Secret beside the routes, and leave secretNamespace out',
          ),
        ]),
  ];
}
