import type { Decision } from '../../table/decide';
import { EFFECTS, type Effect } from '../../table/effects';
import { type ChangedPart, changedEffects, changedGates, guardText, type MadeGate } from './changed-parts';
import type { DifferenceKind } from './difference';
import { sortedText } from './without-origins';

export interface Change {
  readonly kind: DifferenceKind;
  readonly what: string;
  readonly changes?: readonly ChangedPart[];
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
    assuming: assuming?.map((one) => [guardText(one.gate), refusedText(one)]),
    instead: instead?.map(({ statuses, ofBackend, decision: one }) => [statuses, ofBackend, observed(one)]),
    locations,
  });
};

/** What an observer sees of requests that a gate does not let in. */
const refusedText = ({ otherwise }: NonNullable<Decision['assuming']>[number]): string =>
  otherwise.map(({ answer, decision }) => `${answer ?? ''} ${observed(decision)}`).join('\n');

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
  gates: readonly [readonly MadeGate[], readonly MadeGate[]],
): Change {
  const changes = changedGates(...gates);
  // Which of two lists keeps out more is not compared.
  const lost = isServed(after) ? changes.filter((one) => one.before.length > 0) : [];
  if (lost.length > 0) return { kind: 'unguarded', what: unguardedText(lost), changes: lost };
  if (scheme === 'http' && toHttps(before) && isServed(after))
    return { kind: 'unguarded', what: 'a request without TLS was sent to https, and now reaches a backend' };
  if (isServed(before) && isServed(after)) return servedOtherwise(before, after, changes);
  if (scheme === 'http' && isServed(before) && toHttps(after))
    return { kind: 'guarded', what: 'a request without TLS reached a backend, and is now sent to https' };
  if (isServed(before) && after.location === undefined) return { kind: 'lost', what: `a backend got it, and now ${answer(after)}` };
  if (isServed(after) && before.location === undefined)
    return { kind: 'gained', what: `${answer(before)} before, and now a backend gets it` };
  if (answer(before) === answer(after))
    return { kind: 'answered', what: `other guards stand before the answer: ${answer(after)}`, changes };
  return { kind: 'answered', what: `${answer(before)} before, and now ${answer(after)}` };
}

function servedOtherwise(before: Decision, after: Decision, changes: readonly ChangedPart[]): Change {
  const backends = (decision: Decision): string =>
    sortedText(decision.alternatives?.map(({ share, decision: one }) => [share, backendOf(one)]).sort() ?? backendOf(decision));
  if (backends(before) !== backends(after)) return { kind: 'elsewhere', what: `${target(before)} got it, and now ${target(after)} does` };
  if (before.upstreamUri !== after.upstreamUri)
    return { kind: 'rewritten', what: `the backend got "${before.upstreamUri}", and now gets "${after.upstreamUri}"` };
  const guards = (decision: Decision): string => sortedText((decision.assuming ?? []).map(({ gate }) => guardText(gate)));
  if (guards(before) !== guards(after))
    return changes.length === 0
      ? { kind: 'guarded', what: 'something keeps clients out that did not' }
      : { kind: 'guarded', what: `${changes.map(({ part }) => part).join(' and ')} now guard it`, changes };
  const [protocol, now] = [before, after].map((one) => one.protocol ?? 'HTTP');
  if (protocol !== now) return { kind: 'effect', what: `the backend got it by ${protocol}, and now gets it by ${now}` };
  return { kind: 'effect', what: refusedOtherwise(before, after) ?? unlikeText(before, after) };
}

/** The first answer to a request that a gate keeps out, if the other side has another one. */
function refusedOtherwise(before: Decision, after: Decision): string | undefined {
  const refusals = (decision: Decision): readonly Decision[] =>
    (decision.assuming ?? []).flatMap(({ otherwise }) => otherwise.map(({ decision: one }) => one));
  const [old, now] = [refusals(before), refusals(after)];
  const at = old.findIndex((one, index) => now[index] !== undefined && !looksAlike(one, now[index]));
  const [first, second] = [old[at], now[at]];
  if (first === undefined || second === undefined) return undefined;
  return `who is kept out got ${answer(first)}, and now gets ${answer(second)}`;
}

/** Which part of two decisions differs that no line shows. */
function unlikeText(before: Decision, after: Decision): string {
  const differs = (part: (decision: Decision) => unknown): boolean => sortedText(part(before)) !== sortedText(part(after));
  const pages = ({ instead }: Decision) => instead?.map(({ statuses, ofBackend, decision }) => [statuses, ofBackend, observed(decision)]);
  if (differs(pages)) return 'other pages stand in for answers with an error';
  if (differs(({ locations }) => locations)) return 'Location headers of the backend are changed otherwise';
  return 'a part of such requests is rewritten otherwise';
}

function unguardedText(lost: readonly ChangedPart[]): string {
  const gone = lost.filter(({ after }) => after.length === 0).map(({ part }) => part);
  const other = lost.filter(({ after }) => after.length > 0).map(({ part }) => part);
  return [
    ...(gone.length === 0 ? [] : [`${gone.join(' and ')} no longer guard it`]),
    ...(other.length === 0 ? [] : [`${other.join(' and ')} guard it in another way`]),
  ].join(', ');
}

const target = (decision: Decision): string => backendOf(decision) ?? 'one of several backends';

function answer(decision: Decision): string {
  if (decision.location !== undefined) return `${decision.status} to ${decision.location}`;
  if (isServed(decision)) return `${target(decision)} gets it`;
  return decision.status === undefined ? 'no answer' : `status ${decision.status}`;
}

/** Differences in what else happens. A guard whose value changes counts as lost, as a check must not fail open. */
export function classifyEffects(
  before: readonly Effect[],
  after: readonly Effect[],
  served: boolean,
  sameController: boolean,
): readonly Change[] {
  const guards: ChangedPart[] = [];
  const gained: ChangedPart[] = [];
  const others: ChangedPart[] = [];
  for (const { name, ...change } of changedEffects(before, after)) {
    const sides = [change.before, change.after];
    // Two controllers need not name the same of what they do by default.
    if (!sameController && sides.some((side) => side.length === 0) && sides.flat().every(({ byDefault }) => byDefault)) continue;
    const isGuard = served && (EFFECTS[name] as { readonly guards?: true }).guards === true;
    const [old, now] = sides.map((side) => side.some(({ byDefault }) => !byDefault));
    (!isGuard ? others : old ? guards : now ? gained : others).push(change);
  }
  return [
    ...(guards.length === 0 ? [] : [{ kind: 'unguarded' as const, what: lostText(guards), changes: guards }]),
    ...(gained.length === 0 ? [] : [{ kind: 'guarded' as const, what: `new: ${namesOf(gained)}`, changes: gained }]),
    ...(others.length === 0 ? [] : [{ kind: 'effect' as const, what: `changed: ${namesOf(others)}`, changes: others }]),
  ];
}

const namesOf = (parts: readonly ChangedPart[]): string => [...new Set(parts.map(({ part }) => part))].join(', ');

function lostText(parts: readonly ChangedPart[]): string {
  const lost = parts.filter(({ after }) => after.length === 0);
  const changed = parts.filter(({ after }) => after.length > 0);
  return [...(lost.length === 0 ? [] : [`lost: ${namesOf(lost)}`]), ...(changed.length === 0 ? [] : [`changed: ${namesOf(changed)}`])].join(
    '; ',
  );
}
