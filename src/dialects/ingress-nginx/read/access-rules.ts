import type { GateStep, Origin } from '../../../table/routing-table';
import { addresses, blockedAddresses } from './block-lists';
import type { By } from './controller-origin';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Settings } from './settings';
import type { Doubt, Levels } from './snippets/levels';
import type { AccessRule } from './snippets/read-snippet';

/**
 * The rules for addresses that hold in a location: those of the nearest level that has any.
 * nginx/nginx@release-1.27.1:src/http/modules/ngx_http_access_module.c. `any`: whether it is enough that a rule lets the client pass.
 */
export function accessRules(
  levels: Levels,
  annotations: ParsedAnnotations | undefined,
  by: By,
  settings: Settings,
  any: boolean,
): readonly GateStep[] | Doubt {
  const { allow = [], deny = [] } = annotations?.access ?? {};
  const own: readonly AccessRule[] = [
    ...deny.map((address) => ({ allows: false, address })),
    ...allow.map((address) => ({ allows: true, address })),
    ...(allow.length > 0 ? [DENY_ALL] : []),
  ];
  for (const [at, level] of levels.entries()) {
    const rules = level.flatMap((one) => one.rules);
    const origin = level.find((one) => one.rules.length > 0)?.origin;
    const before = at === 0 ? own : [];
    const behind = at === levels.length - 1 ? blockedAddresses(settings) : [];
    if (before.length > 0)
      return gateOf([...before, ...rules], by(allow.length > 0 ? 'allowlist-source-range' : 'denylist-source-range'), any);
    if (origin === undefined) {
      if (behind.length > 0) return behind;
      continue;
    }
    const denied = behind.flatMap(({ gate }) => (gate.kind === 'clientAddress' ? gate.deny : []));
    return gateOf([...rules, ...denied.map((address) => ({ allows: false, address }))], origin, any);
  }
  return [];
}

const DENY_ALL: AccessRule = { allows: false, address: 'all' };

/** The first rule that has the address counts, and a client that none has may pass. */
function gateOf(rules: readonly AccessRule[], origin: Origin, any: boolean): readonly GateStep[] | Doubt {
  const deny: string[] = [];
  const allow: string[] = [];
  for (const { allows, address } of rules) {
    if (address === 'all') {
      if (!allows && allow.length === 0) return gate([], addresses([...deny, 'all']), origin);
      if (!allows) return gate(addresses(allow), addresses(deny), origin);
      return any ? gate(addresses(['all']), addresses(deny), origin) : gate([], addresses(deny), origin);
    }
    if (allows) allow.push(address);
    else if (allow.length > 0) return { because: 'the order of "allow" and "deny" matters for some clients', origin };
    else deny.push(address);
  }
  if (any && allow.length > 0) return { because: 'some clients are let in by their addresses, and others by something else', origin };
  return gate([], addresses(deny), origin);
}

const gate = (allow: readonly string[], deny: readonly string[], origin: Origin): readonly GateStep[] =>
  allow.length === 0 && deny.length === 0 ? [] : [{ kind: 'gate', gate: { kind: 'clientAddress', allow, deny, status: 403 }, origin }];
