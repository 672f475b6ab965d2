import { EFFECTS, type Effect, type EffectValue } from '../table/effects';
import type { RoutingRequest } from '../table/request';
import { trace } from '../table/resolve';
import type { RoutingTableData } from '../table/routing-table';
import type { HostRows } from './describe';
import { originText } from './origin-text';

/** Effects on a request besides its outcome; absent if no candidate takes it, or if they are not known. */
export function effectsOn(table: RoutingTableData, request: RoutingRequest): readonly Effect[] | undefined {
  const taken = trace(table, request).events.find((event) => event.kind === 'candidate' && event.matched);
  return taken?.kind === 'candidate' ? taken.candidate.effects : undefined;
}

/** One line an effect: `limit of requests: per second (requests 10, burst 50), status 503 (Ingress ...)`. */
export const effectText = ({ effect, value, origin, byDefault }: Effect): string =>
  `${EFFECTS[effect].text}: ${effectValueText(value)} (${byDefault === true ? 'default' : origin.name === '' ? `config map ${origin.field}` : originText(origin)})`;

/** `per second (requests 10, burst 50), status 503` */
export function effectValueText(value: EffectValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // A manifest may say null in the place of a value.
  if (typeof value !== 'object' || value === null) return oneLine(String(value));
  if (isList(value)) return value.map(effectValueText).join(' ');
  return Object.entries(value)
    .map(([member, one]) => {
      const text = effectValueText(one);
      return `${spaced(member)} ${typeof one === 'object' && one !== null && !isList(one) ? `(${text})` : text}`;
    })
    .join(', ');
}

const isList = (value: EffectValue): value is readonly EffectValue[] => Array.isArray(value);
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();
const spaced = (member: string): string => member.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Routes of one host that have the same effects. */
export interface SharedEffects {
  /** Numbers of the routes, as the table prints them. */
  readonly routes: readonly number[];
  readonly effects: readonly Effect[] | undefined;
}

/** In order of the routes. Effects are compared by identity of their lists. */
export function sharedEffects({ routes }: HostRows): readonly SharedEffects[] {
  const groups = new Map<readonly Effect[] | undefined, number[]>();
  for (const { order, effects } of routes) {
    const group = groups.get(effects);
    if (group === undefined) groups.set(effects, [order]);
    else group.push(order);
  }
  return [...groups].map(([effects, orders]) => ({ routes: orders, effects }));
}

/** Effects that are set explicitly; the other known effects are defaults of the controller. */
export function effectsOfHost(host: HostRows): readonly string[] {
  return sharedEffects(host).flatMap(({ routes, effects }) => {
    const set = effects?.filter(({ byDefault }) => byDefault !== true) ?? [];
    const head = `effects of ${routes.join(', ')}`;
    if (effects === undefined) return [`${head}: not known`];
    return set.length === 0 ? [`${head}: defaults of the controller`] : set.map((effect) => `${head}: ${effectText(effect)}`);
  });
}
