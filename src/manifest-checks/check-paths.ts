import type { KubeObject } from '../dialects/dialect';
import { type IngressView, ingressView, isIngress, type PathView } from '../dialects/ingress-view';
import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import type { Manifests } from '../manifest-files/manifest-reader';
import { type Resolution, Resolver } from '../resolve/resolve';
import type { HostEntry, Origin, RoutingTableData } from '../resolve/routing-table';
import { whereOf } from './table-findings';

/**
 * Asks the table about the requests at the edges of each Exact and Prefix path, and compares with what the words of the Ingress API promise
 * of it. Other paths mean what their controller makes of them, so there is nothing to compare.
 */
export function checkPaths(table: RoutingTableData, objects: readonly KubeObject[], manifests: Manifests): readonly Finding[] {
  const resolver = new Resolver(table);
  const left = new Set([...table.ignored, ...table.refused.filter(({ applied }) => applied !== true)].map(({ origin }) => keyOf(origin)));
  const claims = objects
    .filter(isIngress)
    .map(ingressView)
    .filter(({ key }) => !left.has(key))
    .flatMap(claimsOf);
  const owners = new Owners(claims);
  const entries = new Map([...table.hosts, ...table.patterns].map((entry) => [entry.host, entry]));
  const services = objects.some(({ kind }) => kind === 'Service');
  return claims.flatMap((claim) => {
    const ask = (path: string): Resolution => resolver.resolve({ scheme: 'https', host: claim.requestHost, target: path });
    const where = (): string => whereOf(originOf(claim), manifests);
    const route = `${claim.host === '' ? '*' : claim.host}${claim.path}`;
    const backend = backendFinding(ask(claim.path), claim, route, where, services);
    if (claim.type === undefined) return backend;
    const why = remarkOf(entries.get(claim.host) ?? table.fallback);
    const more = outside(claim).filter((path) => isBy(ask(path).decidedBy, claim));
    const less = inside(claim).flatMap((path) => {
      const resolution = owners.of(claim.host, path) === claim ? ask(path) : undefined;
      const other = resolution === undefined ? undefined : takenBy(resolution, claim);
      return other === undefined ? [] : [`"${path}" (${other})`];
    });
    return [
      ...backend,
      ...(more.length === 0 ? [] : [finding('manifest/path-takes-more', where(), { route, type: claim.type, requests: more, ...why })]),
      ...(less.length === 0 ? [] : [finding('manifest/path-takes-less', where(), { route, type: claim.type, requests: less, ...why })]),
    ];
  });
}

/** A path of an Ingress, with what the API promises of it. */
interface Claim {
  readonly view: IngressView;
  readonly host: string;
  /** A host that the rule takes. */
  readonly requestHost: string;
  readonly path: string;
  /** Without a slash at its end. */
  readonly base: string;
  /** Absent where only the controller knows what it means. */
  readonly type: 'Exact' | 'Prefix' | undefined;
  readonly field: string;
  readonly service: PathView['backend'];
}

const claimsOf = (view: IngressView): readonly Claim[] =>
  view.rules.flatMap(({ host, paths = [] }) =>
    paths.map(({ path, pathType, field, backend }) => ({
      view,
      host,
      requestHost: host === '' ? 'no-such-host.invalid' : host.replace('*', 'any'),
      path: path || '/',
      base: path.replace(/\/$/, ''),
      // Only a path in normal form is compared as it is written.
      type: (pathType === 'Exact' || pathType === 'Prefix') && /^\/[\w\-/~]*$/.test(path) && !path.includes('//') ? pathType : undefined,
      field,
      service: backend,
    })),
  );

const keyOf = ({ namespace, name }: Origin): string => `${namespace}/${name}`;
const originOf = ({ view: { object, namespace, name }, field }: Claim): Origin => ({ kind: object.kind, namespace, name, field });

/** Requests that a path promises to take. */
const inside = ({ type, path, base }: Claim): readonly string[] => (type === 'Exact' ? [path] : [base || '/', `${base}/`, `${base}/x`]);

/** Requests next to it, which it promises not to take. */
function outside({ type, path, base }: Claim): readonly string[] {
  if (base === '') return type === 'Exact' ? ['/x'] : [];
  const upper = path.toUpperCase();
  const next = type === 'Exact' ? [`${base}${path.endsWith('/') ? '' : '/'}`, `${path}x`, `${base}/x`] : [`${base}x`];
  return [...next, ...(upper === path ? [] : [upper])];
}

/** Whose a request is by the API alone; nobody's where it does not say. */
class Owners {
  private readonly byPath = new Map<string, Claim | 'several'>();

  public constructor(claims: readonly Claim[]) {
    for (const claim of claims) {
      const key = `${claim.type} ${claim.host} ${claim.type === 'Exact' ? claim.path : claim.base}`;
      this.byPath.set(key, this.byPath.has(key) ? 'several' : claim);
    }
  }

  public of(host: string, path: string): Claim | undefined {
    const exact = this.byPath.get(`Exact ${host} ${path}`);
    if (exact !== undefined) return exact === 'several' ? undefined : exact;
    for (let base = path.replace(/\/$/, ''); ; base = base.slice(0, base.lastIndexOf('/'))) {
      const found = this.byPath.get(`Prefix ${host} ${base}`);
      if (found !== undefined) return found === 'several' ? undefined : found;
      if (base === '') return undefined;
    }
  }
}

const isBy = (origin: Origin | undefined, { view, field }: Claim): boolean =>
  origin !== undefined && keyOf(origin) === view.key && origin.field === field;

/** Who takes a request of a path instead of it, in words; what annotations do is meant. */
function takenBy({ decidedBy, undecided, alternatives, status }: Resolution, claim: Claim): string | undefined {
  if (undecided !== undefined || alternatives !== undefined || isBy(decidedBy, claim)) return undefined;
  if (decidedBy === undefined || decidedBy.name === '') return `nobody takes it${status === undefined ? '' : `: ${status}`}`;
  if (decidedBy.field.startsWith('metadata.')) return undefined;
  return `${decidedBy.kind} ${keyOf(decidedBy)} ${decidedBy.field} takes it`;
}

function remarkOf({ remark }: HostEntry): { readonly because?: string } {
  if (remark === undefined) return {};
  const { kind, field } = remark.origin;
  return { because: `${remark.text} (${kind} ${keyOf(remark.origin)} ${field})` };
}

function backendFinding(
  { backend, status, because, decidedBy }: Resolution,
  claim: Claim,
  route: string,
  where: () => string,
  services: boolean,
): readonly Finding[] {
  if (status !== undefined && status >= 500 && isBy(decidedBy, claim))
    return [finding('manifest/backend-unreachable', where(), { route, status, because: because ?? 'its Service cannot be reached' })];
  if (services && backend?.kind === 'service' && backend.assumed === true && isBy(decidedBy, claim))
    return [finding('manifest/service-not-given', where(), { route, service: `${backend.namespace}/${backend.service}` })];
  return [];
}
