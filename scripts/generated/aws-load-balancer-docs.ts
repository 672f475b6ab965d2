import { accepted } from '../../src/annotation-table/value';
import { ANNOTATIONS } from '../../src/dialects/aws-load-balancer/annotations';
import { identity } from '../../src/dialects/aws-load-balancer/identity';
import { GENERATED_NOTE, sourceLink, table } from './markdown';

/** `docs/annotations/aws-load-balancer.md` */
export function awsAnnotationsDoc(): string {
  return `${[
    GENERATED_NOTE,
    `# Annotations of ${identity.title}`,
    `The ${ANNOTATIONS.length} annotations that the controller reads. Before each name stands \`${identity.annotationPrefix}\`. Those that are "also
on Services" come from the Service first. Different values in one group: "same" stops the whole group, "same per port" does so only for one
port and "by key" only for one key; with "together" all count, and with "own" each Ingress has its own. What IngressClassParams say comes
before annotations.`,
    table(
      ['Annotation', 'Accepts', 'Default', 'In one group', 'What it does', 'Source'],
      ANNOTATIONS.map(({ name, aliases = [], value, default: usual, inGroup, on, summary, needs, source }) => [
        [name, ...aliases].map((one) => `\`${one}\``).join(' or '),
        accepted(value),
        usual,
        inGroup,
        [
          summary,
          ...(on === 'Service' ? ['Also on Services.'] : []),
          ...(needs === undefined ? [] : [`Needs ${needs.map((one) => `\`${one}\``).join(' or ')}.`]),
        ].join(' '),
        sourceLink(source),
      ]),
    ),
  ].join('\n\n')}\n`;
}
