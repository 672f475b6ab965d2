import { accepted } from '../../src/annotation-table/value';
import { ANNOTATIONS } from '../../src/dialects/haproxy/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/haproxy/config-map';
import { identity } from '../../src/dialects/haproxy/identity';
import { GENERATED_NOTE, sourceLink, table } from './markdown';

/** `docs/annotations/haproxy.md` */
export function haproxyAnnotationsDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Annotations and ConfigMap of the HAProxy Kubernetes Ingress Controller v3.2.11',
    `The ${ANNOTATIONS.length} annotations that the controller reads on an Ingress. Before each name stands \`${identity.annotationPrefix}\`. A value outside
"accepts" is an error at synth. What changes the backend gives the Ingress a backend of its own (\`standalone-backend\`).`,
    table(
      ['Annotation', 'Accepts', 'Default', 'Changes', 'What it does', 'Source'],
      ANNOTATIONS.map((row) => [
        [row.name, ...(row.aliases ?? [])].map((name) => `\`${name}\``).join(' or '),
        accepted(row.value),
        row.default,
        row.scope === 'path' ? 'the paths of the Ingress' : 'the backend',
        row.summary + (row.needs === undefined ? '' : ` Needs ${row.needs.map((name) => `\`${name}\``).join(' or ')}.`),
        sourceLink(row.source),
      ]),
    ),
    'The ConfigMap takes all of them but `standalone-backend`, for every Ingress that does not state them, and these:',
    table(
      ['Entry', 'Accepts', 'Default', 'What it does', 'Source'],
      CONFIG_MAP_OPTIONS.filter(({ name }) => !ANNOTATIONS.some((row) => row.name === name)).map((option) => [
        `\`${option.name}\``,
        option.value === undefined ? 'nothing' : accepted(option.value),
        option.default,
        option.summary,
        sourceLink(option.source),
      ]),
    ),
  ].join('\n\n')}\n`;
}
