import type { ClusterView } from '../../../kinds/cluster-view';
import type { Candidate, ErrorPages } from '../../../table/routing-table';
import type { Configuration } from './configuration';
import type { Effects } from './effects/effects';
import { Freezes } from './freezes';
import type { Outcomes } from './outcomes';
import type { Settings } from './settings';
import type { Snippets } from './snippets/snippets';
import type { Variables } from './templates';
import { type SharedPlan, Treatments } from './treatments';

/** What is needed to say what a location does. */
export interface StepContext {
  readonly settings: Settings;
  readonly cluster: ClusterView;
  readonly outcomes: Outcomes;
  readonly effects: Effects;
  readonly freezes: Freezes;
  readonly configuration: { readonly [M in 'ofServer' | 'ofLocation' | 'ofCatchAll']: (...of: Parameters<Configuration[M]>) => void };
  readonly variables: Variables;
  readonly snippets: Snippets;
  readonly treatments: Treatments;
  /** Pages of the http block, which hold for all servers and locations that have none of their own. */
  readonly errorPages: ErrorPages | undefined;
}

/** The same for locations that the controller does not write, so that nothing of them can keep nginx from loading. */
export const notWritten = (context: StepContext): StepContext => ({
  ...context,
  freezes: new Freezes(),
  configuration: { ofServer: () => undefined, ofLocation: () => undefined, ofCatchAll: () => undefined },
  treatments: new Treatments(),
});

export interface LocationPlan extends Pick<Candidate, 'steps' | 'origin'> {
  /** What locations that are treated alike share. */
  readonly shared: SharedPlan;
  /** Whether nginx adds a slash by itself: only where the location hands requests on. */
  readonly addsSlash: boolean;
}
