import type { ClusterView } from '../../../../kinds/cluster-view';
import type { IngressView } from '../../../../kinds/ingress-view';
import { lowerCase } from '../../../../regex/pcre2/bytes';
import type { Effect } from '../../../../table/effects';
import { originOf } from '../../../../table/origin';
import type { Origin, Refusal } from '../../../../table/routing-table';
import type { StaticOptions } from '../options';
import { conflictingHosts } from '../tls-conflicts';
import type { NginxBackends, ResolvedBackend } from './backends';
import { backendKey, type Canary } from './canaries';
import { NginxConfig } from './config';
import { nginxEffects } from './effects';
import { authProblem, certificateProblem, proxyTlsProblem } from './secrets';

/** One path of one Ingress. */
export interface Location {
  readonly view: IngressView;
  readonly config: NginxConfig;
  readonly field: string;
  readonly kind: 'path' | 'hostDefault' | 'default' | 'passthrough';
  readonly host: string;
  /** Further names of the host. */
  readonly aliases: readonly string[];
  /** Empty: every path. */
  readonly path: string;
  readonly isExact: boolean;
  readonly backend: ResolvedBackend;
  readonly canary: Canary | undefined;
  /** Of all paths of the Ingress. */
  readonly effects: readonly Effect[];
}

/** What locations have to know of all Ingresses. */
export interface Locations {
  readonly locations: readonly Location[];
  readonly refused: readonly Refusal[];
  readonly hosts: ReadonlySet<string>;
  readonly regexHosts: ReadonlySet<string>;
  readonly serverSnippets: ReadonlyMap<string, { readonly text: string; readonly origin: Origin }>;
  /** Hosts whose routers ask for different client certificates, or some for none: then none of them asks. */
  readonly tlsConflicts: ReadonlySet<string>;
}

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/build.go ("First pass", "Third pass"). */
export function locationsOf(
  regular: readonly IngressView[],
  cluster: ClusterView,
  options: StaticOptions,
  backends: NginxBackends,
  canaries: ReadonlyMap<string, Canary>,
): Locations {
  const hosts = new Set<string>();
  const regexHosts = new Set<string>();
  const serverSnippets = new Map<string, { readonly text: string; readonly origin: Origin }>();
  const aliasOwners = new Map<string, string>();
  for (const view of regular) {
    const config = new NginxConfig(view);
    for (const alias of config.list('server-alias') ?? [])
      if (!aliasOwners.has(lowerCase(alias))) aliasOwners.set(lowerCase(alias), view.key);
    const snippet = config.some('server-snippet');
    for (const { host } of view.rules) {
      hosts.add(host);
      if (config.isOn('use-regex', false) || config.some('rewrite-target') !== undefined) regexHosts.add(host);
      if (snippet !== undefined && !serverSnippets.has(host))
        serverSnippets.set(host, { text: snippet, origin: config.origin('server-snippet') });
    }
  }
  const locations: Location[] = [];
  const refused: Refusal[] = [];
  for (const view of regular) addLocations(view);
  return { locations, refused, hosts, regexHosts, serverSnippets, tlsConflicts: tlsConflictsOf(locations) };

  function addLocations(view: IngressView): void {
    const config = new NginxConfig(view);
    const refuse = (origin: Origin, because: string): void => {
      refused.push({ origin, by: 'controller', because });
    };
    if (config.isOn('ssl-passthrough', false)) {
      addPassthrough(view, config, refuse);
      return;
    }
    const problem = proxyTlsProblem(view, config, cluster, options) ?? certificateProblem(view, config, cluster, options);
    if (problem !== undefined) {
      refuse(problem.origin, problem.because);
      return;
    }
    const effects = nginxEffects(config, view.namespace, options);
    const auth = authProblem(view, config, cluster, options);
    const aliases = (config.list('server-alias') ?? []).filter(
      (alias) => !hosts.has(lowerCase(alias)) && (aliasOwners.get(lowerCase(alias)) ?? view.key) === view.key,
    );
    const add = (location: Pick<Location, 'field' | 'kind' | 'host' | 'path' | 'isExact' | 'backend' | 'canary'>): void => {
      if (auth !== undefined) refuse(originOf(view, location.field), auth.because);
      else locations.push({ view, config, aliases, effects, ...location });
    };
    for (const { host, paths = [] } of view.rules) {
      for (const path of paths) {
        if (path.backend === undefined) {
          refuse(originOf(view, path.field), 'Traefik knows no backends but Services');
          continue;
        }
        const backend = backends.resolve(view.namespace, path.backend, config);
        const canary = canaries.get(backendKey(view, path));
        add({ field: path.field, kind: 'path', host, path: path.path, isExact: path.pathType === 'Exact', backend, canary });
      }
    }
    if (view.defaultBackend === undefined) return;
    const backend = backends.resolve(view.namespace, view.defaultBackend, config);
    const shared = { field: 'spec.defaultBackend', path: '', isExact: false, backend, canary: undefined } as const;
    if (view.rules.length > 0)
      for (const host of new Set(view.rules.map((rule) => rule.host))) add({ ...shared, kind: 'hostDefault', host });
    else if (locations.some(({ kind }) => kind === 'default'))
      refuse(originOf(view, 'spec.defaultBackend'), 'another Ingress has the default backend');
    else add({ ...shared, kind: 'default', host: '' });
  }

  function addPassthrough(view: IngressView, config: NginxConfig, refuse: (origin: Origin, because: string) => void): void {
    view.rules.forEach(({ host, paths }, index) => {
      const path = paths?.find((one) => one.path === '/');
      const backend = paths === undefined ? view.defaultBackend : path?.backend;
      const field = path?.field ?? `spec.rules[${index}]`;
      if (host === '') refuse(originOf(view, field), 'TLS is passed through for a host only');
      else if (backend === undefined) refuse(originOf(view, field), 'TLS is passed through to the backend of path "/", and there is none');
      else {
        const resolved = backends.resolve(view.namespace, backend, config);
        locations.push({
          view,
          config,
          aliases: [],
          field,
          kind: 'passthrough',
          host,
          path: '',
          isExact: false,
          backend: resolved,
          canary: undefined,
          effects: [],
        });
      }
    });
  }
}

function tlsConflictsOf(locations: readonly Location[]): ReadonlySet<string> {
  return conflictingHosts(
    locations.map(({ host, aliases, config }) => {
      const secret = config.text('auth-tls-secret');
      return {
        hosts: [host, ...aliases],
        option: secret === undefined ? '' : `${secret} ${config.text('auth-tls-verify-client') ?? 'on'}`,
      };
    }),
  );
}
