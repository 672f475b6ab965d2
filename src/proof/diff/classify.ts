import type { Decision } from '../../table/decide';
import { EFFECTS, type Effect } from '../../table/effects';
import type { Gate, Step } from '../../table/routing-table';
import type { DifferenceKind } from './difference';
import { sortedText } from './without-origins';

export interface Change {
  readonly kind: DifferenceKind;
  readonly what: string;
}

/** What an observer of one request sees of a decision. Which part of a controller answers by itself is not seen. */
export const observed = (decision: Decision): string => {
  const { status, protocol = 'HTTP', upstreamUri, location, alternatives, assuming, instead, locations } = decision;
  return sortedText({
    status,
    backend: backendOf(decision),
    protocol: backendOf(decision) === undefined ? undefined : protocol,
    upstreamUri,
    location,
    alternatives: alternatives === undefined ? undefined : sharesOf(alternatives),
    assuming: assuming?.map(({ gate }) => sortedText(gate)),
    instead: instead?.map(({ statuses, ofBackend, decision: one }) => [statuses, ofBackend, observed(one)]),
    locations,
  });
};

/** Whether an observer sees the same of two decisions. Most are simple, and then no texts are made of them. */
export function looksAlike(one: Decision, other: Decision): boolean {
  if (!isSimple(one) || !isSimple(other)) return observed(one) === observed(other);
  return (
    one.status === other.status &&
    one.upstreamUri === other.upstreamUri &&
    one.location === other.location &&
    backendOf(one) === backendOf(other) &&
    (one.backend?.kind !== 'service' || (one.protocol ?? 'HTTP') === (other.protocol ?? 'HTTP'))
  );
}

const isSimple = ({ alternatives, assuming, instead, locations }: Decision): boolean =>
  alternatives === undefined && assuming === undefined && instead === undefined && locations === undefined;

/** The shares of alternatives that are seen to be one are added. */
function sharesOf(alternatives: NonNullable<Decision['alternatives']>): readonly (readonly [string, number])[] {
  const shares = new Map<string, number>();
  for (const { share, decision } of alternatives) shares.set(observed(decision), (shares.get(observed(decision)) ?? 0) + share);
  return [...shares].map(([text, share]) => [text, Math.round(share * 1e9) / 1e9] as const).sort();
}

const backendOf = ({ backend }: Decision): string | undefined =>
  backend?.kind === 'service' ? `${backend.namespace}/${backend.service}:${backend.port}` : undefined;

const isServed = (decision: Decision): boolean =>
  backendOf(decision) !== undefined || (decision.alternatives ?? []).some(({ decision: one }) => isServed(one));

const toHttps = ({ location }: Decision): boolean => location?.startsWith('https://') === true;

/** The difference of two decisions that are not alike. */
export function classify(
  before: Decision,
  after: Decision,
  scheme: 'http' | 'https',
  gates: readonly [readonly Gate[], readonly Gate[]],
): Change {
  const lost = isServed(after) ? lostGates(...gates) : [];
  if (lost.length > 0) return { kind: 'unguarded', what: `${lost.map((gate) => GATES[gate.kind]).join(' and ')} no longer guard it` };
  if (scheme === 'http' && toHttps(before) && isServed(after))
    return { kind: 'unguarded', what: 'a request without TLS was sent to https, and now reaches a backend' };
  if (isServed(before) && isServed(after)) return servedOtherwise(before, after);
  if (scheme === 'http' && isServed(before) && toHttps(after))
    return { kind: 'guarded', what: 'a request without TLS reached a backend, and is now sent to https' };
  if (isServed(before) && after.location === undefined) return { kind: 'lost', what: `a backend got it, and now ${answer(after)}` };
  if (isServed(after) && before.location === undefined)
    return { kind: 'gained', what: `${answer(before)} before, and now a backend gets it` };
  if (answer(before) === answer(after)) return { kind: 'answered', what: `other guards stand before the answer: ${answer(after)}` };
  return { kind: 'answered', what: `${answer(before)} before, and now ${answer(after)}` };
}

function servedOtherwise(before: Decision, after: Decision): Change {
  const backends = (decision: Decision): string =>
    sortedText(decision.alternatives?.map(({ share, decision: one }) => [share, backendOf(one)]).sort() ?? backendOf(decision));
  if (backends(before) !== backends(after)) return { kind: 'elsewhere', what: `${target(before)} got it, and now ${target(after)} does` };
  if (before.upstreamUri !== after.upstreamUri)
    return { kind: 'rewritten', what: `the backend got "${before.upstreamUri}", and now gets "${after.upstreamUri}"` };
  if (sortedText(before.assuming?.map(({ gate }) => gate)) !== sortedText(after.assuming?.map(({ gate }) => gate)))
    return { kind: 'guarded', what: 'something keeps clients out that did not' };
  return { kind: 'effect', what: 'the backend gets it by another protocol, or a part of such requests is rewritten otherwise' };
}

const target = (decision: Decision): string => backendOf(decision) ?? 'one of several backends';

function answer(decision: Decision): string {
  if (decision.location !== undefined) return `${decision.status} to ${decision.location}`;
  if (isServed(decision)) return `${target(decision)} gets it`;
  return decision.status === undefined ? 'no answer' : `status ${decision.status}`;
}

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

/** Gates that the other side does not have, or has with other values: which of two lists keeps out more is not compared. */
function lostGates(before: readonly Gate[], after: readonly Gate[]): readonly Gate[] {
  const kept = new Set(after.map(sortedText));
  return before.filter((gate) => !kept.has(sortedText(gate)));
}

export const gatesOf = (steps: readonly Step[]): readonly Gate[] =>
  steps.flatMap((step) => (step.kind === 'gate' ? [step.gate] : step.kind === 'anyGate' ? step.gates.map(({ gate }) => gate) : []));

/** Differences in what else happens. A guard whose value changes counts as lost, as a check must not fail open. */
export function classifyEffects(
  before: readonly Effect[],
  after: readonly Effect[],
  served: boolean,
  sameController: boolean,
): readonly Change[] {
  const guards = new Set<string>();
  const gained = new Set<string>();
  const others = new Set<string>();
  for (const [name, [one, other]] of changed(before, after)) {
    // Two controllers need not name the same of what they do by default.
    if (!sameController && [one, other].some((effects) => effects.length === 0) && [...one, ...other].every(({ byDefault }) => byDefault))
      continue;
    const { text, guards: isGuard } = EFFECTS[name as Effect['effect']] as { readonly text: string; readonly guards?: true };
    const set = (effects: readonly Effect[]): boolean => effects.some(({ byDefault }) => byDefault !== true);
    if (isGuard !== true || !served) others.add(text);
    else if (set(one)) guards.add(text);
    else if (set(other)) gained.add(text);
    else others.add(text);
  }
  const list = (names: ReadonlySet<string>): string => [...names].join(', ');
  return [
    ...(guards.size === 0 ? [] : [{ kind: 'unguarded' as const, what: `lost or changed: ${list(guards)}` }]),
    ...(gained.size === 0 ? [] : [{ kind: 'guarded' as const, what: `new: ${list(gained)}` }]),
    ...(others.size === 0 ? [] : [{ kind: 'effect' as const, what: `changed: ${list(others)}` }]),
  ];
}

type Both = [Effect[], Effect[]];

function changed(before: readonly Effect[], after: readonly Effect[]): readonly [string, Both][] {
  const names = new Map<string, Both>();
  [before, after].forEach((effects, side) => {
    for (const effect of effects) {
      const both: Both = names.get(effect.effect) ?? [[], []];
      both[side]?.push(effect);
      names.set(effect.effect, both);
    }
  });
  const values = (effects: readonly Effect[]): string => sortedText(effects.map(({ value }) => value));
  return [...names].filter(([, [one, other]]) => values(one) !== values(other));
}
