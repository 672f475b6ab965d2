import { EFFECTS, type Effect, type EffectName } from '../../table/effects';
import type { Origin } from '../../table/origin';
import type { Gate, GateStep, Step } from '../../table/routing-table';
import { effectValueText } from '../../words/effects';
import { gateText } from '../../words/narrate';
import { sortedText } from './without-origins';

/** A guard, or another effect, that is not the same on both sides. */
export interface ChangedPart {
  /** In words, such as `limit of requests`. */
  readonly part: string;
  /** Empty: there is none. */
  readonly before: readonly PartValue[];
  readonly after: readonly PartValue[];
}

export interface PartValue {
  readonly text: string;
  /** Plain JSON. */
  readonly value: unknown;
  readonly byDefault: boolean;
  /** Absent of a default, and of a value that several objects have set alike. */
  readonly origin: Origin | undefined;
}

/** A gate, and who made it. */
export type MadeGate = Pick<GateStep, 'gate' | 'origin'>;

/** The gates that all requests of a candidate meet. */
export const gatesOf = (steps: readonly Step[]): readonly MadeGate[] =>
  steps.flatMap((step) => (step.kind === 'gate' ? [step] : step.kind === 'anyGate' ? step.gates : []));

const GATES: { readonly [K in Gate['kind']]: string } = {
  clientAddress: 'lists of addresses',
  credentials: 'user names and passwords',
  externalAuth: 'external authentication',
  token: 'tokens of clients',
  signIn: 'signing in with a provider',
  clientCertificate: 'client certificates',
  certificateSubject: 'subjects of client certificates',
  requestRate: 'limits of requests in a time',
};

/** Members that say what a request gets that is not let in, and nothing about who is. */
const REFUSALS: readonly string[] = ['status', 'refusal'];

/** What a gate says about who is let in. Two gates with one text let in the same requests. */
export function guardText(gate: Gate): string {
  // Of a service that decides: which answers do not let in.
  const told = gate.kind === 'externalAuth' ? { ...gate, refusals: gate.refusals.map(({ answer }) => answer) } : gate;
  return sortedText(Object.fromEntries(Object.entries(told).filter(([name]) => !REFUSALS.includes(name))));
}

/** Gates that one side alone has, or that let in others, by kind. */
export function changedGates(before: readonly MadeGate[], after: readonly MadeGate[]): readonly ChangedPart[] {
  const alone = (gates: readonly MadeGate[], others: readonly MadeGate[]): readonly MadeGate[] => {
    const known = new Set(others.map(({ gate }) => guardText(gate)));
    return gates.filter(({ gate }) => !known.has(guardText(gate)));
  };
  const [old, now] = [alone(before, after), alone(after, before)];
  const kinds = new Set([...old, ...now].map(({ gate }) => gate.kind));
  return [...kinds].map((kind) => {
    const of = (gates: readonly MadeGate[]): readonly PartValue[] => gates.filter(({ gate }) => gate.kind === kind).map(gateValue);
    return told({ part: GATES[kind], before: of(old), after: of(now) });
  });
}

const gateValue = ({ gate, origin }: MadeGate): PartValue => ({ text: gateText(gate), value: gate, byDefault: false, origin });

/** Effects with other values, by name. */
export function changedEffects(
  before: readonly Effect[],
  after: readonly Effect[],
): readonly (ChangedPart & { readonly name: EffectName })[] {
  const values = (effects: readonly Effect[]): string => sortedText(effects.map(({ value }) => withoutOff(value)));
  return [...new Set([...before, ...after].map(({ effect }) => effect))].flatMap((name) => {
    const [old, now] = [before, after].map((effects) => effects.filter(({ effect }) => effect === name));
    if (old === undefined || now === undefined || values(old) === values(now)) return [];
    return [{ name, ...told({ part: EFFECTS[name].text, before: old.map(effectValue), after: now.map(effectValue) }) }];
  });
}

/** Members that are off: controllers name different ones of them. */
const withoutOff = (value: Effect['value']): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== false))
    : value;

const effectValue = ({ value, byDefault, origin }: Effect): PartValue => ({
  text: effectValueText(value),
  value,
  byDefault: byDefault === true,
  origin: byDefault === true ? undefined : origin,
});

/** Words may leave out what differs. */
function told(part: ChangedPart): ChangedPart {
  const texts = (values: readonly PartValue[]): string => values.map(({ text }) => text).join('; ');
  if (texts(part.before) !== texts(part.after)) return part;
  const inFull = (values: readonly PartValue[]): readonly PartValue[] => values.map((one) => ({ ...one, text: sortedText(one.value) }));
  return { ...part, before: inFull(part.before), after: inFull(part.after) };
}
