import { ADVISORIES } from '../../src/dialects/ingress-nginx/advisories';
import { GENERATED_NOTE, table } from './markdown';

/** `docs/ingress-nginx-vulnerabilities.md` */
export const vulnerabilitiesDoc = (): string =>
  `${[
    GENERATED_NOTE,
    '# Published vulnerabilities of ingress-nginx',
    `\`cdk8s-ingress check\` reports manifests that use one of these, and images of the controller that have one (\`manifest/known-vulnerabilities\`).
The project is retired: faults of nginx 1.27.1, which its last release contains, are not fixed in any release.`,
    `- Texts that end a directive of nginx, in paths, annotations, uids and headers: \`manifest/exploit-text\`.
- Snippets: \`manifest/snippet-takes-over\` for directives that read files or run code, and \`manifest/snippet-allowed\` for the others.
- Rewrites with which requests overflow the memory of nginx: \`manifest/nginx-overflow\`.
- Checks that are turned off: \`manifest/validation-off\`.`,
    table(
      ['Advisory', 'Program', 'What it lets do', 'First fixed releases'],
      ADVISORIES.map(({ id, program, summary, fixed, source }) => [`[${id}](${source})`, program, summary, fixed.join(', ')]),
    ),
    'A release has a fix if it is that of its own branch, such as 1.13, or newer than all of them. `src/dialects/ingress-nginx/advisories.ts` is the table.',
  ].join('\n\n')}\n`;
