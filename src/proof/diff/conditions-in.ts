import type { Candidate, Condition, Outcome, Step } from '../../table/routing-table';

/** Every condition that a candidate asks for. */
export const conditionsIn = ({ match, steps, outcome }: Candidate): readonly Condition[] => [
  ...(match.conditions ?? []),
  ...conditionsOfSteps(steps),
  ...conditionsOf(outcome),
];

export const conditionsOfSteps = (steps: readonly Step[]): readonly Condition[] =>
  steps.flatMap((step) => (step.kind === 'when' ? [...step.conditions, ...conditionsOf(step.outcome)] : []));

export function conditionsOf(outcome: Outcome): readonly Condition[] {
  if (outcome.kind === 'weighted') return outcome.alternatives.flatMap(({ outcome: one }) => conditionsOf(one));
  if (outcome.kind !== 'conditional') return [];
  return [
    ...outcome.branches.flatMap(({ conditions, outcome: one }) => [...conditions, ...conditionsOf(one)]),
    ...conditionsOf(outcome.otherwise),
  ];
}

/** The condition that others only turn round. */
export const withoutNot = (condition: Condition): Exclude<Condition, { kind: 'not' }> =>
  condition.kind === 'not' ? withoutNot(condition.condition) : condition;
