import { type Finding, isAtLeast } from '../findings/finding';
import { checkManifests } from '../proof/check-manifests';
import type { Arguments } from './arguments';
import { EXIT } from './exit-codes';
import { markdownText } from './markdown';
import { findingText, jsonText } from './print-findings';
import { readTables } from './read-table';
import { paintFor, type Terminal } from './terminal';

/** `check [files...]` */
export async function check(args: Arguments, terminal: Terminal): Promise<number> {
  const read = await readTables(args, terminal);
  const findings = checkManifests(read);
  const failed = findings.some((finding) => isAtLeast(finding, args.failOn));
  const paint = paintFor(terminal.output, terminal.env);
  if (args.output === 'json') {
    const [controller, ...others] = read.map(({ table }) => ({ name: table.controller, version: table.version }));
    const all = { form: 1, controller, ...(others.length === 0 ? {} : { others }), failed, counts: counts(findings), findings };
    terminal.output.write(jsonText(all));
  } else if (args.output === 'markdown') terminal.output.write(markdown(findings));
  else terminal.output.write([...findings.map((finding) => findingText(finding, paint)), `${summary(findings)}\n`].join('\n'));
  return failed ? EXIT.findings : EXIT.done;
}

function counts(findings: readonly Finding[]): { readonly error: number; readonly warning: number; readonly info: number } {
  const of = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info') };
}

function summary(findings: readonly Finding[]): string {
  const { error, warning, info } = counts(findings);
  const some = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return findings.length === 0 ? 'nothing was found' : [some(error, 'error'), some(warning, 'warning'), `${info} info`].join(', ');
}

function markdown(findings: readonly Finding[]): string {
  const items = findings.map(({ severity, code, where, what, why, fix }) =>
    [
      `- **${severity}** \`${code}\`${where === '' ? '' : ` ${markdownText(where)}`}: ${markdownText(what)}`,
      ...(why === undefined ? [] : [`  - why: ${markdownText(why)}`]),
      `  - fix: ${markdownText(fix)}`,
    ].join('\n'),
  );
  return `${[`**${summary(findings)}**`, ...(items.length === 0 ? [] : [items.join('\n')])].join('\n\n')}\n`;
}
