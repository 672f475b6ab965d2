import type { Finding } from '../findings/finding';
import type { ReadTable } from '../manifests/read-table';
import { ignoredSettings } from '../proof/ignored-settings';
import type { Decision } from '../table/decide';
import type { Effect } from '../table/effects';
import type { RoutingRequest } from '../table/request';
import { resolve } from '../table/resolve';
import type { Gate, Origin } from '../table/routing-table';
import { backendName, decisionKind } from '../words/decision-kind';
import { effectsOn, effectText } from '../words/effects';
import { narrate } from '../words/narrate';
import { otherWays } from '../words/other-ways';
import { readableText } from '../words/readable-text';
import { effectJson } from './effect-json';

/** What one controller does with the request. */
export interface Answer {
  readonly read: ReadTable;
  readonly resolution: Decision;
  readonly story: readonly string[];
  /** The end of the story: what does not work, so that nobody looks for it in the answer. */
  readonly remarks: readonly string[];
  readonly effects: readonly Effect[] | undefined;
  readonly findings: readonly Finding[];
}

export function answerOf(request: RoutingRequest, read: ReadTable): Answer {
  const resolution = resolve(read.table, request);
  const remarks = ignoredSettings(read, resolution).map((what) => `  but    ${what}`);
  return {
    read,
    resolution,
    story: [...narrate(read.table, request), ...otherLines(read.table, request), ...remarks],
    remarks,
    effects: effectsOn(read.table, request),
    findings: [...read.findings, ...leftOut(read, request)],
  };
}

/** What becomes of the request otherwise. */
const otherLines = (table: ReadTable['table'], request: RoutingRequest): readonly string[] =>
  otherWays(table, request).map((way, index) => `${index === 0 ? '  else   ' : '         '}${way}`);

/** Ingresses that name the host and yet have no part in it: often that is why. */
function leftOut({ table, manifests, others }: ReadTable, { host }: RoutingRequest): readonly Finding[] {
  const refused = table.refused.filter(({ applied }) => applied !== true);
  if (refused.length === 0 && table.ignored.length === 0) return [];
  const { leftOutFindings } = require('../proof/table-findings') as typeof import('../proof/table-findings');
  const name = host?.replace(/:\d*$/, '').toLowerCase();
  return leftOutFindings(
    { refused, ignored: table.ignored },
    others,
    manifests,
    (own) => own === '' || own.toLowerCase() === name || own.startsWith('*.'),
  );
}

// ---- for people

export function effectLines(effects: readonly Effect[] | undefined): readonly string[] {
  const texts = effects?.map(effectText) ?? ['nothing is known about effects'];
  return texts.map((line, index) => `${index === 0 ? '  with   ' : '         '}${line}`);
}

// ---- for programs

/** The form is described in docs/cli.md; what is absent is null. */
export function answerJson(
  { scheme = 'http', method = 'GET', host, target, headers = {} }: RoutingRequest,
  { read: { table, manifests }, resolution, story, effects, findings }: Answer,
): object {
  return {
    form: 1,
    controller: { name: table.controller, version: table.version },
    request: { method, scheme, host, target, headers },
    host: resolution.host ?? null,
    answer: decisionJson(resolution),
    decidedBy: originJson(resolution.decidedBy, manifests),
    effects: effects === undefined ? null : effects.map((effect) => effectJson(effect, (origin) => originJson(origin, manifests))),
    assumed: table.assumed ?? [],
    frozen: table.frozen.map(({ cause, because }) => ({ cause, because })),
    story,
    findings,
  };
}

function decisionJson(decision: Decision): object {
  const {
    undecided,
    alternatives,
    status,
    backend,
    protocol,
    upstreamUri,
    location,
    because,
    assuming = [],
    instead = [],
    locations = [],
  } = decision;
  return {
    kind: decisionKind(decision),
    status: status ?? null,
    backend: backend === undefined ? null : backendName(backend),
    protocol: protocol ?? null,
    upstreamPath: upstreamUri === undefined ? null : readableText(upstreamUri),
    location: location === undefined ? null : readableText(location),
    because: undecided ?? because ?? null,
    assuming: assuming.map(({ gate, otherwise }) => ({
      ...gateJson(gate),
      otherwise: otherwise.map(({ answer = null, decision: one }) => ({ answered: answer, answer: decisionJson(one) })),
    })),
    ...(instead.length === 0
      ? {}
      : { instead: instead.map(({ statuses, ofBackend, decision: one }) => ({ statuses, ofBackend, answer: decisionJson(one) })) }),
    ...(locations.length === 0 ? {} : { locations: locations.map(({ from, to, root }) => ({ ...from, to, root })) }),
    ...(alternatives === undefined
      ? {}
      : { alternatives: alternatives.map(({ share, decision: one }) => ({ share, answer: decisionJson(one) })) }),
  };
}

/** A gate without the ends of refused requests, which are said as answers. */
function gateJson(gate: Gate): object {
  if (gate.kind === 'externalAuth') return { kind: gate.kind, url: gate.url };
  return gate.kind === 'clientCertificate' ? { kind: gate.kind, required: gate.required } : gate;
}

function originJson(origin: Origin | undefined, manifests: ReadTable['manifests']): object | null {
  if (origin === undefined) return null;
  const { file = null, document = null, line = null } = manifests.placeOf(origin) ?? {};
  return { ...origin, file, document, line };
}
