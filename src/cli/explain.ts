import type { Finding } from '../findings/finding';
import { messageOf } from '../manifests/file-error';
import { placeText } from '../manifests/manifests';
import type { ReadTable } from '../manifests/read-table';
import { ignoredSettings } from '../proof/ignored-settings';
import type { Decision } from '../table/decide';
import type { Effect } from '../table/effects';
import { type RoutingRequest, requestTo } from '../table/request';
import { resolve } from '../table/resolve';
import type { Gate, Origin } from '../table/routing-table';
import { backendName, decisionKind } from '../words/decision-kind';
import { effectsOn, effectText } from '../words/effects';
import { narrate } from '../words/narrate';
import { readableText } from '../words/readable-text';
import type { Arguments } from './arguments';
import { effectJson } from './effect-json';
import { EXIT } from './exit-codes';
import { jsonText, tellFindings } from './print-findings';
import { readTables } from './read-table';
import { type Paint, paintFor, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `explain <url> [files...]` */
export async function explain(args: Arguments, terminal: Terminal): Promise<number> {
  const request = requestOf(args);
  const read = await readTables(args, terminal);
  const answers = read.map((one) => answerOf(request, one));
  const findings = answers.flatMap((one) => one.findings);
  if (args.output === 'json') {
    const [first, ...others] = answers.map((one) => answerJson(request, one));
    terminal.output.write(jsonText({ ...first, ...(others.length === 0 ? {} : { others }) }));
  } else {
    tellFindings(findings, terminal);
    const paint = paintFor(terminal.output, terminal.env);
    for (const one of answers) {
      const { story, resolution, effects } = one;
      const lines = [...story, ...placeLines(resolution, one.read), ...(args.effects ? effectLines(effects) : [])];
      if (answers.length > 1)
        terminal.output.write(args.output === 'markdown' ? `## ${one.read.title}\n\n` : `${paint.strong(`${one.read.title}:`)}\n`);
      terminal.output.write(args.output === 'markdown' ? markdown(lines) : text(lines, paint));
    }
  }
  return read.some((one) => one.findings.some(({ severity }) => severity === 'error')) ? EXIT.findings : EXIT.done;
}

/** What one controller does with the request. */
interface Answer {
  readonly read: ReadTable;
  readonly resolution: Decision;
  readonly story: readonly string[];
  readonly effects: readonly Effect[] | undefined;
  readonly findings: readonly Finding[];
}

function answerOf(request: RoutingRequest, read: ReadTable): Answer {
  const resolution = resolve(read.table, request);
  return {
    read,
    resolution,
    story: [...narrate(read.table, request), ...ignoredSettings(read, resolution).map((what) => `  but    ${what}`)],
    effects: effectsOn(read.table, request),
    findings: [...read.findings, ...leftOut(read, request)],
  };
}

function requestOf({ url, method, headers }: Arguments): RoutingRequest {
  const sent: { [name: string]: string[] } = {};
  for (const [name, value] of headers) sent[name] = [...(sent[name] ?? []), value];
  try {
    return requestTo(url, { ...(method === undefined ? {} : { method }), ...(headers.length === 0 ? {} : { headers: sent }) });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

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

function placeLines({ decidedBy }: Decision, { manifests }: ReadTable): readonly string[] {
  const place = decidedBy === undefined ? undefined : manifests.placeOf(decidedBy);
  return place === undefined ? [] : [`  at     ${placeText(place)}`];
}

function effectLines(effects: readonly Effect[] | undefined): readonly string[] {
  const texts = effects?.map(effectText) ?? ['nothing is known about effects'];
  return texts.map((line, index) => `${index === 0 ? '  with   ' : '         '}${line}`);
}

function text([title = '', ...lines]: readonly string[], paint: Paint): string {
  const painted = lines.map((line) => {
    const label = line.slice(0, LABEL);
    const rest = line.slice(LABEL);
    if (label.trim() === 'so') return label + paint.strong(rest);
    if (label.trim() === 'but') return paint.bad(line);
    return (rest.startsWith('-') ? paint.faint : (one: string) => one)(paint.faint(label) + rest);
  });
  return `${[paint.strong(title), ...painted].join('\n')}\n`;
}

/** Width of the column with the first words. */
const LABEL = 9;

function markdown([title = '', ...lines]: readonly string[]): string {
  return `### \`${title}\`\n\n\`\`\`text\n${lines.map((line) => line.slice(2)).join('\n')}\n\`\`\`\n`;
}

// ---- for programs

/** The form is described in docs/cli.md; what is absent is null. */
function answerJson(
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
    upstreamUri: upstreamUri === undefined ? null : readableText(upstreamUri),
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
