import type { TokenPlaces } from '../../table/gate';
import type { Candidate, Condition, Gate, Outcome, Step } from '../../table/routing-table';

/** Every condition that a candidate asks for. */
export const conditionsIn = ({ match, steps, outcome }: Candidate): readonly Condition[] => [
  ...(match.conditions ?? []),
  ...conditionsOfSteps(steps),
  ...conditionsOf(outcome),
];

export const conditionsOfSteps = (steps: readonly Step[]): readonly Condition[] =>
  steps.flatMap((step) => {
    if (step.kind === 'gate') return conditionsOfGate(step.gate);
    if (step.kind === 'anyGate') return step.gates.flatMap(({ gate }) => conditionsOfGate(gate));
    return step.kind === 'when' ? [...step.conditions, ...conditionsOf(step.outcome)] : [];
  });

/**
 * What a gate looks for in a request before anything else decides: a request without it is refused for certain, and one with it shows what
 * else keeps clients out.
 */
function conditionsOfGate(gate: Gate): readonly Condition[] {
  switch (gate.kind) {
    case 'credentials': {
      const value = `Basic ${Buffer.from(`${gate.users?.[0] ?? 'user'}:password`, 'latin1').toString('base64')}`;
      return [{ kind: 'header', name: 'authorization', test: { kind: 'equals', value } }];
    }
    case 'token':
      return conditionsOfToken(gate.places);
    case 'signIn':
      return [{ kind: 'cookie', name: 'session', test: { kind: 'equals', value: 'token' } }];
    default:
      return [];
  }
}

/** A token in one of its places is like one in any other. */
function conditionsOfToken({ headers: [header], parameters: [parameter], cookies: [cookie] }: TokenPlaces): readonly Condition[] {
  if (header !== undefined) return [{ kind: 'header', name: header, test: { kind: 'equals', value: 'Bearer token' } }];
  const test = { kind: 'equals', value: 'token' } as const;
  if (parameter !== undefined) return [{ kind: 'parameter', name: parameter, test }];
  return cookie === undefined ? [] : [{ kind: 'cookie', name: cookie, test }];
}

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
