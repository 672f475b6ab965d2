import type { Effect } from '../../../../table/effects';
import type { Outcome, Step, UpstreamRewrite } from '../../../../table/routing-table';

/** What an object does that a filter `ExtensionRef` names. */
export interface Extension {
  readonly effects: readonly Effect[];
  readonly steps?: readonly Step[];
  readonly rewrite?: UpstreamRewrite;
  /** Takes the place of what the rule would do. */
  readonly outcome?: Outcome;
  /** Why the implementation cannot use it. */
  readonly invalid?: string;
  /** What is not known of it. */
  readonly undecided?: string;
}
