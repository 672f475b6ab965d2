import type { Context } from './context';
import type { Assumption, Decision } from './decision';
import type { Way } from './fill-template';
import { hostGroups } from './host-index';
import { type Groups, matchRegex } from './match-path';
import type { Backend, BackendLocation, BodyLimit, Candidate, ErrorPages, Origin } from './routing-table';

/** What of a candidate has a say once it has taken a request. */
export interface Taker extends Pick<Candidate, 'steps' | 'outcome'>, Partial<Pick<Candidate, 'match'>> {
  readonly bodyLimit?: BodyLimit | undefined;
  readonly errorPages?: ErrorPages | undefined;
  readonly backendLocations?: readonly BackendLocation[] | undefined;
  readonly origin: Origin | undefined;
  /** Set where requests go to a Service and nothing else is to be said: where a table has many routes, each object on the way costs. */
  readonly service?: Backend | undefined;
  /** The decision behind the steps, in the place of the outcome. */
  readonly onward?: (context: Context) => Decision;
}

export function takerOf(candidate: Candidate): Taker & { readonly candidate: Candidate } {
  const { match, steps, outcome, origin, errorPages, backendLocations, bodyLimit } = candidate;
  const plain =
    outcome.kind === 'forward' && outcome.protocol === undefined && outcome.because === undefined && outcome.backend.kind === 'service';
  const service = plain && errorPages === undefined && backendLocations === undefined ? outcome.backend : undefined;
  return { match, steps, outcome, origin, errorPages, backendLocations, bodyLimit, service, candidate };
}

/** What steps do to a request. */
export interface Progress {
  path: string;
  rewritten: boolean;
  /** The groups of the last regular expression of a step; absent while there was none. */
  groups: Groups | undefined;
  assuming: readonly Assumption[] | undefined;
  /** What scripts have set; absent while none has. */
  variables: Way['variables'];
  readonly taker: Taker;
}

/** Groups of the path that was compared, or else of the host, count until a step has a regular expression of its own. */
export function wayOf({ path, groups, variables, taker: { match } }: Progress, context: Context): Way {
  if (groups !== undefined) return { path, groups, variables };
  const test = match?.path;
  if (test?.kind === 'regex') {
    const verdict = matchRegex(test.pattern, test.caseSensitive, context.seen.target.path, context.regexes);
    return { path, groups: verdict.kind === 'match' ? verdict.groups : [], variables };
  }
  return { path, groups: context.seen.name === undefined ? [] : hostGroups(context.entry, context.seen.name, context.regexes), variables };
}
