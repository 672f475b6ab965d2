import type { ClusterView } from '../../../kinds/cluster-view';
import type { Candidate, ErrorPages, Origin, Outcome, Statement, Step } from '../../../table/routing-table';
import type { Configuration } from './configuration';
import type { Effects } from './effects/effects';
import type { Freezes } from './freezes';
import type { Outcomes } from './outcomes';
import type { Settings } from './settings';
import type { Snippets } from './snippets/snippets';
import type { Variables } from './templates';

/** What is needed to say what a location does. */
export interface StepContext {
  readonly settings: Settings;
  readonly cluster: ClusterView;
  readonly outcomes: Outcomes;
  readonly effects: Effects;
  readonly freezes: Freezes;
  readonly configuration: Configuration;
  readonly variables: Variables;
  readonly snippets: Snippets;
  /** What locations with one key have in common. */
  readonly treatments: Map<string, Treatment>;
  /** Pages of the http block, which hold for all servers and locations that have none of their own. */
  readonly errorPages: ErrorPages | undefined;
}

export interface LocationPlan extends Omit<Candidate, 'match' | 'because'> {
  /** Whether nginx adds a slash by itself: only where the location hands requests on. */
  readonly addsSlash: boolean;
}

/** All that a location does but for a rewrite, which alone depends on its path. */
export interface Treatment {
  readonly rewriting: RewritePhase;
  readonly after: readonly Step[];
  readonly all: readonly Step[];
  readonly plan: Omit<LocationPlan, 'steps' | 'origin'>;
}

/** The rewrite phase of a location but for the rewrite of its path, which may differ from the next. */
export interface RewritePhase {
  readonly before: readonly Step[];
  /** Of snippets. */
  readonly statements: readonly Statement[];
  readonly returned: { readonly outcome: Outcome; readonly origin: Origin } | undefined;
}
