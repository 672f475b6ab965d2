import { oneLine } from '../findings/value-text';
import type { Origin } from '../table/routing-table';
import { type HostRows, pathText, type RouteRow } from './describe';
import { effectsOfHost } from './effects';
import { originText, remarkText } from './origin-text';

/** Functions that highlight parts of the table. */
export interface TablePaint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly warning: (text: string) => string;
}

const plain = (text: string): string => text;
const PLAIN: TablePaint = { strong: plain, faint: plain, warning: plain };

export const HEADS = ['#', 'PATH', 'FIRST', 'GOES TO', 'SENT AS', 'MADE BY'] as const;

export const cellsOf = ({ order, path, first, to, sentAs, origin, because }: RouteRow): readonly string[] => [
  String(order),
  pathText(path),
  first.join('; '),
  to,
  sentAs ?? '',
  madeBy(origin, because),
];

function madeBy(origin: Origin | undefined, because: string | undefined): string {
  const object = origin === undefined || origin.name === '' ? '' : originText(origin);
  return [object, because === undefined ? '' : `(${because})`].filter((part) => part !== '').join(' ');
}

export function hostText({ host, aliases, listener }: HostRows, all: readonly HostRows[]): string {
  const names = [host === '*' ? 'any host' : host !== '' ? host : all.length === 1 ? 'any host' : 'any other host', ...aliases].join(', ');
  return listener === undefined ? names : `${names} (${listener})`;
}

export const remarkTexts = ({ remark }: HostRows): readonly string[] => (remark === undefined ? [] : [remarkText(remark)]);

/** The whole table as text, one block for each host. The text is stable, so it is fit for snapshots. */
export function printHosts(title: string, hosts: readonly HostRows[], paint: TablePaint = PLAIN, withEffects = false): string {
  const blocks = hosts.map((host) => {
    const rows = [[...HEADS], ...host.routes.map((route) => cellsOf(route).map(oneLine))];
    // Leave out empty columns.
    const shown = HEADS.flatMap((_, column) => (rows.slice(1).some((row) => row[column] !== '') ? [column] : []));
    const widths = new Map(shown.map((column) => [column, Math.max(...rows.map((row) => row[column]?.length ?? 0))]));
    const lines = rows.map((row, index) => {
      const line = shown
        .map((column) => (row[column] ?? '').padEnd(widths.get(column) ?? 0))
        .join('  ')
        .trimEnd();
      return `  ${index === 0 ? paint.faint(line) : line}`;
    });
    const effects = withEffects ? effectsOfHost(host).map((line) => `  ${line}`) : [];
    const remarks = remarkTexts(host).map((remark) => `  ${paint.warning(oneLine(remark))}`);
    return [paint.strong(oneLine(hostText(host, hosts))), ...remarks, ...lines, ...effects].join('\n');
  });
  return `${[`as ${title} compares them`, ...blocks].join('\n\n')}\n`;
}
