import type { Decision } from '../../table/decide';
import type { Backend } from '../../table/routing-table';
import { readableText } from '../../words/readable-text';
import { decisionText } from '../diff/difference-text';

/** What came back. */
export type Reply =
  | { readonly kind: 'response'; readonly status: number; readonly headers: readonly (readonly [string, string])[]; readonly body: string }
  /** The connection was closed after the request, without an answer. */
  | { readonly kind: 'closed' }
  /** The request could not be sent, or nothing came in time. */
  | { readonly kind: 'failed'; readonly because: string };

/** Where an answer shows a text. */
export interface Shown {
  /** A header of the response. */
  readonly header: string | undefined;
  /** A pattern for the body; its first group, or all of the match, is the text. */
  readonly pattern: RegExp | undefined;
}

/** How backends name themselves in their answers. */
export interface Naming extends Shown {
  /** Where they show the path that they got, with or without the query; absent if they do not. */
  readonly path?: Shown;
}

/** Whether the reply is the one that the table predicts. `unknown`: the reply does not show it. */
export interface Judgement {
  readonly verdict: 'same' | 'different' | 'unknown';
  readonly because: string;
}

const SAME: Judgement = { verdict: 'same', because: '' };
const different = (because: string): Judgement => ({ verdict: 'different', because });
const unknown = (because: string): Judgement => ({ verdict: 'unknown', because });

/** `decisions`: what the table predicts; several if it depends on the address that the request comes from. */
export function judgeReply(decisions: readonly Decision[], reply: Reply, naming: Naming): Judgement {
  if (reply.kind === 'failed') return unknown(reply.because);
  const judged = decisions.flatMap(possible).map((one) => judgeOne(one, reply, naming));
  return (
    judged.find(({ verdict }) => verdict === 'same') ??
    judged.find(({ verdict }) => verdict === 'unknown') ??
    judged[0] ??
    unknown('the table says nothing about it')
  );
}

/** Everything that may come of a request, as far as it depends on chance, or on what a request does not show. */
function possible(decision: Decision): readonly Decision[] {
  if (decision.undecided !== undefined) return decision.oneOf ?? [];
  const { assuming = [], alternatives } = decision;
  const refusals = assuming.flatMap(({ otherwise }) => otherwise.flatMap((one) => possible(one.decision)));
  // A probe has no certificate.
  if (assuming.some(({ gate }) => gate.kind === 'clientCertificate' && gate.required)) return refusals;
  return [...(alternatives === undefined ? [decision] : alternatives.flatMap((one) => possible(one.decision))), ...refusals];
}

type Came = Exclude<Reply, { kind: 'failed' }>;

function judgeOne(decision: Decision, reply: Came, naming: Naming): Judgement {
  const { status, backend, location } = decision;
  const isService = backend?.kind === 'service';
  if (reply.kind === 'closed') return !isService && status === undefined ? SAME : different('the connection was closed without an answer');
  const name = nameIn(reply, naming);
  if (isService) return judgeBackend(backend, decision, reply, name, naming);
  if (status === undefined) return different(`status ${reply.status}, where no answer was expected`);
  if (name !== undefined) return different(`backend "${name}" answered with status ${reply.status}`);
  if (reply.status !== status) return different(`status ${reply.status}`);
  const sent = headerOf(reply, 'location');
  if (location === undefined || sent === location) return SAME;
  return different(sent === undefined ? `status ${reply.status} without a Location header` : `status ${reply.status} to ${sent}`);
}

/** Answers of a controller that has no backend to ask. */
const WITHOUT_BACKEND: readonly number[] = [502, 503, 504];

function judgeBackend(
  { namespace, service, port }: Extract<Backend, { kind: 'service' }>,
  { instead = [], upstreamUri }: Decision,
  reply: Extract<Reply, { kind: 'response' }>,
  name: string | undefined,
  { header, pattern, path }: Naming,
): Judgement {
  const got = path === undefined ? undefined : textIn(reply, path);
  const pathJudged = path === undefined || upstreamUri === undefined ? SAME : judgePath(upstreamUri, got);
  if (header === undefined && pattern === undefined)
    return pathJudged.verdict === 'different' ? pathJudged : unknown('the answer does not show which backend gave it');
  if (name !== undefined) {
    const names = [service, `${namespace}/${service}`, `${namespace}/${service}:${port}`, `${service}.${namespace}`];
    const isIt = names.includes(name) || name.startsWith(`${service}.${namespace}.`) || isPodOf(name, service);
    return isIt ? pathJudged : different(`backend "${name}" answered with status ${reply.status}`);
  }
  if (WITHOUT_BACKEND.includes(reply.status)) return unknown(`status ${reply.status}: no backend can be reached`);
  if (instead.some(({ statuses }) => statuses.includes(reply.status)))
    return unknown(`status ${reply.status}: a page may stand in for the answer of the backend`);
  if (header === undefined && reply.body === '') return unknown(`status ${reply.status}, without a body that could name the backend`);
  return different(`status ${reply.status}, and no backend is named`);
}

/** A backend may show the path alone. */
function judgePath(upstreamUri: string, got: string | undefined): Judgement {
  if (got === undefined) return unknown('the answer does not show which path the backend got');
  const sent = got.includes('?') ? upstreamUri : upstreamUri.replace(/\?.*$/s, '');
  return got === sent || got === readableText(sent) ? SAME : different(`the backend got ${got}`);
}

/** Names of pods of Deployments and StatefulSets: the name of the workload, and one or two parts more. */
const isPodOf = (name: string, service: string): boolean =>
  name.startsWith(`${service}-`) && /^(?:\d+|[a-z0-9]{1,10}-[a-z0-9]{5})$/.test(name.slice(service.length + 1));

const nameIn = (reply: Extract<Reply, { kind: 'response' }>, naming: Naming): string | undefined => textIn(reply, naming);

function textIn(reply: Extract<Reply, { kind: 'response' }>, { header, pattern }: Shown): string | undefined {
  const inHeader = header === undefined ? undefined : headerOf(reply, header.toLowerCase())?.trim();
  if (inHeader !== undefined && inHeader !== '') return inHeader;
  const found = pattern?.exec(reply.body);
  return found === null || found === undefined ? undefined : (found[1] ?? found[0]);
}

const headerOf = ({ headers }: Extract<Reply, { kind: 'response' }>, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** The prediction in words, with what else may come of it. */
export const expectedText = (decisions: readonly Decision[]): string =>
  [...new Set(decisions.flatMap(possible).map(decisionText))].join(', or ');

/** `status 308 to https://...` */
export function replyText(reply: Reply, naming: Naming): string {
  if (reply.kind === 'failed') return reply.because;
  if (reply.kind === 'closed') return 'no answer';
  const [location, name] = [headerOf(reply, 'location'), nameIn(reply, naming)];
  const path = naming.path === undefined ? undefined : textIn(reply, naming.path);
  return [
    `status ${reply.status}`,
    ...(location === undefined ? [] : [`to ${location}`]),
    ...(name === undefined ? [] : [`of backend "${name}"`]),
    ...(path === undefined ? [] : [`that got ${path}`]),
  ].join(' ');
}
