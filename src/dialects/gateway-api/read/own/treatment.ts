import type { Effect } from '../../../../table/effects';
import type { Origin, Outcome, RequestRules, Step } from '../../../../table/routing-table';
import type { Named, RouteView } from '../view';

/** What objects of the implementation's own do to the requests of a rule. */
export interface Treatment {
  /** Before anything else, such as answers to preflight requests. */
  readonly first?: readonly Step[];
  readonly steps?: readonly Step[];
  /** Behind the steps of all objects. */
  readonly last?: readonly Step[];
  readonly effects?: readonly Effect[];
  /** Takes the place of what the rule would do, behind all steps. */
  readonly outcome?: Outcome;
  /** What may take the place of an answer that no backend gives. */
  readonly replacesAnswers?: string;
}

/** What they do to a listener. */
export interface ListenerTreatment {
  /** What every request takes, whatever its host and path. */
  readonly first: readonly Step[];
  readonly effects: readonly Effect[];
  /** Why every route of the listener answers 500. */
  readonly invalid?: string;
  /** How requests are read otherwise. `unknown`: in a way that no setting of ours says. */
  readonly requests?: Partial<RequestRules> | 'unknown';
  /** Whether the address of a client is found in another way than by its connection. */
  readonly findsClients?: true;
}

/** What a reader must know of the rule. */
export interface RuleAround {
  /** Whether its requests go to a backend. */
  readonly forwards: boolean;
  /** Whether a filter of it answers preflight requests. */
  readonly hasCors: boolean;
  readonly hasTimeouts: boolean;
}

/** What a reader of a policy of routes must know besides. */
export interface PolicyAround extends RuleAround {
  readonly route: RouteView;
  /** All policies of the kind that may have a say in the requests of the rule, nearest first. */
  readonly attached: readonly Named[];
}

/** For every request. */
export const undecidedStep = (because: string, origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'undecided', because },
  origin,
});

export const failure = (because: string): Outcome => ({ kind: 'answer', status: 500, because });
