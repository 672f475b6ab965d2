import { type ClusterView, clusterView } from '../../kinds/cluster-view';
import type { BackendView, IngressView } from '../../kinds/ingress-view';
import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import { originOf } from '../../table/origin';
import type { Candidate, HostEntry, Origin, Outcome, PathTest, PatternHostEntry, RoutingTableData, Step } from '../../table/routing-table';
import { identity } from './identity';

/**
 * What every controller does with these Ingresses, by the words of the API reference alone; what it leaves to the controller is
 * undecided, never a guess.
 *
 * Sources: kubernetes/kubernetes@v1.36.3:staging/src/k8s.io/api/networking/v1/types.go (`IngressSpec`, `IngressRule`, `HTTPIngressPath`,
 * `PathType`), kubernetes/website:content/en/docs/concepts/services-networking/ingress.md ("Path types", "Multiple matches", "Hostname
 * wildcards", "DefaultBackend").
 */
export function read(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const cluster = clusterView(objects, scope);
  const mine = cluster.ingresses.filter(
    ({ className }) => scope.ingressClasses === undefined || scope.ingressClasses.includes(className ?? ''),
  );
  const claims = claimsByHost(mine, cluster);
  const step = httpStep(mine);
  const otherwise = defaultOf(mine, cluster);
  const anyHost = claims.get('') ?? [];
  const hosts: HostEntry[] = [];
  const patterns: PatternHostEntry[] = [];
  for (const [host, own] of claims) {
    if (host === '') continue;
    if (host.startsWith('*.')) {
      const match = { kind: 'oneLabel', domain: host.slice(2), label: 'any' } as const;
      patterns.push({ ...hostEntry(host, [...own, ...anyHost], step, otherwise), names: [], match });
    } else {
      const wildcard = claims.get(host.replace(/^[^.]+/, '*')) ?? [];
      hosts.push({ ...hostEntry(host, [...own, ...wildcard, ...anyHost], step, otherwise), names: [host] });
    }
  }
  return {
    controller: identity.name,
    version: identity.version,
    // The API says nothing about what becomes of a request before it is compared.
    requests: { codec: 'neutral', trustsForwardedHeaders: false },
    hosts,
    patterns,
    fallback: hostEntry('', anyHost, step, otherwise),
    certificates: mine.flatMap((view) =>
      view.tls.flatMap(({ hosts: names }) => names.map((host) => ({ host, origin: originOf(view, 'spec.tls') }))),
    ),
    claimed: mine.map((view) => ({ origin: originOf(view, ''), as: 'routes' })),
    refused: [],
    ignored: cluster.ingresses
      .filter((view) => !mine.includes(view))
      .map((view) => ({
        origin: originOf(view, 'spec.ingressClassName'),
        by: 'controller',
        because: 'its ingress class was not asked for',
      })),
    frozen: [],
  };
}

/** A path of a rule. */
interface Claim {
  readonly host: string;
  readonly view: IngressView;
  /** Without a slash at its end. */
  readonly path: string;
  readonly type: 'exact' | 'prefix' | 'open';
  readonly outcome: Outcome;
  readonly origin: Origin;
}

function claimsByHost(ingresses: readonly IngressView[], cluster: ClusterView): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const view of ingresses) {
    for (const { host: written, paths } of view.rules) {
      const host = written.toLowerCase();
      const own = claims.get(host) ?? [];
      claims.set(host, own);
      for (const { path, pathType, backend, field } of paths ?? []) {
        const type = pathType === 'Exact' ? 'exact' : pathType === 'Prefix' ? 'prefix' : 'open';
        own.push({
          host,
          view,
          path: type === 'prefix' && path !== '/' ? path.replace(/\/$/, '') : path || '/',
          type,
          outcome: outcomeOf(view, backend, cluster),
          origin: originOf(view, field),
        });
      }
    }
  }
  return claims;
}

/** One host: longest path first, and of one path the exact type first. */
function hostEntry(host: string, claims: readonly Claim[], steps: readonly Step[], otherwise: Default): HostEntry {
  const sorted = [...claims].sort((a, b) => b.path.length - a.path.length || (a.type === b.type ? 0 : a.type === 'exact' ? -1 : 1));
  const prefixes = new Map<string, Claim[]>();
  for (const claim of sorted) {
    const same = prefixes.get(claim.path);
    if (same === undefined) prefixes.set(claim.path, [claim]);
    else same.push(claim);
  }
  const open = sorted.filter(({ type }) => type === 'open');
  const candidates: Candidate[] = open.map(({ path, origin }) => ({
    match: { path: { kind: 'always' } },
    steps: [],
    outcome: undecided(`path "${path}" has pathType ImplementationSpecific, so only the controller knows which requests it takes`),
    origin,
  }));
  for (const claim of open.length > 0 ? [] : sorted) candidates.push(candidate(claim, rivalOf(claim, prefixes), steps));
  candidates.push({ match: { path: { kind: 'always' } }, steps, ...otherwise, because: 'no rule takes it' });
  return { host, names: [], before: [], candidates, otherwise: otherwise.outcome };
}

function candidate({ path, type, outcome, origin }: Claim, rival: Claim | undefined, steps: readonly Step[]): Candidate {
  const test: PathTest =
    type === 'exact' ? { kind: 'exact', path, caseSensitive: true } : { kind: 'segmentPrefix', path, caseSensitive: true };
  if (rival === undefined) return { match: { path: test }, steps, outcome, origin };
  const other = `${rival.view.key} takes it too, by ${rival.host === '' ? 'any host' : `host "${rival.host}"`} and path "${rival.path}"`;
  return { match: { path: test }, steps: [], outcome: undecided(`Ingress ${other}, and the API does not say which precedes`), origin };
}

/** Another claim on what this one takes, where the API knows no order: of another Ingress, another host, or the very same. */
function rivalOf(claim: Claim, byPath: ReadonlyMap<string, readonly Claim[]>): Claim | undefined {
  for (let path = claim.path; ; path = path.slice(0, Math.max(1, path.lastIndexOf('/')))) {
    for (const other of byPath.get(path) ?? []) {
      if (other === claim || (path !== claim.path && other.type === 'exact') || sameBackend(other.outcome, claim.outcome)) continue;
      const ordered = other.view === claim.view && other.host === claim.host && (other.path !== claim.path || other.type !== claim.type);
      // An exact path takes none of what is below it.
      if (!ordered && !(claim.type === 'prefix' && other.type === 'exact')) return other;
    }
    if (path === '/' || !path.includes('/')) return undefined;
  }
}

const sameBackend = (a: Outcome, b: Outcome): boolean => JSON.stringify(a) === JSON.stringify(b);

const undecided = (because: string): Outcome => ({ kind: 'undecided', because });

function outcomeOf({ namespace }: IngressView, backend: BackendView | undefined, { services, complete }: ClusterView): Outcome {
  if (backend === undefined) return undecided('it goes to a resource that is no Service');
  const service = services.get(`${namespace}/${backend.name}`);
  if (service === undefined && complete) return undecided(`there is no Service ${namespace}/${backend.name}`);
  const found = service?.ports.find(({ port, name }) => port === backend.port || name === backend.port);
  if (service !== undefined && found === undefined) return undecided(`Service ${namespace}/${backend.name} has no port ${backend.port}`);
  if (service?.ready === false) return undecided(`Service ${namespace}/${backend.name} has no endpoint that is ready`);
  return {
    kind: 'forward',
    backend: {
      kind: 'service',
      namespace,
      service: backend.name,
      port: found?.port ?? backend.port ?? '',
      ...(service === undefined ? { assumed: true } : {}),
    },
  };
}

/** What becomes of requests that no rule takes, and who says so. */
type Default = Pick<Candidate, 'outcome' | 'origin'>;

function defaultOf(ingresses: readonly IngressView[], cluster: ClusterView): Default {
  const all = ingresses.flatMap((view) =>
    view.defaultBackend === undefined
      ? []
      : [{ outcome: outcomeOf(view, view.defaultBackend, cluster), origin: originOf(view, 'spec.defaultBackend') }],
  );
  const [first, ...others] = all;
  if (first === undefined) return { outcome: undecided('no rule takes it, and there is no default backend'), origin: NOBODY };
  if (others.every((other) => sameBackend(first.outcome, other.outcome))) return first;
  return { outcome: undecided('no rule takes it, and several Ingresses have default backends'), origin: first.origin };
}

const NOBODY: Origin = { kind: 'Ingress', namespace: '', name: '', field: 'spec.defaultBackend' };

/** Whether http is served or redirected where there is TLS, the API does not say. */
function httpStep(ingresses: readonly IngressView[]): readonly Step[] {
  const owner = ingresses.find(({ tls }) => tls.length > 0);
  if (owner === undefined) return [];
  return [
    {
      kind: 'when',
      conditions: [{ kind: 'scheme', scheme: 'http', as: 'received' }, { kind: 'certificate' }],
      outcome: undecided('the host has TLS, and whether http is served or redirected is left to the controller'),
      origin: originOf(owner, 'spec.tls'),
    },
  ];
}
