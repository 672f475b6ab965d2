import { branchesOf } from '../../../model/branches';
import { hostText, isPassedThrough, type NeutralRoute } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import type { Grouping } from './grouping';
import { type Forwarding, middlewaresOf } from './middlewares';
import { certifiedHosts, HTTPS_REDIRECT, hasTwoSides, isRedirected } from './routers';
import { backendsOf } from './services';
import { certificateSlot, HTTPS_ROUTES, type NamedObject, PASSTHROUGH, ROUTES, TLS_OPTION } from './slots';
import { tlsOptionSpec } from './tls-option';

/** The objects that one route names. */
export function routeObjects(route: NeutralRoute, grouping: Grouping): readonly NamedObject[] {
  if (isPassedThrough(route)) return [];
  const { clientCertificates } = grouping.hosts;
  const certified = certifiedHosts(grouping);
  return [
    ...middlewaresOf(route, clientCertificates),
    ...(route.action.kind === 'forward' ? branchesOf(route).flatMap(({ backends }) => backendsOf(backends, route.policies).objects) : []),
    ...(route.hosts.some((host) => isRedirected(hostText(host), route, certified, clientCertificates)) ? [HTTPS_REDIRECT] : []),
  ];
}

/** The objects that the default backend and the settings of the whole construct name. */
export function commonObjects(grouping: Grouping): readonly NamedObject[] {
  const { defaultBackend, policies, hosts, hostMatches } = grouping;
  const { appRoot, clientCertificates } = hosts;
  const root: Forwarding = {
    action: { kind: 'redirect', redirect: { path: appRoot ?? '/', status: 302 } },
    path: { kind: 'exact', path: '/' },
    policies: {},
  };
  const rest: Forwarding = { ...root, action: { kind: 'forward', backends: [] }, policies };
  const certified = certifiedHosts(grouping);
  return [
    ...(appRoot === undefined ? [] : middlewaresOf(root, undefined)),
    ...(defaultBackend === undefined
      ? []
      : [
          ...middlewaresOf(rest, clientCertificates),
          ...backendsOf([{ service: defaultBackend, weight: 1 }], policies).objects,
          ...(hostMatches.some((host) => isRedirected(hostText(host), rest, certified, clientCertificates)) ? [HTTPS_REDIRECT] : []),
        ]),
  ];
}

/** The Secrets of certificates, each once. */
export const secretsOf = ({ tls }: Grouping): readonly string[] => [...new Set(tls.flatMap(({ secretName }) => secretName ?? []))];

/** The IngressRoutes, and what they need that is not named by a route. */
export const ownSlots = (grouping: Grouping): readonly ObjectSlot[] => [
  ROUTES,
  ...(hasTwoSides(grouping) ? [HTTPS_ROUTES] : []),
  ...(grouping.routes.some(isPassedThrough) ? [PASSTHROUGH] : []),
  ...secretsOf(grouping).slice(1).map(certificateSlot),
  ...(tlsOptionSpec(grouping.hosts) === undefined ? [] : [TLS_OPTION]),
];
