import type { Origin, Outcome, Step } from '../../../../table/routing-table';
import type { Snippet } from './read-snippet';

/** The snippets around something, nearest first: of a location, of its server, of the http block. */
export type Levels = readonly (readonly Snippet[])[];

/** The first that says something, nearest first. */
export function nearest<T>(levels: Levels, read: (snippet: Snippet) => T | undefined): T | undefined {
  for (const snippet of levels.flat()) {
    const said = read(snippet);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** A cause of doubt, with its origin. */
export interface Doubt {
  readonly because: string;
  readonly origin: Origin;
}

export const doubtOf = (levels: Levels, about: 'access' | 'content' | 'anything'): Doubt | undefined =>
  nearest(levels, (snippet) => {
    const because = snippet[about];
    return because === undefined ? undefined : { because, origin: snippet.origin };
  });

/** The snippet that gives the controller other headers than the client has sent. */
export const changesHeader = (levels: Levels, names: (name: string) => boolean): Doubt | undefined =>
  nearest(levels, ({ requestHeaders, origin }) => {
    const name = requestHeaders.find((one) => one === '*' || names(one));
    if (name === undefined) return undefined;
    return { because: `a snippet changes ${name === '*' ? 'headers' : `the header "${name}"`} of the request`, origin };
  });

export const undecidedStep = ({ because, origin }: Doubt): Step => ({
  kind: 'when',
  conditions: [],
  outcome: undecidedOutcome(because),
  origin,
});

export const undecidedOutcome = (because: string): Outcome => ({ kind: 'undecided', because });
