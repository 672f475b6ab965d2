import type { Dialect } from '../../src/dialects/dialect';
import { DIALECTS } from '../../src/dialects/registry';
import { type Answer, FEATURES, type FeatureName } from '../../src/model/features';
import { GENERATED_NOTE, table } from './markdown';

/** `docs/features.md` */
export function featuresDoc(): string {
  const dialects: Dialect[] = Object.values(DIALECTS);
  return `${[
    GENERATED_NOTE,
    '# Features and controllers',
    'What a route can ask for, and how each target meets it: natively, approximately with the difference named, or not at all with what to do instead.',
    table(
      ['Feature', ...dialects.map((dialect) => dialect.identity.title)],
      (Object.entries(FEATURES) as [FeatureName, string][]).map(([feature, meaning]) => [
        `\`${feature}\`: ${meaning}`,
        ...dialects.map((dialect) => words(dialect.answers(dialect.identity)[feature])),
      ]),
    ),
  ].join('\n\n')}\n`;
}

function words(answer: Answer): string {
  switch (answer.kind) {
    case 'native':
      return `yes: ${answer.how}`;
    case 'approximate':
      return `nearly: ${answer.how}; ${answer.differs}`;
    case 'unsupported':
      return `no; ${answer.instead}`;
  }
}
