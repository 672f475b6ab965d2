import { list, record, text } from '../../../kinds/ingress-view';
import type { Effect, EffectValue } from '../../../table/effects';
import { originOf } from '../../../table/origin';
import type { Backend, BackendProtocol, Outcome } from '../../../table/routing-table';
import { GROUP } from '../kinds';
import type { Known, Profile, Reasons } from '../profile';
import type { Cluster } from './cluster';
import type { BackendRefView, Named, ObjectRef, RouteView } from './view';

/** What is wrong, by the name of its reason code. */
export interface Problem {
  readonly reason: Exclude<keyof Reasons, 'partial' | 'certificatesAreLater' | 'listenerProgrammed'>;
  readonly because: string;
}

/** A backend of a rule, resolved. */
export type Resolved =
  | { readonly kind: 'service'; readonly outcome: Outcome; readonly effect?: Effect }
  /** Nothing that could ever take requests. */
  | { readonly kind: 'missing'; readonly because: string; readonly problem?: Problem }
  | { readonly kind: 'noEndpoints'; readonly because: string; readonly problem?: Problem };

type Ref = ObjectRef & { readonly port: number | undefined };

const missing = (reason: Problem['reason'], because: string): Resolved => ({ kind: 'missing', because, problem: { reason, because } });

/** Application protocols that routes of HTTP are forwarded with: KEP-3726 and the names of IANA. */
const PROTOCOLS: ReadonlyMap<string, BackendProtocol> = new Map([
  ['http', 'HTTP'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/h2c', 'HTTP'],
  ['https', 'HTTPS'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

/** The Service that a reference leads to, and what keeps requests from it. */
export function resolveBackend(ref: Ref, route: RouteView, cluster: Cluster, { backends }: Profile): Resolved {
  const key = `${ref.namespace}/${ref.name}`;
  if (ref.group !== '' || ref.kind !== 'Service') return missing('kindUnknown', `${ref.kind} ${key} is no Service`);
  const from = { group: GROUP, kind: route.object.kind, namespace: route.namespace, name: route.name };
  if (!cluster.permits(from, ref)) return missing('notPermitted', `no ReferenceGrant permits Service ${key}`);
  const service = cluster.services.get(key);
  if (service === undefined) {
    if (cluster.complete) return missing('backendMissing', `there is no Service ${key}`);
    return { kind: 'service', outcome: forward(ref, { assumed: true }) };
  }
  const port = service.ports.find((one) => one.port === ref.port && one.protocol === 'TCP');
  if (port === undefined) {
    const because = `Service ${key} has no port ${ref.port}`;
    return backends.missingPort === 'reported' ? missing('portMissing', because) : { kind: 'missing', because };
  }
  if (service.external && backends.externalNames === 'missing') return missing('backendMissing', `Service ${key} names other machines`);
  const protocol = port.appProtocol === undefined ? undefined : PROTOCOLS.get(port.appProtocol.toLowerCase());
  if (port.appProtocol !== undefined && protocol === undefined && backends.unknownProtocol !== 'http')
    return backends.unknownProtocol === 'missing'
      ? missing('protocolUnknown', `protocol "${port.appProtocol}" of Service ${key} is not known`)
      : { kind: 'service', outcome: undecided(`protocol "${port.appProtocol}" of Service ${key}`) };
  if (service.external && backends.externalNames === 'unknown')
    return { kind: 'service', outcome: undecided(`whether Service ${key}, which names other machines, is served`) };
  const policy = cluster.tlsPolicyOf(ref, port.name);
  const lost = policy === undefined ? undefined : authorityMissing(policy, cluster);
  if (lost !== undefined)
    return backends.brokenTls === 'missing'
      ? missing('backendTls', lost)
      : { kind: 'service', outcome: undecided(`whether Service ${key} is served, where ${lost}`) };
  const tls = policy !== undefined || speaksTls(port, protocol, backends);
  const outcome = forward(ref, tls ? { protocol: 'HTTPS' } : {});
  return withEndpoints(
    service.endpoints,
    key,
    { kind: 'service', outcome, ...(policy === undefined ? {} : { effect: tlsEffect(policy) }) },
    backends,
  );
}

function speaksTls(
  { port, name }: { readonly port: number; readonly name: string },
  protocol: BackendProtocol | undefined,
  { tls }: Profile['backends'],
): boolean {
  if (tls === 'nothing') return false;
  if (protocol !== undefined) return protocol === 'HTTPS';
  return tls === 'appProtocolOrPort' && (port === 443 || name.startsWith('https'));
}

/** Authorities of a BackendTLSPolicy are of its own namespace. */
function authorityMissing(policy: Named, cluster: Cluster): string | undefined {
  if (!cluster.complete) return undefined;
  for (const given of list(record(record(policy.object.spec).validation).caCertificateRefs)) {
    const { kind, name } = record(given);
    const key = `${policy.namespace}/${text(name)}`;
    if ((kind === 'ConfigMap' || kind === 'Secret') && cluster.find(kind, key) === undefined) return `there is no ${kind} ${key}`;
  }
  return undefined;
}

const tlsEffect = (policy: Named): Effect => ({
  effect: 'backendTls',
  value: JSON.parse(JSON.stringify(record(record(policy.object.spec).validation))) as EffectValue,
  origin: originOf(policy, 'spec.validation'),
});

function withEndpoints(
  endpoints: 'ready' | 'notReady' | 'none' | 'noSlice' | undefined,
  key: string,
  served: Resolved,
  { notReady, noEndpointSlice }: Profile['backends'],
): Resolved {
  const because = `Service ${key} has no endpoint that is ready`;
  const empty: Resolved = { kind: 'noEndpoints', because, problem: { reason: 'noEndpoints', because } };
  if (endpoints === 'none') return empty;
  if (endpoints === 'notReady') return notReady === 'served' ? served : empty;
  if (endpoints === 'noSlice')
    return noEndpointSlice === 'asMissing' ? missing('backendMissing', `Service ${key} has no EndpointSlice`) : empty;
  return served;
}

const forward = (
  { namespace, name, port }: Ref,
  { protocol, ...more }: { readonly assumed?: true; readonly protocol?: 'HTTPS' },
): Outcome => {
  const backend: Backend = { kind: 'service', namespace, service: name, port: port ?? 0, ...more };
  return protocol === undefined ? { kind: 'forward', backend } : { kind: 'forward', backend, protocol };
};

export const undecided = (because: string): Outcome => ({ kind: 'undecided', because: `${because} is not known of this implementation` });

/** An answer with a status that may not be known. */
export const answer = (status: Known<number>, because: string): Outcome =>
  status === 'unknown' ? undecided(`the answer where ${because}`) : { kind: 'answer', status, because };

export interface Weighted {
  readonly ref: BackendRefView;
  readonly resolved: Resolved;
}

/** What becomes of the requests of a rule; `undefined`: the rule is not there. */
export function outcomeOf(all: readonly Weighted[], hasFilters: boolean, { backends }: Profile): Outcome | undefined {
  if (all.length === 0) {
    const status = hasFilters ? backends.noneWithFilters : backends.none;
    return status === 'dropsRule' ? undefined : answer(status, 'the rule has no backends');
  }
  const given = all.filter(({ ref }) => ref.weight > 0);
  const counted = backends.missingShare === 'toOthers' ? given.filter(({ resolved }) => resolved.kind !== 'missing') : given;
  if (given.length === 0) return answer(backends.allWeightsZero, 'all weights are 0');
  if (counted.length === 0) return answer(backends.missing, reasonOf(given[0]));
  const total = counted.reduce((sum, { ref }) => sum + ref.weight, 0);
  const alternatives = merge(
    counted.map(({ ref, resolved }) => ({ share: ref.weight / total, outcome: single(resolved, counted, backends) })),
  );
  return alternatives.length === 1 ? alternatives[0]?.outcome : { kind: 'weighted', alternatives };
}

const reasonOf = (weighted: Weighted | undefined): string =>
  weighted === undefined || weighted.resolved.kind === 'service' ? 'no backend is there' : weighted.resolved.because;

function single(resolved: Resolved, all: readonly Weighted[], backends: Profile['backends']): Outcome {
  if (resolved.kind === 'service') return resolved.outcome;
  const kinds = all.map((one) => one.resolved.kind);
  // A rule of which nothing is served is answered by what is wrong first, not by shares.
  const alone = kinds.every((kind) => kind !== 'service') && kinds.includes('missing') && backends.mixedFailures === 'noEndpoints';
  const empty = backends.mixedFailures === 'noEndpoints' ? kinds.includes('noEndpoints') && !alone : resolved.kind === 'noEndpoints';
  return answer(empty ? backends.noEndpoints : backends.missing, resolved.because);
}

/** Equal outcomes share what they have. */
function merge(alternatives: readonly { readonly share: number; readonly outcome: Outcome }[]) {
  const merged = new Map<string, { share: number; outcome: Outcome }>();
  for (const { share, outcome } of alternatives) {
    const key = outcome.kind === 'answer' ? String(outcome.status) : JSON.stringify(outcome);
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { share, outcome });
    else same.share += share;
  }
  return [...merged.values()];
}
