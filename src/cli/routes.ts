import type { Origin } from '../resolve/routing-table';
import type { Arguments } from './arguments';
import { describeHosts, type HostRows, pathText, type RouteRow } from './describe-route';
import { EXIT } from './exit-codes';
import { bySeverity, jsonText, tellFindings } from './print-findings';
import type { Manifests } from './read-manifests';
import { type ReadTable, readTable } from './read-table';
import { tableFindings } from './table-findings';
import { type Paint, paintFor, type Terminal } from './terminal';

/** `routes [files...]` */
export async function routes(args: Arguments, terminal: Terminal): Promise<number> {
  const read = await readTable(args, terminal);
  const hosts = describeHosts(read.table);
  const findings = bySeverity([...read.findings, ...tableFindings(read.table, read.manifests)]);
  if (args.output === 'json') terminal.output.write(jsonText({ ...tableJson(read, hosts), findings }));
  else {
    tellFindings(findings, terminal);
    const print = args.output === 'markdown' ? markdown : text;
    terminal.output.write(print(read.title, hosts, paintFor(terminal.output, terminal.env)));
  }
  return read.findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.done;
}

const HEADS = ['#', 'PATH', 'FIRST', 'GOES TO', 'SENT AS', 'MADE BY'] as const;

const cellsOf = ({ order, path, first, to, sentAs, origin, because }: RouteRow): readonly string[] => [
  String(order),
  pathText(path),
  first.join('; '),
  to,
  sentAs ?? '',
  madeBy(origin, because),
];

function madeBy(origin: Origin | undefined, because: string | undefined): string {
  const object = origin === undefined || origin.name === '' ? '' : `${origin.kind} ${origin.namespace}/${origin.name} ${origin.field}`;
  return [object, because === undefined ? '' : `(${because})`].filter((part) => part !== '').join(' ');
}

const hostText = ({ host, aliases }: HostRows, all: readonly HostRows[]): string =>
  [host !== '' ? host : all.length === 1 ? 'any host' : 'any other host', ...aliases].join(', ');

const remarkTexts = ({ remark }: HostRows): readonly string[] =>
  remark === undefined ? [] : [`${remark.text} (${madeBy(remark.origin, undefined)})`];

// ---- for people

function text(title: string, hosts: readonly HostRows[], paint: Paint): string {
  const blocks = hosts.map((host) => {
    const rows = [[...HEADS], ...host.routes.map(cellsOf)];
    // A column in which nothing stands says nothing.
    const shown = HEADS.flatMap((_, column) => (rows.slice(1).some((row) => row[column] !== '') ? [column] : []));
    const widths = new Map(shown.map((column) => [column, Math.max(...rows.map((row) => row[column]?.length ?? 0))]));
    const lines = rows.map((row, index) => {
      const line = shown
        .map((column) => (row[column] ?? '').padEnd(widths.get(column) ?? 0))
        .join('  ')
        .trimEnd();
      return `  ${index === 0 ? paint.faint(line) : line}`;
    });
    return [paint.strong(hostText(host, hosts)), ...remarkTexts(host).map((remark) => `  ${paint.warning(remark)}`), ...lines].join('\n');
  });
  return `${[`as ${title} compares them`, ...blocks].join('\n\n')}\n`;
}

function markdown(title: string, hosts: readonly HostRows[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const blocks = hosts.map((host) =>
    [
      `### ${cell(hostText(host, hosts))}`,
      '',
      ...remarkTexts(host).flatMap((remark) => [cell(remark), '']),
      row(HEADS),
      `| ${HEADS.map(() => '---').join(' | ')} |`,
      ...host.routes.map((route) => row(cellsOf(route))),
    ].join('\n'),
  );
  return `${[`## Routes, as ${title} compares them`, ...blocks].join('\n\n')}\n`;
}

const cell = (content: string): string => content.replace(/[\\|`*_<>[\]]/g, '\\$&').replaceAll('\n', ' ');

// ---- for programs

/** The form is described in docs/cli.md; what is absent is null. */
function tableJson({ table, manifests }: ReadTable, hosts: readonly HostRows[]): object {
  return {
    form: 1,
    controller: { name: table.controller, version: table.version },
    hosts: hosts.map(({ host, aliases, remark, routes: rows }) => ({
      host: host === '' ? null : host,
      aliases,
      remark: remark === undefined ? null : { text: remark.text, madeBy: originJson(remark.origin, manifests) },
      routes: rows.map(({ order, path, first, to, sentAs, origin, because }) => ({
        order,
        path,
        first,
        to,
        sentAs: sentAs ?? null,
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
