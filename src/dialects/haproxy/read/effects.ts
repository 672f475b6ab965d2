import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import type { Said } from './annotations';
import { speaksTls, verifies } from './backend-tls';
import { seconds } from './durations';
import { once } from './once';
import type { Row } from './rows';
import { listOf } from './rules/addresses';

/** One effect: the annotations that it is made of, and how they are read. Nothing where it does not take place. */
interface EffectRow {
  readonly effect: EffectName;
  /** `path`: what the Ingress of the path says, else the ConfigMap. `backend`: what the Service says, else the Ingress, else the ConfigMap. */
  readonly of: 'path' | 'backend';
  /** The first that is set is the origin. */
  readonly from: readonly string[];
  readonly read: (said: Said) => EffectValue | undefined;
}

const text =
  (name: string): EffectRow['read'] =>
  (said) =>
    said.text(name) || undefined;

const time =
  (name: string, otherwise?: number): EffectRow['read'] =>
  (said) =>
    seconds(said.text(name)) ?? otherwise;

/** The values of those that are set, by name. */
const settings =
  (...names: readonly string[]): EffectRow['read'] =>
  (said) => {
    const set = names.filter((name) => said.text(name) !== '');
    return set.length === 0 ? undefined : Object.fromEntries(set.map((name) => [name, said.text(name)]));
  };

const unknown =
  (...names: readonly string[]): EffectRow['read'] =>
  (said) => {
    const set = names.filter((name) => said.text(name) !== '').map((name) => `${name}: ${said.text(name)}`);
    return set.length === 0 ? undefined : { unknown: set.join('\n') };
  };

const row = (effect: EffectName, of: EffectRow['of'], from: readonly string[], read: EffectRow['read']): EffectRow => ({
  effect,
  of,
  from,
  read,
});

const CORS = [
  'cors-enable',
  'cors-allow-origin',
  'cors-allow-methods',
  'cors-allow-headers',
  'cors-max-age',
  'cors-allow-credentials',
  'cors-respond-to-options',
];
const RATE_LIMIT = ['rate-limit-requests', 'rate-limit-period', 'rate-limit-size', 'rate-limit-status-code', 'rate-limit-whitelist'];
const HEALTH_CHECKS = ['check', 'check-http', 'check-interval', 'timeout-check'];

/** Source: haproxytech/kubernetes-ingress@v3.2.11:documentation/doc.yaml, pkg/annotations, fs/usr/local/hug/config (defaults of `haproxy.cfg`). */
// biome-ignore format: a table
const EFFECT_ROWS: readonly EffectRow[] = [
  row('blockedClients', 'path', ['deny-list', 'blacklist', 'allow-list', 'whitelist'], blockedClients),
  row('clientAddress', 'path', ['src-ip-header', 'forwarded-for'], settings('src-ip-header')),
  row('basicAuth', 'path', ['auth-type', 'auth-secret', 'auth-realm'], (said) => (said.text('auth-type') === 'basic-auth' ? { secret: said.text('auth-secret'), realm: said.text('auth-realm').replaceAll(' ', '-') || 'Protected-Content' } : undefined)),
  row('rateLimit', 'path', RATE_LIMIT, (said) => (said.text('rate-limit-requests') === '' ? undefined : { requests: said.text('rate-limit-requests'), seconds: seconds(said.text('rate-limit-period')) ?? 'none', status: said.text('rate-limit-status-code') || '403', spared: said.text('rate-limit-whitelist') })),
  row('cors', 'path', CORS, (said) => (said.on('cors-enable') === true ? settings(...CORS)(said) : undefined)),
  row('requestHeaders', 'path', ['request-set-header'], text('request-set-header')),
  row('responseHeaders', 'path', ['response-set-header'], text('response-set-header')),
  row('upstreamHost', 'path', ['set-host'], text('set-host')),
  row('accessLog', 'path', ['request-capture', 'request-capture-len'], (said) => (said.text('request-capture') === '' ? undefined : settings('request-capture', 'request-capture-len')(said))),
  row('tlsPassthrough', 'path', ['ssl-passthrough'], (said) => said.on('ssl-passthrough') || undefined),
  row('clientAddress', 'backend', ['forwarded-for', 'send-proxy-protocol'], settings('forwarded-for', 'send-proxy-protocol')),
  row('loadBalancing', 'backend', ['load-balance'], text('load-balance')),
  row('readTimeoutSeconds', 'backend', ['timeout-server'], time('timeout-server', 50)),
  row('connectTimeoutSeconds', 'backend', ['timeout-connect'], time('timeout-connect', 5)),
  row('endpoints', 'backend', HEALTH_CHECKS, settings(...HEALTH_CHECKS)),
  row('affinity', 'backend', ['cookie-persistence', 'cookie-persistence-no-dynamic'], settings('cookie-persistence', 'cookie-persistence-no-dynamic')),
  row('connectionLimit', 'backend', ['pod-maxconn'], text('pod-maxconn')),
  row('backendTls', 'backend', ['server-ssl', 'server-ca', 'server-crt'], (said) => (speaksTls(said) ? { ...(settings('server-ca', 'server-crt')(said) as object), verifies: verifies(said) } : undefined)),
  row('backendHttpVersion', 'backend', ['server-proto'], text('server-proto')),
  row('retries', 'backend', ['retries'], text('retries')),
  row('requestBodyBytes', 'backend', ['body-limit'], text('body-limit')),
  row('requestHeaders', 'backend', ['request-rules'], text('request-rules')),
  row('responseHeaders', 'backend', ['response-rules'], text('response-rules')),
  row('snippet', 'backend', ['backend-config-snippet', 'other-fields'], unknown('backend-config-snippet', 'other-fields')),
];

/** A list with something wrong in it blocks nobody. */
function blockedClients(said: Said): EffectValue | undefined {
  const of = (name: string, oldName: string): readonly string[] => {
    const list = listOf(name, oldName, said);
    return list === undefined || list.wrong !== undefined ? [] : [...(list.addresses ?? [list.text])].sort();
  };
  const [deny, allow] = [of('deny-list', 'blacklist'), of('allow-list', 'whitelist')];
  return deny.length + allow.length === 0 ? undefined : { deny, allow };
}

/**
 * What happens to the requests of a row. A backend is one for all Ingresses that name its Service and port: where they differ, the one that the
 * controller comes to last decides, and that changes.
 */
export function effectsOf({ ingress, backend }: Row, sharing: readonly Said[]): readonly Effect[] {
  const shared = sharedValues(sharing);
  return EFFECT_ROWS.flatMap((one): readonly Effect[] => {
    const { effect, of, from, read } = one;
    const said = of === 'path' ? ingress.said : backend.said;
    const value = shared.get(one) ?? read(said);
    if (value === undefined) return [];
    const name = from.find((annotation) => said.isSaid(annotation));
    return [{ effect, value, origin: said.origin(name ?? ''), ...(name === undefined ? { byDefault: true } : {}) }];
  });
}

/** The values of effects of a backend about which those who share it do not agree. */
const sharedValues = once((sharing: readonly Said[]): ReadonlyMap<EffectRow, EffectValue> => {
  const values = EFFECT_ROWS.flatMap((one): readonly (readonly [EffectRow, EffectValue])[] => {
    if (one.of === 'path') return [];
    const different = [...new Set(sharing.map((said) => JSON.stringify(one.read(said) ?? null)))];
    return different.length < 2 ? [] : [[one, { oneOf: different.map((text) => JSON.parse(text) as EffectValue) }]];
  });
  return new Map(values);
});
