import type { RoutingRequest } from '../../table/request';
import type { Candidate, Condition } from '../../table/routing-table';
import { changesPath, looksUpAgain } from '../../table/script';
import { withoutNot } from './conditions-in';
import type { Domain } from './domain';
import type { HostPair } from './hosts';
import { type Language, languageOf, type Probe } from './language';
import { type Profile, type Profiles, profilesOf, requestOf, targetsOf } from './requests';
import type { Side } from './side';
import { type Cell, type Walk, walk } from './walk';

/** Positions of candidates of each side. */
export type Rows = readonly [readonly number[], readonly number[]];

/** All requests to the hosts of one pair, in cells that the routes of both sides cannot tell apart. */
export class HostCells {
  public readonly language: Language;

  public constructor(
    private readonly pair: HostPair,
    private readonly sides: readonly [Side, Side],
    private readonly domain: Domain,
  ) {
    const [before, after] = sides;
    const candidates = (side: Side) => ({ list: side.candidates, syntax: side.table.requests.regexSyntax });
    this.language = languageOf([candidates(before), candidates(after)], sides.flatMap(probesOf), domain.bytes);
  }

  /** Why paths say nothing about the routes that are taken; absent if they do. */
  public get obstacle(): string | undefined {
    const changes = this.sides.some(({ entry: { first = [] } }) =>
      first.some((step) => step.kind === 'script' && changesPath(step.statements)),
    );
    return changes ? 'a script changes paths before any route is looked for' : undefined;
  }

  public walk(stateLimit: number): Walk {
    return walk(this.language, this.domain, stateLimit);
  }

  public rowsOf({ before, after }: Cell): Rows {
    return [before, after.map((tag) => tag - this.language.split)];
  }

  /** Why a request of the cell may end at another one; absent if it cannot. */
  public obstacleIn(rows: Rows): string | undefined {
    const leads = this.sides.some(({ candidates }, index) =>
      (rows[index] as readonly number[]).some((at) => leadsElsewhere(candidates[at] as Candidate)),
    );
    return leads ? 'a script changes the path and looks for a route again' : undefined;
  }

  /** What the candidates of each side ask for. */
  public conditionsAt(rows: Rows): readonly [readonly Condition[], readonly Condition[]] {
    const [one, other] = this.sides;
    return [one.conditionsAt(rows[0]), other.conditionsAt(rows[1])];
  }

  /** All requests, but for their paths, that conditions can tell apart. */
  public profilesOf(conditions: readonly [readonly Condition[], readonly Condition[]]): Profiles {
    const asked = this.sides.map(({ table }, index) => ({ conditions: conditions[index] ?? [], syntax: table.requests.regexSyntax }));
    return profilesOf(asked, this.pair.names[0] as string, this.pair.places);
  }

  /** A request with one of the paths: not every text is the path of one. */
  public requestFor(profile: Profile, words: readonly string[]): { readonly request: RoutingRequest; readonly word: string } | undefined {
    for (const word of words)
      for (const target of targetsOf(word)) {
        const request = requestOf(profile, target);
        if (this.sides.every((side) => side.context(request)?.seen.target.path === word)) return { request, word };
      }
    return undefined;
  }
}

/** Whether a request that the candidate takes may end at another one. */
const leadsElsewhere = ({ steps }: Candidate): boolean => steps.some((step) => step.kind === 'script' && looksUpAgain(step.statements));

/** Tests of the path besides those of candidates. */
function probesOf(side: Side): readonly Probe[] {
  const all = side.conditionsAt(side.candidates.map((_, position) => position)).map(withoutNot);
  const tests = new Map(all.flatMap((one) => (one.kind === 'path' ? [[JSON.stringify(one.path), one.path] as const] : [])));
  return [...tests.values()].map((test) => ({ test, syntax: side.table.requests.regexSyntax }));
}
