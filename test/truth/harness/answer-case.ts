import { READERS } from '../../../src/dialects/readers';
import { DEFAULT_NAMESPACE, isIngress } from '../../../src/kinds/ingress-view';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import type { RoutingRequest } from '../../../src/table/request';
import { resolve } from '../../../src/table/resolve';
import type { RoutingTableData } from '../../../src/table/routing-table';
import type { CaseAnswer, RecordedCase, RecordedHeaders, RecordedRequest, RequestAnswer } from './recorded-case';
import type { Surroundings } from './surroundings';

/** Reads the objects of a case as all that there is in the cluster, and answers its requests. */
export function answerCase(given: RecordedCase, surroundings: Surroundings): CaseAnswer {
  const table = tableOf(given, surroundings);
  const refused = new Set(
    table.refused.filter(({ by }) => by === 'admission').map(({ origin: { namespace, name } }) => `${namespace}/${name}`),
  );
  const configOk = table.frozen.length === 0;
  return {
    name: given.name,
    admission: appliedObjects(given)
      .filter(isIngress)
      .map((object) => ({ ingress: keyOf(object), allowed: !refused.has(keyOf(object)) })),
    configOk,
    requests: configOk ? given.requests.map((request) => answerOf(resolve(table, sentRequest(request)), request, surroundings, given)) : [],
  };
}

/** The table of a case. */
export function tableOf(given: RecordedCase, { dialect, objectsAround, settings }: Surroundings): RoutingTableData {
  const reader = READERS.find(({ identity }) => identity.name === dialect);
  if (reader === undefined) throw new Error(`no dialect "${dialect}" reads manifests`);
  const applied = appliedObjects(given);
  const { mode = 'enforce', configMap = {} } = given;
  const scope = { complete: true, admission: mode, settings: settings?.(given) ?? configMap } as const;
  return reader.load()([...objectsAround(given, applied), ...applied], scope);
}

/** Requests came from the machine that the controller ran on. */
export const sentRequest = ({ path, headers, sni, ...rest }: RecordedRequest): RoutingRequest => ({
  ...rest,
  ...(headers === undefined ? {} : { headers: headersOf(headers) }),
  ...(typeof sni === 'string' ? { sni } : {}),
  target: path,
  clientAddress: '127.0.0.1',
});

/** Values of one name in order. */
function headersOf(given: RecordedHeaders): { readonly [name: string]: readonly string[] } {
  const headers: { [name: string]: string[] } = {};
  for (const [name, value] of Array.isArray(given) ? (given as readonly (readonly [string, string])[]) : Object.entries(given))
    headers[name] = [...(headers[name] ?? []), value];
  return headers;
}

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? DEFAULT_NAMESPACE}/${metadata.name}`;

function appliedObjects({ ingresses = [], objects = [], rejected = [] }: RecordedCase): readonly KubeObject[] {
  return [...ingresses, ...objects].filter((object) => !rejected.includes(`${object.kind} ${keyOf(object)}`));
}

function answerOf(decision: Decision, request: RecordedRequest, surroundings: Surroundings, given: RecordedCase): RequestAnswer {
  const { undecided, oneOf, alternatives, backend, location = null, status = null, upstreamUri = null } = decision;
  if (undecided !== undefined)
    return oneOf === undefined ? { undecided } : { undecided, oneOf: oneOf.map((one) => answerOf(one, request, surroundings, given)) };
  if (alternatives !== undefined) {
    const shares = alternatives.map(({ share }) => share).join(', ');
    return {
      undecided: `chance decides, with shares ${shares}`,
      oneOf: alternatives.map((one) => answerOf(one.decision, request, surroundings, given)),
    };
  }
  if (backend === undefined) return { status, backend: null, upstreamUri: null, location };
  if (backend.kind === 'builtIn') return { status, backend: 'default-backend', upstreamUri: null, location };
  const answered = surroundings.backendAnswer(decision, request, backend.port, given);
  if (answered.unreached) return { status: answered.status, backend: null, upstreamUri: null, location: null };
  return {
    status: answered.status,
    backend: `${backend.namespace}/${backend.service}:${backend.port}`,
    upstreamUri: answered.tellsUri ? upstreamUri : null,
    location: location ?? answered.location,
  };
}
