import { READERS } from '../../../src/dialects/readers';
import { DEFAULT_NAMESPACE, isIngress } from '../../../src/kinds/ingress-view';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { resolve } from '../../../src/table/resolve';
import type { Backend, RoutingTableData } from '../../../src/table/routing-table';
import type { CaseAnswer, ConditionAnswer, RecordedCase, RecordedRequest, RequestAnswer } from './recorded-case';
import { sentRequest } from './sent-request';
import type { Surroundings } from './surroundings';

/** Reads the objects of a case as all that there is in the cluster, and answers its requests. */
export function answerCase(given: RecordedCase, surroundings: Surroundings): CaseAnswer {
  const table = tableOf(given, surroundings);
  const configOk = table.frozen.length === 0;
  if (surroundings.says !== 'admission') {
    const requests = configOk ? answersOf(table, given, surroundings) : answersBefore(given, surroundings);
    const conditions = surroundings.says === 'nothing' ? {} : conditionsOf(table, appliedObjects(given));
    return { name: given.name, ...(Object.keys(conditions).length === 0 ? {} : { conditions }), requests };
  }
  const refused = new Set(
    table.refused.filter(({ by }) => by === 'admission').map(({ origin: { namespace, name } }) => `${namespace}/${name}`),
  );
  return {
    name: given.name,
    admission: appliedObjects(given)
      .filter(isIngress)
      .map((object) => ({ ingress: keyOf(object), allowed: !refused.has(keyOf(object)) })),
    configOk,
    requests: configOk ? answersOf(table, given, surroundings) : [],
  };
}

const answersOf = (table: RoutingTableData, given: RecordedCase, surroundings: Surroundings): readonly RequestAnswer[] =>
  given.requests.map((request) =>
    surroundings.connects?.(request, given) === false
      ? NO_ANSWER
      : answerOf(resolve(table, sentRequest(request)), { request, given, surroundings }),
  );

/** Where the controller keeps the table that it had: without more said, that was the one without the case. */
function answersBefore(given: RecordedCase, surroundings: Surroundings): readonly RequestAnswer[] {
  if (surroundings.servesBefore === undefined)
    return answersOf(tableOf({ ...given, objects: [], ingresses: [] }, surroundings), given, surroundings);
  const { before, configMap, ...rest } = given;
  // With a config map that is refused, the controller has never served anything.
  if (before === undefined && configMap !== undefined) return given.requests.map(() => NO_ANSWER);
  const { objects = [], services = [] } = before ?? {};
  const earlier = { ...rest, ingresses: [], objects, services: [...given.services, ...services], update: [] };
  return answersOf(tableOf(earlier, surroundings), earlier, surroundings);
}

const NO_ANSWER: RequestAnswer = { status: null, backend: null, upstreamUri: null, location: null };

/** Of the objects of the case, not of what was around it. */
function conditionsOf({ conditions = [] }: RoutingTableData, objects: readonly KubeObject[]): NonNullable<CaseAnswer['conditions']> {
  const found: { [object: string]: ConditionAnswer[] } = {};
  for (const { origin, of, type, status, reason } of conditions) {
    const key = `${origin.kind} ${origin.namespace}/${origin.name}`;
    if (!objects.some((object) => `${object.kind} ${keyOf(object)}` === key)) continue;
    found[key] = [...(found[key] ?? []), { ...(of === undefined ? {} : { of }), type, status, reason }];
  }
  return found;
}

/** The table of a case. */
export function tableOf(
  given: RecordedCase,
  { dialect, objectsAround, settings, asApplied = (object) => object }: Surroundings,
): RoutingTableData {
  const reader = READERS.find(({ identity }) => identity.name === dialect);
  if (reader === undefined) throw new Error(`no dialect "${dialect}" reads manifests`);
  const applied = appliedObjects(given);
  const { mode = 'enforce', configMap = {} } = given;
  const scope = { complete: true, admission: mode, settings: settings?.(given) ?? configMap } as const;
  return reader.load()([...objectsAround(given, applied), ...applied.map(asApplied)], scope);
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? DEFAULT_NAMESPACE}/${metadata.name}`;

function appliedObjects({ ingresses = [], objects = [], rejected = [], before, update = [] }: RecordedCase): readonly KubeObject[] {
  const nameOf = (object: KubeObject): string => `${object.kind} ${keyOf(object)}`;
  const replaced = new Map([...(before?.objects ?? []), ...ingresses, ...objects, ...update].map((object) => [nameOf(object), object]));
  return [...replaced].filter(([name]) => !rejected.includes(name)).map(([, object]) => object);
}

/** A request of a case, and what was around it. */
interface Asked {
  readonly request: RecordedRequest;
  readonly given: RecordedCase;
  readonly surroundings: Surroundings;
}

function answerOf(decision: Decision, asked: Asked): RequestAnswer {
  const { undecided, oneOf, alternatives, backend, location = null, status = null } = decision;
  const refused = refusal(decision, asked);
  if (refused !== undefined) return answerOf(refused, asked);
  if (undecided !== undefined) return oneOf === undefined ? { undecided } : { undecided, oneOf: oneOf.map((one) => answerOf(one, asked)) };
  if (alternatives !== undefined) {
    const shares = alternatives.map(({ share }) => share).join(', ');
    return {
      undecided: `chance decides, with shares ${shares}`,
      oneOf: alternatives.map((one) => answerOf(one.decision, asked)),
    };
  }
  if (backend === undefined) return { status, backend: null, upstreamUri: null, location };
  if (backend.kind === 'builtIn') return { status, backend: 'default-backend', upstreamUri: null, location };
  return backendAnswer(decision, backend, asked);
}

/** The decision about a request that a gate refused. */
function refusal({ assuming = [] }: Decision, { request, given, surroundings }: Asked): Decision | undefined {
  for (const { gate, otherwise } of assuming) {
    const said = surroundings.gateAnswer(gate, request, given);
    if (said === 'passes') continue;
    return (otherwise.find(({ answer }) => answer === said.answer) ?? otherwise.at(-1))?.decision;
  }
  return undefined;
}

function backendAnswer(
  decision: Decision,
  { namespace, service, port }: Extract<Backend, { kind: 'service' }>,
  asked: Asked,
): RequestAnswer {
  const answered = asked.surroundings.backendAnswer(decision, asked.request, port, asked.given);
  const { status, ofController, location, tellsUri } = answered;
  if (answered.unreached) return { status, backend: null, upstreamUri: null, location: null };
  const first = {
    status,
    backend: `${namespace}/${service}:${port}`,
    upstreamUri: tellsUri ? (decision.upstreamUri ?? null) : null,
    location: decision.location ?? (location === null ? null : sentLocation(decision, location)),
  };
  const instead = decision.instead?.find(({ statuses, ofBackend }) => statuses.includes(status ?? 0) && (ofBackend || ofController));
  if (instead === undefined) return first;
  const page = answerOf(instead.decision, asked);
  // The last that was asked counts, and what the last one said that said something.
  return 'undecided' in page
    ? page
    : { ...page, backend: page.backend ?? first.backend, upstreamUri: page.upstreamUri ?? first.upstreamUri };
}

/** A Location header of a backend as the client gets it. */
function sentLocation({ locations = [] }: Decision, location: string): string {
  const found = locations.find(({ from }) =>
    'beginning' in from ? location.startsWith(from.beginning) : new RegExp(from.pattern, from.caseSensitive ? '' : 'i').test(location),
  );
  if (found === undefined) return location;
  const sent = 'beginning' in found.from ? found.to + location.slice(found.from.beginning.length) : found.to;
  return sent.startsWith('/') ? found.root + sent : sent;
}
