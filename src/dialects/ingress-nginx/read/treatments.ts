import type { Candidate, Origin, Outcome, Statement, Step } from '../../../table/routing-table';
import type { ParsedIngress } from './ingresses';
import type { Server } from './servers';

export type SharedPlan = Omit<Candidate, 'match' | 'because' | 'steps' | 'origin'>;

/** All that a location does but for a rewrite, which alone depends on its path. */
export interface Treatment {
  readonly rewriting: RewritePhase;
  readonly after: readonly Step[];
  readonly all: readonly Step[];
  readonly shared: SharedPlan;
}

/** The rewrite phase of a location but for the rewrite of its path, which may differ from the next. */
export interface RewritePhase {
  readonly before: readonly Step[];
  /** Of snippets. */
  readonly statements: readonly Statement[];
  readonly returned: { readonly outcome: Outcome; readonly origin: Origin } | undefined;
}

/** All that a treatment depends on. `ingress` and `server` are absent where nobody has set anything. */
export interface TreatedAlike {
  readonly ingress: ParsedIngress | undefined;
  readonly server: Server | undefined;
  readonly upstream: string;
  /** Empty if it makes no difference. */
  readonly path: string;
  readonly errorUpstream: string | undefined;
  readonly standsIn: string | undefined;
  readonly ownAnnotations: boolean;
  readonly freeOfHttps: boolean;
  readonly authenticates: boolean;
  readonly rewrites: boolean;
}

type Known = readonly [TreatedAlike, Treatment];
type OfServer = Map<string, Known[]>;
type OfIngress = Map<Server | undefined, OfServer>;

/**
 * Treatments are worked out once for all locations of an Ingress on a server, or, where nobody has set anything, for all there are: so a table
 * with many routes is made quickly and stays small.
 */
export class Treatments {
  private readonly known = new Map<ParsedIngress | undefined, OfIngress>();

  public of(alike: TreatedAlike, treat: () => Treatment): Treatment {
    const ofIngress = memberOf(this.known, alike.ingress, (): OfIngress => new Map());
    const ofServer = memberOf(ofIngress, alike.server, (): OfServer => new Map());
    const few = memberOf(ofServer, alike.path === '' ? alike.upstream : `${alike.upstream} ${alike.path}`, (): Known[] => []);
    for (const [one, treatment] of few) if (isSame(one, alike)) return treatment;
    const made = treat();
    few.push([alike, made]);
    return made;
  }
}

function memberOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let member = map.get(key);
  if (member === undefined) {
    member = make();
    map.set(key, member);
  }
  return member;
}

const isSame = (a: TreatedAlike, b: TreatedAlike): boolean =>
  a.errorUpstream === b.errorUpstream &&
  a.standsIn === b.standsIn &&
  a.ownAnnotations === b.ownAnnotations &&
  a.freeOfHttps === b.freeOfHttps &&
  a.authenticates === b.authenticates &&
  a.rewrites === b.rewrites;
