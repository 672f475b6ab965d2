import { bySeverity } from '../findings/finding';
import type { Manifests } from '../manifests/manifests';
import type { ReadTable } from '../manifests/read-table';
import { tableFindings } from '../proof/table-findings';
import type { Effect } from '../table/effects';
import type { Origin } from '../table/routing-table';
import { describeHosts, type HostRows } from '../words/describe';
import { effectsOfHost } from '../words/effects';
import { cellsOf, HEADS, hostText, printHosts, remarkTexts } from '../words/print-table';
import type { Arguments } from './arguments';
import { effectJson } from './effect-json';
import { EXIT } from './exit-codes';
import { markdownText } from './markdown';
import { jsonText, tellFindings } from './print-findings';
import { readTables } from './read-table';
import { paintFor, type Terminal } from './terminal';

/** `routes [files...]` */
export async function routes(args: Arguments, terminal: Terminal): Promise<number> {
  const read = await readTables(args, terminal);
  const findings = bySeverity(read.flatMap((one) => [...one.findings, ...tableFindings(one)]));
  const hosts = read.map(({ table }) => describeHosts(table));
  if (args.output === 'json') {
    const [first, ...others] = read.map((one, index) => tableJson(one, hosts[index] as readonly HostRows[]));
    terminal.output.write(jsonText({ ...first, ...(others.length === 0 ? {} : { others }), findings }));
  } else {
    tellFindings(findings, terminal);
    const paint = paintFor(terminal.output, terminal.env);
    const print =
      args.output === 'markdown'
        ? markdown
        : (title: string, rows: readonly HostRows[], effects: boolean) => printHosts(title, rows, paint, effects);
    terminal.output.write(read.map(({ title }, index) => print(title, hosts[index] as readonly HostRows[], args.effects)).join('\n'));
  }
  return read.some(({ findings: own }) => own.some(({ severity }) => severity === 'error')) ? EXIT.findings : EXIT.done;
}

function markdown(title: string, hosts: readonly HostRows[], withEffects: boolean): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;
  const blocks = hosts.map((host) =>
    [
      `### ${markdownText(hostText(host, hosts))}`,
      '',
      ...remarkTexts(host).flatMap((remark) => [markdownText(remark), '']),
      row(HEADS),
      `| ${HEADS.map(() => '---').join(' | ')} |`,
      ...host.routes.map((route) => row(cellsOf(route))),
      ...(withEffects ? ['', ...effectsOfHost(host).map((line) => `- ${markdownText(line)}`)] : []),
    ].join('\n'),
  );
  return `${[`## Routes, as ${title} compares them`, ...blocks].join('\n\n')}\n`;
}

// ---- for programs

/** The form is described in docs/cli.md; what is absent is null. Lists of effects stand once, since many routes have the same. */
function tableJson({ table, manifests }: ReadTable, hosts: readonly HostRows[]): object {
  const lists = new Map<readonly Effect[], number>();
  for (const { effects } of hosts.flatMap(({ routes: rows }) => rows)) {
    if (effects !== undefined && !lists.has(effects)) lists.set(effects, lists.size);
  }
  return {
    form: 1,
    controller: { name: table.controller, version: table.version },
    effects: [...lists.keys()].map((list) =>
      list.map((effect) => effectJson(effect, (origin) => ({ ...origin, file: manifests.fileOf(origin) ?? null }))),
    ),
    hosts: hosts.map(({ host, listener, aliases, remark, routes: rows }) => ({
      host: host === '' ? null : host,
      listener: listener ?? null,
      aliases,
      remark: remark === undefined ? null : { text: remark.text, madeBy: originJson(remark.origin, manifests) },
      routes: rows.map(({ order, path, first, to, sentAs, effects, origin, because }) => ({
        order,
        path,
        first,
        to,
        sentAs: sentAs ?? null,
        effects: effects === undefined ? null : lists.get(effects),
        madeBy: originJson(origin, manifests),
        because: because ?? null,
      })),
    })),
  };
}

/** Without lines: to find them each document would have to be read once more. */
function originJson(origin: Origin | undefined, manifests: Manifests): object | null {
  return origin === undefined || origin.name === '' ? null : { ...origin, file: manifests.fileOf(origin) ?? null };
}
