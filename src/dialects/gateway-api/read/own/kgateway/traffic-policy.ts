import { list, record, text } from '../../../../../kinds/ingress-view';
import type { Effect, EffectName, EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Gate, Step } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { secondsOf } from '../../durations';
import { bytesOfQuantity } from '../../quantities';
import { type Fields, type Named, nameOf, objectRef } from '../../view';
import { secretAt } from '../secrets';
import { type PolicyAround, type Treatment, undecidedStep } from '../treatment';

/** A member of `spec`, of the nearest policy that has it. */
interface Member {
  readonly policy: Named;
  readonly own: Fields;
  readonly cluster: Cluster;
  /** Policies farther away that have the member, too. */
  readonly farther: readonly Named[];
}

/**
 * Each member counts by itself: that of a route takes the place of that of a listener or Gateway, and among policies of one object the older
 * one counts. What a member without a reader does is not known; nor is what becomes of a policy that kgateway cannot translate.
 *
 * kgateway-dev/kgateway@0ba18d7:pkg/kgateway/extensions2/plugins/trafficpolicy/traffic_policy_plugin.go (`handlePolicies`, `HttpFilters`: the
 * order of filters), kgateway-dev/kgateway@29d8e4c:pkg/pluginsdk/policy/merge.go (`GetMergeStrategy`).
 */
export function readTrafficPolicy(_: Named, cluster: Cluster, { attached }: PolicyAround): Treatment {
  const weighted = attached.find(({ object }) => Object.keys(object.metadata.annotations ?? {}).some(changesOrder));
  if (weighted !== undefined)
    return { first: [undecidedStep(`in which order ${nameOf(weighted)} counts`, originOf(weighted, 'metadata.annotations'))] };
  const names = new Set(attached.flatMap(({ object }) => Object.keys(record(object.spec))).filter((name) => !NO_MEMBERS.includes(name)));
  const unknown: Step[] = [];
  const effects: Effect[] = [];
  const steps: Step[] = [];
  for (const name of [...Object.keys(READERS), ...names].filter((one, index, all) => all.indexOf(one) === index && names.has(one))) {
    const [policy, ...farther] = attached.filter(({ object }) => record(object.spec)[name] !== undefined);
    if (policy === undefined) continue;
    const own = record(policy.object.spec)[name];
    const origin = originOf(policy, `spec.${name}`);
    const does = READERS[name]?.({ policy, own: record(own), cluster, farther });
    const effect = EFFECTS[name];
    steps.push(...(does ?? []));
    // One that is switched off does nothing.
    if (does?.length === 0) continue;
    if (effect === undefined) unknown.push(undecidedStep(`what ${name} of ${nameOf(policy)} does`, origin));
    else effects.push({ effect, value: (effect === 'requestBodyBytes' ? bytesOf(record(own)) : own) as EffectValue, origin });
  }
  const [first, second] = ['extAuth', 'basicAuth'].map((name) => effects.find(({ origin }) => origin.field === `spec.${name}`));
  if (first !== undefined && second !== undefined) unknown.push(undecidedStep('whether extAuth or basicAuth comes first', first.origin));
  return { first: unknown, steps, effects };
}

const NO_MEMBERS: readonly string[] = ['targetRefs', 'targetSelectors'];

/** api/annotations: the weight of a policy, and which of a parent and a child counts. */
const changesOrder = (name: string): boolean => name.startsWith('kgateway.dev/');

/** Who cannot keep a request out does not change its answer. */
const EFFECTS: { readonly [member: string]: EffectName } = {
  autoHostRewrite: 'upstreamHost',
  basicAuth: 'basicAuth',
  buffer: 'requestBodyBytes',
  compression: 'compression',
  extAuth: 'externalAuth',
  headerModifiers: 'requestHeaders',
  rateLimit: 'rateLimit',
  retry: 'retries',
  statPrefix: 'tracing',
  timeouts: 'backendConnections',
  tracing: 'tracing',
};

/** In the order of the filters. */
const READERS: { readonly [member: string]: (member: Member) => readonly Step[] } = {
  extAuth: externalAuth,
  basicAuth: passwords,
  rateLimit: requestRate,
  buffer: bodySize,
};

const gateStep = (gate: Gate, policy: Named, field: string): Step => ({ kind: 'gate', gate, origin: originOf(policy, `spec.${field}`) });

const notKnown = (what: string, policy: Named, field: string): readonly Step[] => [undecidedStep(what, originOf(policy, `spec.${field}`))];

/**
 * Services of several policies are all asked, unless they are one.
 * kgateway-dev/kgateway@53e05a3:pkg/kgateway/extensions2/plugins/trafficpolicy/extauth_policy.go (`handleExtAuth`);
 * kgateway-dev/kgateway@94370cb:api/v1alpha1/kgateway/ext_auth_types.go (`ExtAuthProvider`).
 */
function externalAuth({ policy, own, cluster, farther }: Member): readonly Step[] {
  if (own.disable !== undefined) return [];
  const unclear = (what: string) => notKnown(what, policy, 'extAuth');
  if (farther.length > 0) return unclear(`which services extAuth of ${[policy, ...farther].map(nameOf).join(' and ')} asks`);
  const ref = objectRef(record(own.extensionRef), '', 'GatewayExtension', policy.namespace);
  const extension = cluster.find('GatewayExtension', `${ref.namespace}/${ref.name}`);
  const provider = record(record(extension?.spec).extAuth);
  if (extension === undefined || Object.keys(provider).length === 0)
    return unclear(`what GatewayExtension ${ref.namespace}/${ref.name} is, which extAuth of ${nameOf(policy)} names`);
  const { failOpen, statusOnError, httpService, grpcService, clearRouteCache, withRequestBody, percentageEnabled } = provider;
  if (clearRouteCache === true || withRequestBody !== undefined || own.withRequestBody !== undefined || percentageEnabled !== undefined)
    return unclear(`which requests GatewayExtension ${ref.namespace}/${ref.name} lets pass`);
  const service = record(httpService ?? grpcService);
  const backend = objectRef(record(service.backendRef), '', 'Service', ref.namespace);
  if (backend.kind !== 'Service' || (cluster.complete && !cluster.services.has(`${backend.namespace}/${backend.name}`)))
    return unclear(`whether ${backend.kind} ${backend.namespace}/${backend.name} is there, which extAuth of ${nameOf(policy)} asks`);
  const { port } = record(service.backendRef);
  const scheme = grpcService === undefined ? 'http' : 'grpc';
  const url = `${scheme}://${backend.name}.${backend.namespace}${typeof port === 'number' ? `:${port}` : ''}${text(service.pathPrefix)}`;
  const failed = typeof statusOnError === 'number' ? statusOnError : 403;
  const refusals = [{ answer: 401, status: 401 }, { answer: 403, status: 403 }, ...(failOpen === true ? [] : [{ status: failed }])];
  return [gateStep({ kind: 'externalAuth', url, refusals }, policy, 'extAuth')];
}

/** kgateway-dev/kgateway@3c531de:pkg/kgateway/extensions2/plugins/trafficpolicy/basic_auth_policy.go (`constructBasicAuth`). */
function passwords({ policy, own, cluster }: Member): readonly Step[] {
  if (own.disable !== undefined) return [];
  const file = passwordFile(own, policy, cluster);
  if (file !== undefined && !isHtpasswd(file))
    return notKnown(`what becomes of ${nameOf(policy)}, whose users are not of {SHA}`, policy, 'basicAuth');
  return [gateStep({ kind: 'credentials', status: 401 }, policy, 'basicAuth')];
}

/** Undefined: not known. Empty: there is none. */
function passwordFile(own: Fields, policy: Named, cluster: Cluster): string | undefined {
  const users = list(own.users).map(text);
  if (users.length > 0) return users.join('\n');
  const { key = '.htpasswd' } = record(own.secretRef);
  const ref = objectRef(record(own.secretRef), '', 'Secret', policy.namespace);
  if (!cluster.permits({ group: 'gateway.kgateway.dev', kind: 'TrafficPolicy', namespace: policy.namespace, name: policy.name }, ref))
    return '';
  const secret = secretAt(`${ref.namespace}/${ref.name}`, cluster);
  if ('missing' in secret) return '';
  return secret.values === undefined ? undefined : (secret.values[text(key)] ?? '');
}

function isHtpasswd(file: string): boolean {
  const lines = file.split('\n').map((line) => line.trim());
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const names = entries.map((line) => line.split(':')[0]);
  return entries.length > 0 && new Set(names).size === names.length && entries.every((line) => /^[^:]*:\{SHA\}.{28}$/.test(line));
}

/**
 * All clients take from one bucket.
 * kgateway-dev/kgateway@19c37b4:pkg/kgateway/extensions2/plugins/trafficpolicy/local_rate_limit_plugin.go (`toLocalRateLimitFilterConfig`).
 */
function requestRate({ policy, own }: Member): readonly Step[] {
  const unclear = () => notKnown(`which requests rateLimit of ${nameOf(policy)} counts`, policy, 'rateLimit');
  const { local, ...others } = own;
  if (Object.keys(others).length > 0) return unclear();
  const { tokenBucket, ...further } = record(local);
  if (Object.keys(further).length > 0) return unclear();
  // An empty one switches off that of a Gateway.
  if (tokenBucket === undefined) return [];
  const { maxTokens, tokensPerFill = 1, fillInterval } = record(tokenBucket);
  const interval = secondsOf(text(fillInterval));
  if (typeof maxTokens !== 'number' || typeof tokensPerFill !== 'number' || interval === undefined) return unclear();
  const seconds = interval * Math.ceil(maxTokens / tokensPerFill);
  const counter = `${policy.namespace}/${policy.name} local`;
  return [gateStep({ kind: 'requestRate', requests: maxTokens, seconds, counter, spared: [], status: 429 }, policy, 'rateLimit.local')];
}

/** kgateway-dev/kgateway@735aa1d:pkg/kgateway/extensions2/plugins/trafficpolicy/buffer.go (`constructBuffer`). */
function bodySize({ policy, own }: Member): readonly Step[] {
  if (own.disable !== undefined) return [];
  const bytes = bytesOf(own);
  if (bytes === undefined || own.filterStage !== undefined)
    return notKnown(`when buffer of ${nameOf(policy)} refuses a body`, policy, 'buffer');
  const origin = originOf(policy, 'spec.buffer');
  const outcome = { kind: 'answer', status: 413, because: `the body has more than ${bytes} bytes` } as const;
  return [{ kind: 'when', conditions: [{ kind: 'bodyLength', moreThanBytes: bytes }], outcome, origin }];
}

const bytesOf = ({ maxRequestSize }: Fields): number | undefined => bytesOfQuantity(maxRequestSize);
