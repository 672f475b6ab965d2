import { list, record, text } from '../../../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { GateStep, Outcome, Step } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { secondsOf } from '../../durations';
import { bytesOfQuantity } from '../../quantities';
import { type Fields, type Named, nameOf } from '../../view';
import { failure, type RuleAround, type Treatment, undecidedStep } from '../treatment';

/**
 * The requests of a rule under a BackendTrafficPolicy. One that cannot be translated is answered with 500.
 *
 * envoyproxy/gateway@v1.9.1:internal/gatewayapi/backendtrafficpolicy.go (`buildTrafficFeatures`), internal/xds/translator/httpfilters.go.
 * Timeouts of the rule itself take precedence (internal/xds/translator/route.go, `getEffectiveRequestTimeout`).
 */
export function readBackendTrafficPolicy(policy: Named, _: Cluster, { forwards, hasTimeouts }: RuleAround): Treatment {
  const spec = record(policy.object.spec);
  const whole = originOf(policy, 'spec');
  const first: Step[] = [];
  const steps: Step[] = [];
  const last: Step[] = [];
  const effects: Effect[] = [];
  const errors: string[] = [];
  const add = (effect: EffectName, value: unknown, field: string): void =>
    void effects.push({ effect, value: value as EffectValue, origin: originOf(policy, `spec.${field}`) });
  for (const [member, value] of Object.entries(spec)) {
    if (value === undefined || NO_MEMBERS.includes(member)) continue;
    const effect = EFFECTS[member];
    if (effect !== undefined) add(effect, value, member);
    else if (member === 'timeout') addTimeouts(record(value), hasTimeouts, add);
    else if (member === 'loadBalancer') add(isAffinity(record(value)) ? 'affinity' : 'loadBalancing', value, member);
    else if (!READ_BELOW.includes(member)) add('snippet', { unknown: `${member}: ${JSON.stringify(value)}` }, member);
  }
  if (record(spec.faultInjection).abort !== undefined)
    first.push(undecidedStep(`faultInjection of ${nameOf(policy)} answers some requests by chance`, whole));
  if (spec.admissionControl !== undefined)
    first.push(undecidedStep(`admissionControl of ${nameOf(policy)} refuses some requests by chance`, whole));
  if (spec.requestBuffer !== undefined) {
    const bytes = bytesOfQuantity(record(spec.requestBuffer).limit);
    if (bytes === undefined) errors.push('the limit of requestBuffer is no quantity');
    else {
      add('requestBodyBytes', bytes, 'requestBuffer');
      steps.push(tooLong(bytes, policy));
    }
    if (list(spec.httpUpgrade).length > 0) errors.push('requestBuffer cannot be used together with httpUpgrade');
  }
  const limits = spec.rateLimit === undefined ? undefined : rateLimits(record(spec.rateLimit), policy);
  if (limits !== undefined) add('rateLimit', spec.rateLimit, 'rateLimit');
  if (limits !== undefined && 'error' in limits) errors.push(limits.error);
  // Only requests that are forwarded are counted: internal/xds/translator/local_ratelimit.go (`patchRoute`).
  else if (limits !== undefined && forwards) last.push(...limits.gates);
  const outcome: { readonly outcome?: Outcome } = errors.length === 0 ? {} : { outcome: failure(errors.join('; ')) };
  const replaces = spec.responseOverride === undefined ? {} : { replacesAnswers: `responseOverride of ${nameOf(policy)}` };
  return { first, steps, last, effects, ...replaces, ...outcome };
}

/** They say what it is for. */
const NO_MEMBERS: readonly string[] = ['targetRef', 'targetRefs', 'targetSelectors', 'mergeType'];

const READ_BELOW: readonly string[] = ['rateLimit', 'requestBuffer', 'admissionControl'];

const EFFECTS: { readonly [member: string]: EffectName } = {
  bandwidthLimit: 'bandwidth',
  faultInjection: 'bandwidth',
  useClientProtocol: 'backendHttpVersion',
  http2: 'backendHttpVersion',
  compression: 'compression',
  compressor: 'compression',
  responseOverride: 'customErrors',
  httpUpgrade: 'connectionHeader',
  telemetry: 'tracing',
  routingType: 'endpoints',
  retry: 'retries',
  proxyProtocol: 'backendConnections',
  tcpKeepalive: 'backendConnections',
  connection: 'backendConnections',
  healthCheck: 'endpoints',
  dns: 'endpoints',
  circuitBreaker: 'connectionLimit',
};

function addTimeouts(
  { tcp, http, ...others }: Fields,
  hasTimeouts: boolean,
  add: (effect: EffectName, value: unknown, field: string) => void,
): void {
  const connect = secondsOf(text(record(tcp).connectTimeout));
  const { requestTimeout, ...rest } = record(http);
  const request = secondsOf(text(requestTimeout));
  if (connect !== undefined) add('connectTimeoutSeconds', connect, 'timeout.tcp.connectTimeout');
  if (request !== undefined && !hasTimeouts) add('readTimeoutSeconds', request, 'timeout.http.requestTimeout');
  if (Object.keys(rest).length + Object.keys(others).length > 0) add('backendConnections', { ...rest, ...others }, 'timeout');
}

/** A cookie with a lifetime is made by the proxy; one without is the application's (api/v1alpha1/loadbalancer_types.go). */
function isAffinity({ type, consistentHash }: Fields): boolean {
  const { type: of, cookie } = record(consistentHash);
  return type === 'ConsistentHash' && of === 'Cookie' && record(cookie).ttl !== undefined;
}

const tooLong = (moreThanBytes: number, policy: Named): Step => ({
  kind: 'when',
  conditions: [{ kind: 'bodyLength', moreThanBytes }],
  outcome: { kind: 'answer', status: 413, because: `the body has more than ${moreThanBytes} bytes` },
  origin: originOf(policy, 'spec.requestBuffer'),
});

// ---- limits of requests

const SECONDS: { readonly [unit: string]: number } = {
  Second: 1,
  Minute: 60,
  Hour: 3600,
  Day: 86_400,
  Week: 604_800,
  Month: 2_592_000,
  Year: 31_536_000,
};

/** internal/gatewayapi/backendtrafficpolicy.go (`buildLocalRateLimit`, `buildBothRateLimit`). */
function rateLimits(own: Fields, policy: Named): { readonly gates: readonly GateStep[] } | { readonly error: string } {
  const local = list(record(own.local).rules).map(record);
  const global = list(record(own.global).rules).map(record);
  if (own.type === 'Local' && own.local === undefined) return { error: 'local configuration empty for rateLimit' };
  if (own.type === 'Global' && own.global === undefined) return { error: 'global configuration empty for rateLimit' };
  const [whole, ...further] = own.type === 'Global' ? [] : local.filter(({ clientSelectors }) => list(clientSelectors).length === 0);
  if (further.length > 0) return { error: 'local rateLimit has more than one rule without clientSelectors' };
  const unit = secondsIn(whole) ?? 1;
  if (own.type !== 'Global' && local.some((rule) => (secondsIn(rule) ?? 0) % unit !== 0))
    return { error: 'the unit of a rule of the local rateLimit is no multiple of the unit of the default limit' };
  const used = [
    ...(own.type === 'Global' ? [] : local.map((rule, index) => ({ rule, field: `local.rules[${index}]` }))),
    ...(own.type === 'Local' ? [] : global.map((rule, index) => ({ rule, field: `global.rules[${index}]` }))),
  ];
  const gates = new Map<string, GateStep>();
  for (const { rule, field } of used) {
    const { requests } = record(rule.limit);
    const seconds = secondsIn(rule);
    if (rule.shadowMode === true || typeof requests !== 'number' || seconds === undefined) continue;
    const counter = `${policy.namespace}/${policy.name} ${field.replace(/\..*/, '')} ${JSON.stringify(list(rule.clientSelectors).map(withoutFamily))}`;
    const gate = { kind: 'requestRate', requests, seconds, counter, spared: [], status: 429 } as const;
    const key = JSON.stringify(gate);
    if (!gates.has(key)) gates.set(key, { kind: 'gate', gate, origin: originOf(policy, `spec.rateLimit.${field}`) });
  }
  return { gates: [...gates.values()] };
}

const secondsIn = (rule: Fields | undefined): number | undefined => SECONDS[text(record(rule?.limit).unit)];

/** Rules for each client of both families of addresses are one. */
function withoutFamily(selector: unknown): unknown {
  const { sourceCIDR, ...others } = record(selector);
  const { type, value } = record(sourceCIDR);
  const everybody = type === 'Distinct' && (value === '0.0.0.0/0' || value === '::/0');
  return everybody ? { ...others, sourceCIDR: 'each client' } : selector;
}
