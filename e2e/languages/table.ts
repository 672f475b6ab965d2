import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Built, Language } from './language';
import { ROOT } from './repository';

/** One language: what was found, or what was missing. */
export type Row =
  | { readonly language: Language; readonly missing: readonly string[] }
  | { readonly language: Language; readonly built: Built; readonly cpuSeconds: number; readonly importMilliseconds: number | undefined };

const PAGE = join(ROOT, 'docs/languages.md');

const HEADER = `| language | built | run | same bytes and answers | published | installed beside dependencies | import beyond cdk8s | the example | peers |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

/** Nobody gets here with a language that was tried and failed. */
export const tableOf = (rows: readonly Row[]): string => [HEADER, ...rows.map(rowOf), DOTNET].join('\n');

/** It is configured, and its code is generated with that of the others. */
const DOTNET = '| .NET | code generated | no | not known | | | | | |';

function rowOf(row: Row): string {
  if ('missing' in row) return `| ${row.language.name} | no, without ${row.missing.join(' and ')} | no | not known | | | | | |`;
  const { language, built, cpuSeconds, importMilliseconds } = row;
  const cells = [
    language.name,
    'yes',
    'yes',
    'yes',
    kilobytes(built.size.published),
    kilobytes(built.size.installed),
    importMilliseconds === undefined ? '' : `${importMilliseconds} ms CPU`,
    `${cpuSeconds.toFixed(1)} s CPU`,
    built.peers,
  ];
  return `| ${cells.join(' | ')} |`;
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** Writes the table where the page has one. */
export function writeTable(rows: readonly Row[]): void {
  const text = readFileSync(PAGE, 'utf8');
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('| language |'));
  if (first < 0) throw new Error(`${PAGE} has no table of languages`);
  const after = lines.findIndex((line, index) => index > first && !line.startsWith('|'));
  writeFileSync(PAGE, [...lines.slice(0, first), tableOf(rows), ...lines.slice(after)].join('\n'));
}
