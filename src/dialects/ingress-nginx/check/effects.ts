import { finding as shared } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import type { ClusterView } from '../../../kinds/cluster-view';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { annotationRow } from '../annotation-table';
import { finding } from '../findings';
import { valueOr } from '../read/annotations';
import type { Collected } from '../read/collect';
import { DEFAULT_SERVER, type ParsedIngress } from '../read/ingresses';
import { regexCause } from '../read/locations';
import type { Location, Server } from '../read/servers';
import { configText, headerSettings } from '../read/settings';
import { siblingRedirects } from '../read/sibling-redirects';
import { upstreamName } from '../read/upstreams';
import { certificateFindings } from './certificates';
import { passthroughFindings } from './passthrough';
import { secondHostFindings } from './second-host';
import { signInLoop } from './sign-in-loop';

type WhereOf = (origin: Origin) => string;

/** Settings of Ingresses that do nothing, or more than they seem to, beside the others. */
export function checkEffects(collected: Collected, whereOf: WhereOf): readonly Finding[] {
  const { ingresses, servers } = collected;
  const noEffect = (ingress: ParsedIngress, name: string, because: string, fix: string): Finding => {
    const key = ingress.annotations.keyOf(name);
    return shared('annotation/no-effect', whereOf(originOf(ingress.view, annotationField(key))), { key, because, fix });
  };
  return [
    ...ingresses.flatMap((one) => (one.annotations.canary === undefined ? [] : canaryFindings(one, collected, noEffect))),
    ...wwwFindings(servers, noEffect),
    ...certificateFindings(collected, whereOf),
    ...passthroughFindings(collected, whereOf),
    ...secondHostFindings(collected, whereOf),
    ...[...servers.values()].flatMap((server) => [
      ...hostFindings(server, ingresses, noEffect),
      ...pathFindings(server, whereOf, noEffect),
    ]),
    ...ingresses.flatMap((one) => redirectFindings(one, collected, noEffect)),
    ...ingresses.flatMap((one) => [...signInLoop(one, servers, whereOf), ...backendFindings(one, collected.cluster, whereOf)]),
  ];
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`getBackendServers`, `serviceEndpoints`). */
const backendFindings = ({ view }: ParsedIngress, { services }: ClusterView, whereOf: WhereOf): readonly Finding[] =>
  view.rules.flatMap(({ host, paths = [] }) =>
    paths.flatMap(({ path, backend, field }) => {
      const where = whereOf(originOf(view, field));
      const route = `${host === '' ? '*' : host}${path}`;
      if (backend === undefined) return [finding('manifest/backend-not-service', where, { route })];
      const service = `${view.namespace}/${backend.name}`;
      const { port = '' } = backend;
      const ports = services.get(service)?.ports ?? [];
      const found = ports.find((one) => one.targetPort === String(port));
      if (found === undefined || ports.some((one) => one.port === port || one.name === port)) return [];
      return [finding('manifest/port-of-pods', where, { route, service, port: `port "${port}"`, fix: `name port ${found.port}` })];
    }),
  );

type NoEffect = (ingress: ParsedIngress, name: string, because: string, fix: string) => Finding;

/**
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/controller/controller.go (`mergeAlternativeBackends`),
 * rootfs/etc/nginx/lua/balancer.lua (`route_to_alternative_balancer`, which asks the first alternative alone).
 */
function canaryFindings(ingress: ParsedIngress, { upstreams, settings }: Collected, noEffect: NoEffect): readonly Finding[] {
  const { view, rules, annotations } = ingress;
  const findings: Finding[] = [];
  const backends = [view.defaultBackend, ...rules.flatMap(({ paths = [] }) => paths.map(({ backend }) => backend))];
  const names = new Set(backends.flatMap((backend) => (backend === undefined ? [] : [upstreamName(view.namespace, backend)])));
  const mains = [...upstreams.values()].filter(({ alternatives }) => alternatives.some((name) => names.has(name)));
  const [main] = mains;
  if (main === undefined)
    findings.push(
      noEffect(ingress, 'canary', 'does nothing: no other Ingress has a host, path and path type of this one', 'give it those of a route'),
    );
  else if (mains.every(({ alternatives }) => !names.has(alternatives[0] as string))) {
    const first = upstreams.get(main.alternatives[0] as string)?.owner?.view;
    findings.push(
      noEffect(
        ingress,
        'canary',
        `of Ingress ${view.key} does nothing: a path has one canary, and Ingress ${first?.key ?? ''} is before it`,
        'remove one of the two canaries, or give one another path',
      ),
    );
  }
  const header = annotations.canary?.header ?? '';
  if (header.includes('_') && headerSettings(settings).underscoreHeaders === 'dropped')
    findings.push(
      noEffect(
        ingress,
        'canary-by-header',
        `names header "${header}", which nginx drops for its "_" (enable-underscores-in-headers)`,
        'name a header without "_", or set enable-underscores-in-headers to "true" in the config map',
      ),
    );
  for (const key of Object.keys(view.annotations)) {
    const row = key.startsWith(settings.annotationsPrefix) ? annotationRow(key.slice(settings.annotationsPrefix.length)) : undefined;
    if (row !== undefined && row.scope !== 'upstream')
      findings.push(noEffect(ingress, row.name, 'does nothing on a canary', 'set it on the Ingress that the canary is of, or remove it'));
  }
  return findings;
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`ProxyRedirectFrom`). */
function redirectFindings(ingress: ParsedIngress, { settings }: Collected, noEffect: NoEffect): readonly Finding[] {
  const own = (name: string): string => valueOr(ingress.annotations.said.text(name), '');
  const value = (name: string): string => own(name) || configText(settings, name, 'off');
  const [from, to] = [value('proxy-redirect-from'), value('proxy-redirect-to')];
  const isWord = from === 'off' || from === 'default';
  if (own('proxy-redirect-to') !== '' && own('proxy-redirect-from') !== '' && isWord) {
    const because = `does nothing: "proxy-redirect-from" is "${from}", which needs no second text`;
    return [noEffect(ingress, 'proxy-redirect-to', because, 'set "proxy-redirect-from" to the text that is replaced, or remove it')];
  }
  if (own('proxy-redirect-from') === '' || isWord || to !== 'off') return [];
  const because = 'does nothing: "proxy-redirect-to" is "off"';
  return [noEffect(ingress, 'proxy-redirect-from', because, 'set "proxy-redirect-to" to the text that takes its place, or remove it')];
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:pkg/util/ingress/ingress.go (`BuildRedirects`). */
function wwwFindings(servers: ReadonlyMap<string, Server>, noEffect: NoEffect): readonly Finding[] {
  const redirected = new Set(siblingRedirects(servers).map(({ server }) => server));
  return [...servers.values()].flatMap((server) => {
    const { hostname, fromToWww } = server;
    if (fromToWww === undefined || redirected.has(server)) return [];
    const sibling = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`;
    const because = `does nothing for "${hostname}": "${sibling}" has rules of its own`;
    return [noEffect(fromToWww, 'from-to-www-redirect', because, `remove the rules of "${sibling}", or the annotation`)];
  });
}

/** Annotations that a host has once, and the member of its server that says whose they are. */
const ONCE = {
  'server-alias': 'aliasOwner',
  'server-snippet': 'snippetOwner',
  'ssl-ciphers': 'clientCiphersOwner',
  'ssl-prefer-server-ciphers': 'cipherOrderOwner',
} as const;

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (`createServers`). */
function hostFindings(server: Server, ingresses: readonly ParsedIngress[], noEffect: NoEffect): readonly Finding[] {
  const { hostname } = server;
  const others = ingresses.filter(
    ({ annotations, rules }) => annotations.canary === undefined && rules.some(({ host }) => host === hostname),
  );
  return Object.entries(ONCE).flatMap(([name, member]) => {
    const owner = server[member];
    return others.flatMap((one) => {
      if (owner === undefined || one === owner || !('value' in one.annotations.said.text(name))) return [];
      const because = `does nothing for "${hostname}": a host has it once, and Ingress ${owner.view.key} is older`;
      return [noEffect(one, name, because, `set it on Ingress ${owner.view.key}, or remove it`)];
    });
  });
}

function pathFindings(server: Server, whereOf: WhereOf, noEffect: NoEffect): readonly Finding[] {
  const regex = regexCause(server.locations) !== undefined;
  const host = server.hostname === DEFAULT_SERVER ? '*' : server.hostname;
  return server.locations.flatMap((location): readonly Finding[] => {
    const { path, ingress, field, isDefault } = location;
    if (ingress === undefined) return [];
    const where = whereOf(originOf(ingress.view, field));
    if (isDefault) return unmatchedFindings(location, host, whereOf);
    if (!regex) return isPattern(path) ? [finding('manifest/pattern-read-as-text', where, { path: host + path })] : [];
    const { affinity, said } = ingress.annotations;
    if (affinity === undefined || 'value' in said.text('session-cookie-path') || !isPattern(path)) return [];
    const because = `sets a cookie for the path "${path}", which is the pattern as text, so that browsers never send it back`;
    return [noEffect(ingress, 'affinity', because, 'set session-cookie-path to a path that all of its requests begin with')];
  });
}

/** The annotations of the Ingress that makes a host hold for what no path of the host takes. */
function unmatchedFindings({ ingress, annotations }: Location, host: string, whereOf: WhereOf): readonly Finding[] {
  if (ingress === undefined || annotations === undefined || annotations.redirect.url === '') return [];
  const key = annotations.keyOf(annotations.redirect.annotation);
  const where = whereOf(originOf(ingress.view, annotationField(key)));
  return [finding('ingress-nginx/redirect-takes-unmatched', where, { route: `${key} of Ingress ${ingress.view.key}`, host })];
}

/** What nobody writes into a path that is meant as text. */
const isPattern = (path: string): boolean => /[(|*\\^$[]/.test(path);
