import { list, record, text } from '../../../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Origin, Step } from '../../../../../table/routing-table';
import { clientCertificate } from '../../client-validation';
import type { Cluster } from '../../cluster';
import type { ListenerView } from '../../gateways';
import { type Fields, type Named, nameOf } from '../../view';
import { type ListenerTreatment, undecidedStep } from '../treatment';
import { secretOf } from './secrets';

/**
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/clienttrafficpolicy.go (`translateClientTrafficPolicyForListener`),
 * internal/xds/translator/listener.go.
 */
export function readClientTrafficPolicy(policy: Named, listener: ListenerView, cluster: Cluster): ListenerTreatment {
  const { targetRef: _1, targetRefs: _2, targetSelectors: _3, ...spec } = record(policy.object.spec);
  const effects: Effect[] = [];
  const first: Step[] = [];
  const requests = requestSettings(spec);
  let invalid: string | undefined;
  for (const [member, given] of Object.entries(spec)) {
    const origin = originOf(policy, `spec.${member}`);
    const add = (effect: EffectName, value: unknown): void => void effects.push({ effect, value: value as EffectValue, origin });
    const effect = EFFECTS[member];
    if (effect !== undefined) add(effect, given);
    else if (member === 'headers') readHeaders(record(given), policy, origin, first, add);
    else if (member === 'healthCheck') first.push(healthCheck(record(given), origin));
    else if (member === 'tls') {
      if (listener.scheme === 'http') continue;
      const tls = readTls(record(given), policy, cluster, origin);
      invalid ??= tls.invalid;
      first.push(...tls.gates);
      effects.push(...tls.effects);
    } else first.push(undecidedStep(`what ${member} of ${nameOf(policy)} does`, origin));
  }
  const http10 = record(record(spec.http1).http10);
  if (http10.useDefaultHost === true)
    first.push(undecidedStep(`which host ${nameOf(policy)} takes for HTTP/1.0`, originOf(policy, 'spec.http1')));
  return {
    first,
    effects,
    ...(spec.clientIPDetection !== undefined || spec.proxyProtocol !== undefined || spec.enableProxyProtocol === true
      ? { findsClients: true }
      : {}),
    ...(invalid === undefined ? {} : { invalid }),
    ...(requests === undefined ? {} : { requests }),
  };
}

const EFFECTS: { readonly [member: string]: EffectName } = {
  tcpKeepalive: 'clientConnections',
  enableProxyProtocol: 'clientAddress',
  proxyProtocol: 'clientAddress',
  clientIPDetection: 'clientAddress',
  timeout: 'clientConnections',
  connection: 'clientConnections',
  http1: 'clientConnections',
  http2: 'http2',
  http3: 'http2',
  grpc: 'http2',
  scheme: 'requestHeaders',
  path: 'requestBuffering',
};

/** Members that change how a request is read; `undefined`: none does. */
function requestSettings({ path, headers, http1 }: Fields): ListenerTreatment['requests'] {
  const { escapedSlashesAction, disableMergeSlashes } = record(path);
  // Any header settings switch the action for underscores to the default, which is the same: to refuse.
  const { withUnderscoresAction } = record(headers);
  const slashes = { undefined: undefined, KeepUnchanged: 'kept', UnescapeAndRedirect: 'redirected' } as const;
  const underscores = { undefined: undefined, Allow: 'kept', RejectRequest: 'refused' } as const;
  const escaped = String(escapedSlashesAction);
  const action = String(withUnderscoresAction);
  if (!Object.hasOwn(slashes, escaped) || !Object.hasOwn(underscores, action)) return 'unknown';
  const escapedSlashes = slashes[escaped as keyof typeof slashes];
  const underscoreHeaders = underscores[action as keyof typeof underscores];
  const changed = {
    ...(escapedSlashes === undefined ? {} : { escapedSlashes }),
    ...(disableMergeSlashes === true ? { mergeSlashes: false } : {}),
    ...(underscoreHeaders === undefined ? {} : { underscoreHeaders }),
    ...(record(http1).http10 === undefined ? {} : { http10: true }),
  };
  return Object.keys(changed).length === 0 ? undefined : changed;
}

function readHeaders(own: Fields, policy: Named, origin: Origin, first: Step[], add: (effect: EffectName, value: unknown) => void): void {
  const { xForwardedClientCert, lateResponseHeaders, earlyRequestHeaders, host, withUnderscoresAction: _, ...others } = own;
  if (xForwardedClientCert !== undefined) add('requestHeaders', { xForwardedClientCert });
  if (lateResponseHeaders !== undefined) add('responseHeaders', lateResponseHeaders);
  if (Object.keys(others).length > 0) add('requestHeaders', others);
  // They are changed before a route is looked for.
  if (earlyRequestHeaders !== undefined)
    first.push(undecidedStep(`which headers a request has after earlyRequestHeaders of ${nameOf(policy)}`, origin));
  if (record(host).stripTrailingHostDot !== true) return;
  first.push({
    kind: 'when',
    conditions: [{ kind: 'host', pattern: '\\.$' }],
    outcome: { kind: 'undecided', because: `${nameOf(policy)} cuts off the dot at the end of a host` },
    origin,
  });
}

/** envoyproxy/envoy@v1.39.1:source/extensions/filters/http/health_check/health_check.cc: it answers, whatever the host. */
const healthCheck = ({ path }: Fields, origin: Origin): Step => ({
  kind: 'when',
  conditions: [{ kind: 'path', path: { kind: 'exact', path: text(path), caseSensitive: true } }],
  outcome: { kind: 'answer', status: 200, because: 'the proxy answers health checks' },
  origin,
});

interface ReadTls {
  readonly gates: readonly Step[];
  readonly effects: readonly Effect[];
  readonly invalid?: string;
}

/** internal/gatewayapi/clienttrafficpolicy.go (`buildListenerTLSParameters`), helpers.go (`convertClientValidationModeType`). */
function readTls({ clientValidation, ciphers, ...others }: Fields, policy: Named, cluster: Cluster, origin: Origin): ReadTls {
  const effects: readonly Effect[] = [
    ...(ciphers === undefined ? [] : [{ effect: 'clientCiphers' as const, value: ciphers as EffectValue, origin }]),
    ...(Object.keys(others).length === 0 ? [] : [{ effect: 'clientTls' as const, value: others as EffectValue, origin }]),
  ];
  if (clientValidation === undefined) return { gates: [], effects };
  const own = record(clientValidation);
  const { mode, optional, caCertificateRefs } = own;
  const how = text(mode) || (optional === true ? 'VerifyIfGiven' : 'RequireAndVerify');
  const verifies = how === 'VerifyIfGiven' || how === 'RequireAndVerify';
  const authorities = list(caCertificateRefs).map(record);
  const missing = authorities.map((ref) => authorityMissing(ref, policy, cluster)).find((one) => one !== undefined);
  const invalid = missing ?? (verifies && authorities.length === 0 ? `mode ${how} needs caCertificateRefs` : undefined);
  return {
    effects: [...effects, { effect: 'clientCertificates', value: own as EffectValue, origin }],
    gates: how === 'Request' ? [] : [{ kind: 'gate', gate: clientCertificate(how !== 'VerifyIfGiven'), origin }],
    ...(invalid === undefined ? {} : { invalid }),
  };
}

function authorityMissing(ref: Fields, policy: Named, cluster: Cluster): string | undefined {
  const kind = text(ref.kind) || 'Secret';
  if (kind === 'Secret') {
    const secret = secretOf(ref, policy, cluster);
    return 'missing' in secret ? secret.missing : undefined;
  }
  // Bundles of the whole cluster are not among the kinds that are read.
  if (kind !== 'ConfigMap' || !cluster.complete) return undefined;
  const key = `${text(ref.namespace) || policy.namespace}/${text(ref.name)}`;
  return cluster.find(kind, key) === undefined ? `there is no ${kind} ${key}` : undefined;
}
