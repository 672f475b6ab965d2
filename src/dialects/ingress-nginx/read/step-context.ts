import type { ClusterView } from '../../../kinds/cluster-view';
import type { Candidate, ErrorPages, Origin, Step } from '../../../table/routing-table';
import type { Configuration } from './configuration';
import type { Effects } from './effects/effects';
import type { Freezes } from './freezes';
import type { Outcomes } from './outcomes';
import type { Settings } from './settings';

/** What is needed to say what a location does. */
export interface StepContext {
  readonly settings: Settings;
  readonly cluster: ClusterView;
  readonly outcomes: Outcomes;
  readonly effects: Effects;
  readonly freezes: Freezes;
  readonly configuration: Configuration;
  /** Names, in small letters, of variables that the configuration makes. */
  readonly named: ReadonlySet<string>;
  /** What locations with one key have in common. */
  readonly treatments: Map<string, Treatment>;
  /** Pages of the http block, which hold for all servers and locations that have none of their own. */
  readonly errorPages: ErrorPages | undefined;
}

/** The object and field that set an annotation, or the option of the config map that holds in its place. */
export type By = (name: string) => Origin;

export interface LocationPlan extends Omit<Candidate, 'match' | 'because'> {
  /** Whether nginx adds a slash by itself: only where the location hands requests on. */
  readonly addsSlash: boolean;
}

/** All that a location does but for a rewrite, which alone depends on its path. */
export interface Treatment {
  /** Steps before and after a rewrite. */
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly all: readonly Step[];
  readonly plan: Omit<LocationPlan, 'steps' | 'origin'>;
}
