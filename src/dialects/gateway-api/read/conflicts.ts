import type { Profile } from '../profile';
import type { ListenerView } from './gateways';
import type { ServedHost } from './host-names';
import type { Match } from './matches';
import type { Rule } from './rules';

/**
 * The matches that rules have under each hostname, where the implementation lets none stand twice: the second rule falls away as a whole,
 * under all of its hostnames. projectcontour/contour@v1.33.8:internal/dag/dag.go `HasConflictRoute`, `conditionsToString`.
 */
export class Conflicts {
  private readonly taken = new Set<string>();

  public constructor(private readonly profile: Profile) {}

  /** Whether a rule before has one of the matches; if not, they are this rule's. */
  public isTaken({ port, scheme }: ListenerView, hosts: readonly ServedHost[], { matches }: Rule): boolean {
    if (!this.profile.matches.conflicts) return false;
    const keys = hosts.flatMap(({ host }) => matches.map(({ match }) => `${port} ${scheme} ${host} ${keyOf(match)}`));
    if (keys.some((key) => this.taken.has(key))) return true;
    for (const key of keys) this.taken.add(key);
    return false;
  }
}

const keyOf = ({ kind, view: { path, method }, headers, queries }: Match): string =>
  JSON.stringify([kind, path.value, headers, method, queries]);
