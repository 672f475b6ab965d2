import type { BackendView } from '../../../kinds/ingress-view';
import { valueOr } from './annotations';
import { DEFAULT_SERVER, type ParsedIngress } from './ingresses';
import type { ParsedAnnotations } from './parsed-annotations';
import { NO_REDIRECT } from './parsed-annotations';
import { DEFAULT_UPSTREAM, type Upstream, upstreamName } from './upstreams';

/** A host, as the controller collects it from all Ingresses. */
export interface Server {
  readonly hostname: string;
  readonly locations: Location[];
  /** The first location of each path, which alone decides whether a further one is added. */
  readonly firstOf: Map<string, Location>;
  aliases: readonly string[];
  /** The Ingress that set the aliases. */
  aliasOwner: ParsedIngress | undefined;
  /** The Ingress that wants the sibling with or without "www." redirected here. */
  fromToWww: ParsedIngress | undefined;
  certificateOwner: ParsedIngress | undefined;
  clientCertificateOwner: ParsedIngress | undefined;
  /** The last Ingress that names a Secret without an authority, as long as none names one with it. */
  withoutAuthorityOwner: ParsedIngress | undefined;
  /** The Ingress whose certificate authority cannot be had. */
  clientCertificateError: ParsedIngress | undefined;
  snippetOwner: ParsedIngress | undefined;
  clientCiphersOwner: ParsedIngress | undefined;
  cipherOrderOwner: ParsedIngress | undefined;
  /** The first Ingress that wants TLS passed through. */
  passthroughOwner: ParsedIngress | undefined;
  /** The Ingress whose `proxy-ssl` annotations hold for locations that have none. */
  backendTlsOwner: ParsedIngress | undefined;
  /** The Ingress that made the server. */
  readonly owner: ParsedIngress | undefined;
}

/** Whether no Ingress has set anything for the host as a whole. */
export const setsNothing = (server: Server): boolean =>
  [
    server.certificateOwner,
    server.clientCertificateOwner,
    server.withoutAuthorityOwner,
    server.clientCiphersOwner,
    server.cipherOrderOwner,
    server.backendTlsOwner,
    server.passthroughOwner,
    server.snippetOwner,
  ].every((owner) => owner === undefined) && server.owner?.annotations.plain !== false;

export interface Location {
  readonly path: string;
  readonly pathType: string;
  upstream: string;
  /** As the rule names it; absent where the controller made the location by itself. */
  backend: BackendView | undefined;
  /** Why another Service stands in for the one that the rule names. */
  standsIn: string | undefined;
  /** Whom pages for errors are asked of. */
  errorUpstream: string;
  /** Made by the controller itself, until an Ingress asks for the same path. */
  isDefault: boolean;
  ingress: ParsedIngress | undefined;
  /** What holds for it; absent for the catch-all of the default server. */
  annotations: ParsedAnnotations | undefined;
  /** Field of the Ingress. */
  field: string;
}

/**
 * Collects hosts and their locations: the first Ingress that names a host makes it and lends its annotations to the catch-all "/", then
 * every path becomes a location unless it is there already.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createServers`, `getBackendServers`).
 */
export function createServers(ingresses: readonly ParsedIngress[], upstreams: ReadonlyMap<string, Upstream>): Map<string, Server> {
  const catchAll = catchAllOf(undefined, DEFAULT_UPSTREAM);
  const servers = new Map([[DEFAULT_SERVER, newServer(DEFAULT_SERVER, catchAll, undefined)]]);
  for (const ingress of ingresses) if (ingress.annotations.canary === undefined) makeHosts(ingress, catchAll, servers, upstreams);
  for (const ingress of ingresses) if (ingress.annotations.canary === undefined) claimHosts(ingress, servers);
  dropTakenAliases(servers);
  for (const ingress of ingresses) addLocations(ingress, servers, upstreams);
  return servers;
}

function newServer(hostname: string, root: Location, owner: ParsedIngress | undefined): Server {
  return {
    hostname,
    locations: [root],
    firstOf: new Map([[root.path, root]]),
    aliases: [],
    aliasOwner: undefined,
    fromToWww: undefined,
    certificateOwner: undefined,
    clientCertificateOwner: undefined,
    withoutAuthorityOwner: undefined,
    clientCertificateError: undefined,
    snippetOwner: undefined,
    clientCiphersOwner: undefined,
    cipherOrderOwner: undefined,
    backendTlsOwner: undefined,
    passthroughOwner: undefined,
    owner,
  };
}

const catchAllOf = (ingress: ParsedIngress | undefined, upstream: string): Location => ({
  path: '/',
  pathType: 'Prefix',
  upstream,
  backend: undefined,
  standsIn: undefined,
  errorUpstream: DEFAULT_UPSTREAM,
  isDefault: true,
  ingress,
  annotations: ingress?.annotations,
  field: 'spec',
});

function makeHosts(
  ingress: ParsedIngress,
  catchAll: Location,
  servers: Map<string, Server>,
  upstreams: ReadonlyMap<string, Upstream>,
): void {
  const { view, rules } = ingress;
  let upstream = DEFAULT_UPSTREAM;
  if (view.defaultBackend !== undefined) {
    const wanted = upstreamName(view.namespace, view.defaultBackend);
    if (upstreams.has(wanted)) {
      upstream = wanted;
      if (catchAll.isDefault && rules.length === 0) claimCatchAll(catchAll, ingress, upstream);
    }
  }
  for (const { host } of rules) {
    if (servers.has(host)) continue;
    const root = catchAllOf(ingress, upstream);
    if (upstream !== DEFAULT_UPSTREAM) root.field = 'spec.defaultBackend';
    servers.set(host, newServer(host, root, ingress));
  }
}

/** An Ingress with a default backend and no rules. Its redirects and rewrites are passed over. */
function claimCatchAll(catchAll: Location, ingress: ParsedIngress, upstream: string): void {
  catchAll.isDefault = false;
  catchAll.upstream = upstream;
  catchAll.backend = ingress.view.defaultBackend;
  catchAll.ingress = ingress;
  catchAll.field = 'spec.defaultBackend';
  catchAll.annotations = {
    ...ingress.annotations,
    redirect: NO_REDIRECT,
    rewrite: { target: '', sslRedirect: false, forceSslRedirect: false, preserveTrailingSlash: false, useRegex: false, appRoot: '' },
  };
}

/** What a host has once: the first Ingress that sets it keeps it. */
function claimHosts(ingress: ParsedIngress, servers: ReadonlyMap<string, Server>): void {
  const { annotations, view, rules } = ingress;
  for (const { host } of rules) {
    const server = servers.get(host) as Server;
    if (server.aliases.length === 0 && annotations.aliases.length > 0) {
      server.aliases = annotations.aliases;
      server.aliasOwner = ingress;
    }
    if (annotations.serverSnippet !== '') server.snippetOwner ??= ingress;
    if ('value' in annotations.said.text('ssl-ciphers')) server.clientCiphersOwner ??= ingress;
    if ('value' in annotations.said.boolean('ssl-prefer-server-ciphers')) server.cipherOrderOwner ??= ingress;
    if (valueOr(annotations.said.boolean('ssl-passthrough'), false)) server.passthroughOwner ??= ingress;
    if (view.tls.length > 0) server.certificateOwner ??= ingress;
  }
}

function dropTakenAliases(servers: ReadonlyMap<string, Server>): void {
  for (const server of servers.values()) {
    if (server.aliases.length > 0) server.aliases = server.aliases.filter((alias) => !servers.has(alias));
  }
}

function addLocations(ingress: ParsedIngress, servers: ReadonlyMap<string, Server>, upstreams: ReadonlyMap<string, Upstream>): void {
  const { annotations, view, rules } = ingress;
  for (const { host, paths } of rules) {
    // A canary makes no host; what it adds where its Service is also one of a route goes to the default server.
    const server = (servers.get(host) ?? servers.get(DEFAULT_SERVER)) as Server;
    if (paths === undefined && host !== DEFAULT_SERVER) continue;
    if (annotations.access.clientCertificate === 'error') server.clientCertificateError ??= ingress;
    if (server.clientCertificateOwner === undefined) {
      if (annotations.access.clientCertificate === 'asked') server.clientCertificateOwner = ingress;
      server.withoutAuthorityOwner = annotations.access.clientCertificate === 'withoutAuthority' ? ingress : undefined;
    }
    if (annotations.access.backendAuthority) server.backendTlsOwner ??= ingress;
    for (const { path, pathType, backend, field } of paths ?? []) {
      if (backend === undefined) continue;
      const upstream = upstreams.get(upstreamName(view.namespace, backend));
      if (upstream === undefined || upstream.canaryOnly) continue;
      addLocation(server, {
        path,
        pathType,
        upstream: upstream.name,
        backend,
        standsIn: undefined,
        errorUpstream: DEFAULT_UPSTREAM,
        isDefault: false,
        ingress,
        annotations,
        field,
      });
      // Of the cookie the last Ingress decides, of the mode the first.
      if ('value' in annotations.said.text('affinity-mode')) upstream.affinityModeOwner ??= ingress;
      if (annotations.affinity !== undefined) {
        upstream.affinity = annotations.affinity;
        upstream.affinityOwner = ingress;
      }
    }
  }
}

/** Of one path the first location counts: the same type again is passed over, another type is added, each time. */
function addLocation(server: Server, location: Location): void {
  const first = server.firstOf.get(location.path);
  if (first === undefined) server.firstOf.set(location.path, location);
  if (first === undefined || first.pathType !== location.pathType) {
    server.locations.push(location);
  } else if (first.isDefault) Object.assign(first, location);
  else return;
  if (location.annotations?.redirect.fromToWww) server.fromToWww ??= location.ingress;
}
