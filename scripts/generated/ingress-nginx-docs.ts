import { accepted } from '../../src/annotation-table/value';
import { ANNOTATIONS } from '../../src/dialects/ingress-nginx/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/ingress-nginx/config-map';
import { identity } from '../../src/dialects/ingress-nginx/identity';
import { GENERATED_NOTE, sourceLink, table } from './markdown';

/** `docs/annotations/ingress-nginx.md` */
export function annotationsDoc(): string {
  return `${[
    GENERATED_NOTE,
    '# Annotations of ingress-nginx v1.15.1',
    `The ${ANNOTATIONS.length} annotations that the controller reads on an Ingress. Before each name stands \`${identity.annotationPrefix}\`. A value outside
"accepts" is an error at synth. An annotation of risk Critical needs an explicit agreement, and a controller that allows it.`,
    table(
      ['Annotation', 'Accepts', 'Default', 'Risk', 'Changes', 'What it does', 'Source'],
      ANNOTATIONS.map((row) => [
        [row.name, ...(row.aliases ?? [])].map((name) => `\`${name}\``).join(' or '),
        accepted(row.value),
        row.default,
        row.risk,
        row.scope,
        row.summary + (row.needs === undefined ? '' : ` Needs ${row.needs.map((name) => `\`${name}\``).join(' or ')}.`),
        sourceLink(row.source),
      ]),
    ),
  ].join('\n\n')}\n`;
}

/** `docs/config-map/ingress-nginx.md` */
export function configMapDoc(): string {
  const read = CONFIG_MAP_OPTIONS.filter((option) => option.removed === undefined);
  return `${[
    GENERATED_NOTE,
    '# Config map of ingress-nginx v1.15.1',
    `The ${read.length} options that the controller reads, and ${CONFIG_MAP_OPTIONS.length - read.length} that are documented or declared but not read.`,
    table(
      ['Option', 'Accepts', 'Default', 'What it does', 'Source'],
      CONFIG_MAP_OPTIONS.map((option) => [
        `\`${option.name}\``,
        option.value === undefined ? 'nothing' : accepted(option.value),
        option.default,
        option.removed === undefined ? option.summary : `${option.summary} Instead: ${option.removed.fix}.`,
        sourceLink(option.source),
      ]),
    ),
  ].join('\n\n')}\n`;
}
