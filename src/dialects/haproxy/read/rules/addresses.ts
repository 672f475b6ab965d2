import { isIP } from 'node:net';
import { bytesOf } from '../../../../regex/pcre2/bytes';
import type { Gate, Step } from '../../../../table/routing-table';
import type { Said } from '../annotations';
import { type Rule, type RuleSource, rule } from '../rule';
import { hashOf } from '../rule-id';

/**
 * Lists of addresses that are refused, or alone let in.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/accessControl.go, pkg/haproxy/rules/reqDeny.go.
 */
export const listRules = (source: RuleSource): readonly Rule[] => [
  ...listRule('deny-list', 'blacklist', source),
  ...listRule('allow-list', 'whitelist', source),
];

/** A list as it is written, in its new or its old name; undefined without any. */
export function listOf(name: string, oldName: string, said: Said) {
  const annotation = said.text(name) === '' ? oldName : name;
  const text = said.text(annotation);
  if (text === '') return undefined;
  const addresses = text.startsWith('patterns/') ? undefined : text.split(',').map((one) => one.trim());
  return { annotation, text, addresses, wrong: addresses?.find((one) => !isAddressOrNetwork(one)) };
}

function listRule(name: string, oldName: string, { said, fault }: RuleSource): readonly Rule[] {
  const list = listOf(name, oldName, said);
  if (list === undefined) return [];
  const { annotation, text, addresses, wrong } = list;
  const AllowList = name === 'allow-list';
  const origin = said.origin(annotation);
  if (addresses === undefined) {
    const because = `whether clients are let in stands in the file "${text}" of the controller`;
    const step: Step = { kind: 'when', conditions: [], outcome: { kind: 'undecided', because }, origin };
    return [rule('deny', { SrcIPsMap: text, AllowList }, [step])];
  }
  if (wrong !== undefined) {
    fault({ kind: 'open', annotation, because: `"${wrong}" is neither an address nor a network, so the whole list is left out` });
    return [];
  }
  const file = `/etc/haproxy/maps/${AllowList ? 'allowlist' : 'denylist'}-${hashOf(bytesOf(text))}.map`;
  const gate: Gate = {
    kind: 'clientAddress',
    allow: AllowList ? addresses : [],
    deny: AllowList ? [] : addresses,
    status: 403,
    ...headerOf(said.text('src-ip-header')),
  };
  return [rule('deny', { SrcIPsMap: file, AllowList }, [{ kind: 'gate', gate, origin }])];
}

const headerOf = (header: string): { readonly header?: string } => (header === '' ? {} : { header });

/** Go takes no zone and no network without all octets. */
function isAddressOrNetwork(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/');
  const family = isIP(base);
  if (family === 0 || base.includes('%') || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/srcIPHdr.go. The gates look at the header themselves. */
export function sourceRule({ said }: RuleSource): readonly Rule[] {
  const header = said.text('src-ip-header');
  return header === '' ? [] : [rule('setSource', { HeaderName: header })];
}
