import { format } from '../../src/findings/finding';
import { type AnyCode, anyFinding, EVERY_FINDING } from './every-finding';
import { FINDING_SAMPLES } from './finding-samples';
import { GENERATED_NOTE, table } from './markdown';

const CODES = Object.keys(EVERY_FINDING) as AnyCode[];

/** `docs/findings.md` */
export function findingsDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Findings and errors',
    'Every code, and what it means. An error stops synth, a warning deploys but may surprise, an info is worth knowing.',
    table(
      ['Code', 'Severity', 'Meaning'],
      CODES.map((code) => [`[\`${code}\`](#${code.replace('/', '')})`, EVERY_FINDING[code].severity, EVERY_FINDING[code].summary]),
    ),
    '## What they say',
    'The text of each, with values made up for this page. Where the text depends on the values, it is shown more than once.',
    ...CODES.flatMap(textsOf),
  ].join('\n\n')}\n`;
}

/** Whole, as it is shown to users: what is not on the page could be changed unseen. */
function textsOf<C extends AnyCode>(code: C): string[] {
  const texts = FINDING_SAMPLES[code].map((params) => format(anyFinding(code, '', params)));
  return [`### \`${code}\``, `${EVERY_FINDING[code].severity}:`, ...texts.map((text) => `\`\`\`text\n${text}\n\`\`\``)];
}
