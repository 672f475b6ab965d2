import { distinct } from '../findings/finding';
import { messageOf } from '../manifests/file-error';
import { placeText } from '../manifests/manifests';
import type { ReadTable } from '../manifests/read-table';
import type { Decision } from '../table/decide';
import type { Effect } from '../table/effects';
import { type RoutingRequest, requestTo } from '../table/request';
import { HEADER_EFFECTS } from '../words/other-ways';
import { answerJson, answerOf, effectLines } from './answer';
import type { Arguments } from './arguments';
import { EXIT } from './exit-codes';
import { fenced } from './markdown';
import { jsonText, tellFindings } from './print-findings';
import { readTables } from './read-table';
import { type Paint, paintFor, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** `explain <url> [files...]` */
export async function explain(args: Arguments, terminal: Terminal): Promise<number> {
  const request = requestOf(args);
  if (args.controllers.length > 0)
    return (require('./side-by-side') as typeof import('./side-by-side')).explainSideBySide(request, args, terminal);
  const read = await readTables(args, terminal);
  const answers = read.map((one) => answerOf(request, one));
  const findings = distinct(answers.flatMap((one) => one.findings));
  if (args.output === 'json') {
    const [first, ...others] = answers.map((one) => answerJson(request, one));
    terminal.output.write(jsonText({ ...first, ...(others.length === 0 ? {} : { others }) }));
  } else {
    tellFindings(findings, terminal);
    const paint = paintFor(terminal.output, terminal.env);
    for (const one of answers) {
      const { story, resolution, effects } = one;
      const lines = [...story, ...placeLines(resolution, one.read), ...shownEffects(args, effects)];
      if (answers.length > 1)
        terminal.output.write(args.output === 'markdown' ? `## ${one.read.title}\n\n` : `${paint.strong(`${one.read.title}:`)}\n`);
      terminal.output.write(args.output === 'markdown' ? markdown(lines) : text(lines, paint));
    }
  }
  return read.some((one) => one.findings.some(({ severity }) => severity === 'error')) ? EXIT.findings : EXIT.done;
}

/** All of them, or those on headers, protocols and addresses. */
function shownEffects(args: Arguments, effects: readonly Effect[] | undefined): readonly string[] {
  if (args.effects) return effectLines(effects);
  return args.headerEffects ? effectLines(effects?.filter(({ effect }) => HEADER_EFFECTS.includes(effect))) : [];
}

function requestOf({ url, method, headers }: Arguments): RoutingRequest {
  // Without a prototype: a header may be called "constructor".
  const sent: { [name: string]: string[] } = Object.create(null);
  for (const [name, value] of headers) sent[name] = [...(sent[name] ?? []), value];
  try {
    return requestTo(url, { ...(method === undefined ? {} : { method }), ...(headers.length === 0 ? {} : { headers: sent }) });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

// ---- for people

function placeLines({ decidedBy }: Decision, { manifests }: ReadTable): readonly string[] {
  const place = decidedBy === undefined ? undefined : manifests.placeOf(decidedBy);
  return place === undefined ? [] : [`  at     ${placeText(place)}`];
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
  return `### \`${title}\`\n\n${fenced(lines.map((line) => line.slice(2)))}`;
}
