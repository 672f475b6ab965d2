import { Annotations, type Found } from './annotations';
import { compareAge, DEFAULT_SERVER, type ParsedIngress, type ParsedPath } from './ingresses';
import type { Settings } from './settings';
import { upstreamName } from './upstreams';

/**
 * Finds the Ingresses that already have a host and path, without building all servers again for each new Ingress.
 *
 * It gives what the controller finds: of the locations that it would build from the Ingresses that are there and, behind them, the new
 * one, those with the very path text. Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go
 * (`CheckIngress`, `checkOverlap`, `ingressForHostPath`).
 */
export class OverlapIndex {
  private readonly claims: Claims = new Map();
  private readonly canaryClaims = new Map<string, (Claim & { readonly host: string })[]>();
  /** Hosts that some Ingress besides canaries names. */
  private readonly hosts = new Set<string>();
  /** The oldest Ingress with a default backend and no rules. */
  private catchAll: ParsedIngress | undefined;
  private readonly users = new Map<string, Users>();
  /** Not looked into until another one comes: there may be none. */
  private readonly added: ParsedIngress[] = [];
  private newest: { readonly ingress: ParsedIngress; readonly claims: Claims } | undefined;

  public constructor(private readonly settings: Settings) {}

  /** Why admission refuses the Ingress beside those that were added, or `undefined`. */
  public check(ingress: ParsedIngress): string | undefined {
    for (const one of this.added.splice(0)) this.index(one);
    const own = this.canaryOf(ingress);
    for (const { host, paths } of ingress.rules) {
      for (const { path, backend } of paths ?? []) {
        if (backend === undefined) continue;
        for (const existing of this.ownersAt(host, path, ingress)) {
          if (existing === ingress) continue;
          const theirs = this.canaryOf(existing);
          const bothCanaries = isTrue(own) && isTrue(theirs);
          if (bothCanaries || ('absent' in own && 'absent' in theirs))
            return `host "${host}" and path "${path}" is already defined in ingress ${existing.view.key}`;
        }
      }
    }
    return undefined;
  }

  public add(ingress: ParsedIngress): void {
    this.added.push(ingress);
  }

  private index(ingress: ParsedIngress): void {
    const canary = ingress.annotations.canary !== undefined;
    const { defaultBackend, namespace } = ingress.view;
    if (defaultBackend !== undefined) {
      const users = this.usersOf(upstreamName(namespace, defaultBackend));
      if (users.lastDefault === undefined || compareAge(users.lastDefault.view, ingress.view) < 0) users.lastDefault = ingress;
      const claims = ingress.rules.length === 0 && !canary;
      if (claims && (this.catchAll === undefined || compareAge(ingress.view, this.catchAll.view) < 0)) this.catchAll = ingress;
    }
    for (const { host, paths } of ingress.rules) {
      if (!canary) this.hosts.add(host);
      for (const path of paths ?? []) {
        if (path.backend === undefined) continue;
        const users = this.usersOf(upstreamName(namespace, path.backend));
        if (users.firstRule === undefined || compareAge(ingress.view, users.firstRule.view) < 0) users.firstRule = ingress;
        addClaim(this.claims, host, { ingress, path });
        if (canary) getOrMake(this.canaryClaims, keyOf(path.path), () => []).push({ ingress, path, host });
      }
    }
  }

  /** The paths that the new Ingress claims. Computed late: most Ingresses share no path with another. */
  private claimsOf(ingress: ParsedIngress): Claims {
    if (this.newest?.ingress !== ingress) {
      const claims: Claims = new Map();
      for (const { host, paths } of ingress.rules) for (const path of paths ?? []) addClaim(claims, host, { ingress, path });
      this.newest = { ingress, claims };
    }
    return this.newest.claims;
  }

  private canaryOf({ view }: ParsedIngress): Found<boolean> {
    return new Annotations(view, this.settings).boolean('canary');
  }

  private ownersAt(host: string, path: string, ingress: ParsedIngress): readonly ParsedIngress[] {
    const makesHost = ingress.annotations.canary === undefined;
    if (host !== DEFAULT_SERVER && !makesHost && !this.hosts.has(host)) return [];
    const key = keyOf(path);
    const there = this.claimsAt(host, key);
    // Only the new Ingress has the path.
    if (there.length === 0 && !(host === DEFAULT_SERVER && key === '/')) return [];
    // The new Ingress comes last, whatever its age.
    const claims = [...there, ...(this.claimsOf(ingress).get(host)?.get(key) ?? [])];
    const locations: Place[] = [];
    if (key === '/') {
      const catchAll = host === DEFAULT_SERVER ? this.catchAllBeside(ingress) : undefined;
      locations.push({ path: '/', pathType: 'Prefix', owner: catchAll, plain: true });
    }
    for (const { ingress: owner, path: claimed } of claims) {
      if (claimed.backend === undefined || this.isCanaryOnly(upstreamName(owner.view.namespace, claimed.backend), ingress)) continue;
      const first = locations.find((location) => location.path === claimed.path);
      const place = { path: claimed.path, pathType: claimed.pathType, owner, plain: isPlain(owner, claimed.path) };
      if (first === undefined || first.pathType !== claimed.pathType) locations.push(place);
      else if (first.owner === undefined) Object.assign(first, place);
    }
    const exact = new Set(locations.filter(({ pathType }) => pathType === 'Exact').map((location) => location.path));
    const owners: ParsedIngress[] = [];
    for (const { path: text, pathType, owner, plain } of locations) {
      const split = text !== '/' && pathType === 'Prefix' && plain;
      const texts = split ? [text.endsWith('/') ? text : `${text}/`, ...(exact.has(text) ? [] : [text])] : [text];
      if (owner !== undefined && texts.includes(path)) owners.push(owner);
    }
    return owners;
  }

  /** Oldest first. */
  private claimsAt(host: string, key: string): readonly Claim[] {
    const there: Claim[] = [...(this.claims.get(host)?.get(key) ?? [])];
    if (host === DEFAULT_SERVER) {
      // What a canary adds for a host that nobody makes goes to the default server.
      for (const claim of this.canaryClaims.get(key) ?? [])
        if (claim.host !== DEFAULT_SERVER && !this.hosts.has(claim.host)) there.push(claim);
    }
    return there.sort((a, b) => compareAge(a.ingress.view, b.ingress.view));
  }

  private catchAllBeside(ingress: ParsedIngress): ParsedIngress | undefined {
    if (this.catchAll !== undefined) return this.catchAll;
    const { canary } = ingress.annotations;
    return canary === undefined && ingress.rules.length === 0 && ingress.view.defaultBackend !== undefined ? ingress : undefined;
  }

  private isCanaryOnly(upstream: string, ingress: ParsedIngress): boolean {
    const { defaultBackend, namespace } = ingress.view;
    const users = this.users.get(upstream);
    const own = defaultBackend !== undefined && upstreamName(namespace, defaultBackend) === upstream ? ingress : undefined;
    const maker = own ?? users?.lastDefault ?? users?.firstRule ?? ingress;
    return maker.annotations.canary !== undefined;
  }

  private usersOf(upstream: string): Users {
    return getOrMake(this.users, upstream, () => ({ firstRule: undefined, lastDefault: undefined }));
  }
}

interface Claim {
  readonly ingress: ParsedIngress;
  readonly path: ParsedPath;
}

/** By host and by path without a slash at its end. */
type Claims = Map<string, Map<string, Claim[]>>;

function addClaim(claims: Claims, host: string, claim: Claim): void {
  const byPath = getOrMake(claims, host, () => new Map<string, Claim[]>());
  getOrMake(byPath, keyOf(claim.path.path), () => []).push(claim);
}

/** Who makes an upstream: the last default backend, else the first rule. */
interface Users {
  firstRule: ParsedIngress | undefined;
  lastDefault: ParsedIngress | undefined;
}

interface Place {
  readonly path: string;
  readonly pathType: string;
  /** Absent for what the controller made by itself. */
  readonly owner: ParsedIngress | undefined;
  /** Neither rewritten nor a regular expression. */
  readonly plain: boolean;
}

const isTrue = (found: Found<boolean>): boolean => 'value' in found && found.value;

const keyOf = (path: string): string => (path === '/' ? path : path.replace(/\/$/, ''));

function isPlain({ annotations: { rewrite } }: ParsedIngress, path: string): boolean {
  return !rewrite.useRegex && (rewrite.target === '' || rewrite.target === path);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
