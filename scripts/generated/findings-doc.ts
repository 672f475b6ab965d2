import { CATALOGUE } from '../../src/findings/catalogue';
import { GENERATED_NOTE, table } from './markdown';

/** `docs/findings.md` */
export function findingsDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Findings and errors',
    'Every code, and what it means. An error stops synth, a warning deploys but may surprise, an info is worth knowing.',
    table(
      ['Code', 'Severity', 'Meaning'],
      Object.entries(CATALOGUE).map(([code, row]) => [`\`${code}\``, row.severity, row.summary]),
    ),
  ].join('\n\n')}\n`;
}
