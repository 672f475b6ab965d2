import { type AnnotationValue, acceptedItem } from '../../src/annotation-table/value';
import { ANNOTATIONS } from '../../src/dialects/ingress-nginx/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/ingress-nginx/config-map';
import { structFile } from './struct';
import { propOfName, propType } from './typed-props';

/** `src/dialects/ingress-nginx/public/annotations.ts` */
export function annotationsStruct(): string {
  return structFile(
    'Annotations',
    [
      'The annotations that ingress-nginx v1.15.1 reads on an Ingress, by their names in camel case: `proxyReadTimeout` is',
      '`nginx.ingress.kubernetes.io/proxy-read-timeout`. A value that the controller would refuse or ignore is an error at synth, and so is an annotation whose risk is not accepted.',
    ],
    ANNOTATIONS.map((row) => ({
      name: propOfName(row.name),
      type: propType(row.value),
      lines: [
        row.summary,
        '',
        [...accepts(row.value), `Risk ${row.risk}; changes the ${row.scope}.`].join(' '),
        ...(row.needs === undefined ? [] : [`Does nothing without ${row.needs.map((name) => `\`${propOfName(name)}\``).join(' or ')}.`]),
        `Source: ${row.source}`,
      ],
      default: row.default,
    })),
  );
}

/** `src/dialects/ingress-nginx/public/config.ts` */
export function configStruct(): string {
  return structFile(
    'Config',
    [
      'The options of the config map that ingress-nginx v1.15.1 reads, by their names in camel case: `useForwardedHeaders` is',
      '`use-forwarded-headers`. A value that the controller cannot read is an error at synth.',
    ],
    CONFIG_MAP_OPTIONS.flatMap(({ name, value, summary, source, default: defaultText }) =>
      value === undefined
        ? []
        : [
            {
              name: propOfName(name),
              type: propType(value),
              lines: [summary, '', ...accepts(value), `Source: ${source}`],
              default: defaultText,
            },
          ],
    ),
  );
}

/** A sentence, where the type does not say it all. */
function accepts(value: AnnotationValue): string[] {
  if (value.type === 'boolean') return [];
  return [`${propType(value).endsWith('[]') ? 'Each item is' : 'Accepts'} ${acceptedItem(value)}.`];
}
