import { EFFECTS, type Effect, type EffectName, type EffectValue } from '../table/effects';
import type { RoutingRequest } from '../table/request';
import { resolve } from '../table/resolve';
import type { RoutingTableData } from '../table/routing-table';
import { effectsOn, effectValueText } from './effects';

/** Limits that answer by themselves, with the status in their value. */
const LIMITS = ['rateLimit', 'connectionLimit'] as const;

/**
 * What becomes of a request for a backend if it exceeds a limit: each in one line. Clients that are not let in are told with the verdict. Defaults
 * of the controller are left out.
 */
export function otherWays(table: RoutingTableData, request: RoutingRequest): readonly string[] {
  if (resolve(table, request).backend === undefined) return [];
  const effects = effectsOn(table, request) ?? [];
  const limits = LIMITS.flatMap((name) => {
    const found = effects.find(({ effect, byDefault }) => effect === name && byDefault !== true);
    const { status, ...limit } = membersOf(found?.value);
    return typeof status === 'number' ? [`${status} above the ${EFFECTS[name].text}: ${effectValueText(limit)}`] : [];
  });
  return [...limits, ...bodyLine(table, request, effects)];
}

/** The table itself knows how a body that is too large is answered. */
function bodyLine(table: RoutingTableData, request: RoutingRequest, effects: readonly Effect[]): readonly string[] {
  const bytes = effects.find(({ effect, byDefault }) => effect === 'requestBodyBytes' && byDefault !== true)?.value;
  if (typeof bytes !== 'number' || Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'content-length')) return [];
  const { status, backend } = resolve(table, { ...request, headers: { ...request.headers, 'content-length': String(bytes + 1) } });
  return status === undefined || backend !== undefined ? [] : [`${status} if the body has more than ${bytes} bytes`];
}

const membersOf = (value: EffectValue | undefined): { readonly [member: string]: EffectValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [member: string]: EffectValue }) : {};

/** What the backend gets besides the path, and what the client gets of it. */
export const HEADER_EFFECTS: readonly EffectName[] = [
  'backendTls',
  'backendHttpVersion',
  'upstreamHost',
  'clientAddress',
  'requestHeaders',
  'connectionHeader',
  'mirror',
  'responseHeaders',
  'locationHeader',
  'cookies',
  'cors',
  'hsts',
  'clientTls',
];
