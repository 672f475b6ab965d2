import { CATALOGUE, type Code, finding } from '../../src/findings/catalogue';
import { format } from '../../src/findings/finding';
import { FINDING_SAMPLES } from './finding-samples';
import { GENERATED_NOTE, table } from './markdown';

const CODES = Object.keys(CATALOGUE) as Code[];

/** `docs/findings.md` */
export function findingsDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Findings and errors',
    'Every code, and what it means. An error stops synth, a warning deploys but may surprise, an info is worth knowing.',
    table(
      ['Code', 'Severity', 'Meaning'],
      CODES.map((code) => [`[\`${code}\`](#${code.replace('/', '')})`, CATALOGUE[code].severity, CATALOGUE[code].summary]),
    ),
    '## What they say',
    'The text of each, with values made up for this page. Where the text depends on the values, it is shown more than once.',
    ...CODES.flatMap(textsOf),
  ].join('\n\n')}\n`;
}

/** Whole, as it is shown to users: what is not on the page could be changed unseen. */
function textsOf<C extends Code>(code: C): string[] {
  const texts = FINDING_SAMPLES[code].map((params) => format(finding(code, '', params)));
  return [`### \`${code}\``, `${CATALOGUE[code].severity}:`, ...texts.map((text) => `\`\`\`text\n${text}\n\`\`\``)];
}
