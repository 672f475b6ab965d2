import { accepted, acceptedItem } from '../../src/annotation-table/value';
import { propOf } from '../../src/dialects/aws-load-balancer/annotation-row';
import { ANNOTATIONS } from '../../src/dialects/aws-load-balancer/annotations';
import { structFile } from './struct';
import { propType } from './typed-props';

/** `src/dialects/aws-load-balancer/public/annotations.ts` */
export function awsAnnotationsStruct(): string {
  const types = ANNOTATIONS.flatMap(({ type = '' }) => /^[A-Z]\w+/.exec(type)?.[0] ?? []);
  return structFile(
    'Annotations',
    [
      'The annotations that the AWS Load Balancer Controller v3.5.0 reads on an Ingress, by their names in camel case: `listenPorts` is',
      '`alb.ingress.kubernetes.io/listen-ports`. A value that the controller would refuse or ignore is an error at synth.',
    ],
    ANNOTATIONS.map(({ name, value, type = propType(value), summary, needs, source, default: defaultText }) => ({
      name: propOf(name),
      type,
      lines: [
        summary,
        '',
        ...(type.includes('boolean') || /^[A-Z]/.test(type)
          ? []
          : [
              `${name.includes('<') ? `By \`${name.replace(/^[^<]*\.|^[^<]*/, '')}\`. ` : ''}${type.endsWith('[]') ? `Each item is ${acceptedItem(value)}` : `Accepts ${accepted(value)}`}.`,
            ]),
        ...(needs === undefined ? [] : [`Does nothing without ${needs.map((one) => `\`${propOf(one)}\``).join(' or ')}.`]),
        `Source: ${source}`,
      ],
      default: defaultText,
    })),
    [`import type { ${[...new Set(types)].sort().join(', ')} } from './values';`],
  );
}
