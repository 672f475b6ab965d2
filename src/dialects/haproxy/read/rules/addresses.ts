import { isIP } from 'node:net';
import { bytesOf } from '../../../../regex/pcre2/bytes';
import type { Gate } from '../../../../table/routing-table';
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

function listRule(name: string, oldName: string, { said, fault }: RuleSource): readonly Rule[] {
  const written = said.text(name) === '' ? oldName : name;
  const text = said.text(written);
  const isAllow = name === 'allow-list';
  const origin = said.origin(written);
  if (text === '') return [];
  if (text.startsWith('patterns/')) {
    const because = `whether clients are let in stands in the file "${text}" of the controller`;
    return [
      rule('deny', { SrcIPsMap: text, AllowList: isAllow }, [
        { kind: 'when', conditions: [], outcome: { kind: 'undecided', because }, origin },
      ]),
    ];
  }
  const addresses = text.split(',').map((one) => one.trim());
  const wrong = addresses.find((one) => !isAddressOrNetwork(one));
  if (wrong !== undefined) {
    fault({
      kind: 'ignored',
      annotation: written,
      because: `"${wrong}" is neither an address nor a network, so the whole list is left out`,
    });
    return [];
  }
  const file = `/etc/haproxy/maps/${isAllow ? 'allowlist' : 'denylist'}-${hashOf(bytesOf(text))}.map`;
  const gate: Gate = {
    kind: 'clientAddress',
    allow: isAllow ? addresses : [],
    deny: isAllow ? [] : addresses,
    status: 403,
    ...headerOf(said.text('src-ip-header')),
  };
  return [rule('deny', { SrcIPsMap: file, AllowList: isAllow }, [{ kind: 'gate', gate, origin }])];
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
