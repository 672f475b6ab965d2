import { distinct } from '../findings/finding';
import type { RoutingRequest } from '../table/request';
import { narrateResult, requestText } from '../words/narrate';
import { type Answer, answerJson, answerOf, effectLines } from './answer';
import type { Arguments } from './arguments';
import { EXIT } from './exit-codes';
import { fenced } from './markdown';
import { jsonText, tellFindings } from './print-findings';
import { readTablesOf, type Unread } from './read-table';
import { type Paint, paintFor, type Terminal } from './terminal';

/** Controllers that do the same. */
interface Group {
  readonly titles: readonly string[];
  readonly lines: readonly string[];
}

/** `explain <url> --controllers a,b`: what each controller would do with the same manifests. */
export async function explainSideBySide(request: RoutingRequest, args: Arguments, terminal: Terminal): Promise<number> {
  const { read, unread } = await readTablesOf(args.controllers, args, terminal);
  const answers = read.map((one) => answerOf(request, one));
  if (args.output === 'json') {
    terminal.output.write(
      jsonText({ form: 1, answers: answers.map((one) => answerJson(request, one)), unread: unread.map(({ name }) => name) }),
    );
  } else {
    // The input is the same for all, and so is what is said of it.
    tellFindings(distinct(answers.flatMap(({ findings }) => findings)), terminal);
    const groups = groupsOf(answers, args.effects);
    const paint = paintFor(terminal.output, terminal.env);
    terminal.output.write(args.output === 'markdown' ? markdown(request, groups, unread) : text(request, groups, unread, paint));
  }
  return read.some(({ findings }) => findings.some(({ severity }) => severity === 'error')) ? EXIT.findings : EXIT.done;
}

function groupsOf(answers: readonly Answer[], withEffects: boolean): readonly Group[] {
  const groups = new Map<string, { readonly titles: string[]; readonly lines: readonly string[] }>();
  for (const { read, resolution, remarks, effects } of answers) {
    const lines = [...narrateResult(read.table, resolution), ...remarks, ...(withEffects ? effectLines(effects) : [])];
    const key = lines.join('\n');
    const same = groups.get(key);
    if (same === undefined) groups.set(key, { titles: [read.title], lines });
    else same.titles.push(read.title);
  }
  return [...groups.values()];
}

const unreadText = (unread: readonly Unread[]): string =>
  [
    `read none of these manifests: ${unread.map(({ name }) => name).join(', ')}`,
    ...unread.flatMap(({ name, reason }) => (reason === '' ? [] : [`- ${name}${reason}`])),
  ].join('\n');

function text(request: RoutingRequest, groups: readonly Group[], unread: readonly Unread[], paint: Paint): string {
  const parts = groups.map(({ titles, lines }) => [paint.strong(`${titles.join(', ')}:`), ...lines]);
  const rest = unread.length === 0 ? [] : [paint.faint(unreadText(unread))];
  return `${[paint.strong(requestText(request)), ...parts.flat(), ...rest].join('\n')}\n`;
}

function markdown(request: RoutingRequest, groups: readonly Group[], unread: readonly Unread[]): string {
  const parts = groups.map(({ titles, lines }) => `**${titles.join(', ')}**\n\n${fenced(lines.map((line) => line.slice(2)))}`);
  const rest = unread.length === 0 ? [] : [`${unreadText(unread)}\n`];
  return [`### \`${requestText(request)}\`\n`, ...parts, ...rest].join('\n');
}
