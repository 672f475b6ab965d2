import type { GateStep, Step, ValueTest } from '../../../table/routing-table';
import { optionOrigin } from './controller-origin';
import { configList, type Settings } from './settings';

/**
 * Requests that the config map keeps out of every server, by what they say about themselves.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`block_ua`, `block_ref`).
 */
export function blockLists(settings: Settings): readonly Step[] {
  return [...blockedBy('block-user-agents', 'user-agent', settings), ...blockedBy('block-referers', 'referer', settings)];
}

function blockedBy(option: string, header: string, settings: Settings): readonly Step[] {
  return configList(settings, option).map(
    (text): Step => ({
      kind: 'when',
      conditions: [{ kind: 'header', name: header, test: mapEntry(configWord(text)) }],
      outcome: { kind: 'answer', status: 403, because: `${header} is one of ${option}` },
      origin: optionOrigin(option, settings),
    }),
  );
}

/** An entry of a `map`: a text without regard to case, or a regular expression. */
function mapEntry(word: string): ValueTest {
  if (word.startsWith('~*')) return { kind: 'matches', pattern: word.slice(2), caseSensitive: false };
  if (word.startsWith('~')) return { kind: 'matches', pattern: word.slice(1), caseSensitive: true };
  return { kind: 'equals', value: word.replace(/^\\/, '').toLowerCase(), anyCase: true };
}

/** A word of nginx' configuration, without its quotes. */
function configWord(text: string): string {
  const quoted = /^"(.*)"$|^'(.*)'$/s.exec(text);
  return (quoted?.[1] ?? quoted?.[2] ?? text).replace(/\\(["'\\])/g, '$1');
}

/** `block-cidrs`, for locations that have no access rules of their own. */
export function blockedAddresses(settings: Settings): readonly GateStep[] {
  const deny = addresses(configList(settings, 'block-cidrs'));
  if (deny.length === 0) return [];
  return [{ kind: 'gate', gate: { kind: 'clientAddress', allow: [], deny, status: 403 }, origin: optionOrigin('block-cidrs', settings) }];
}

/** The addresses of access rules: `all` is everybody. */
export const addresses = (rules: readonly string[]): readonly string[] =>
  rules.flatMap((rule) => (rule === 'all' ? ['0.0.0.0/0', '::/0'] : [rule]));
