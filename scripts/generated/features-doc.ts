import { targets } from '../../src/dialects/check-features';
import { type Answer, FEATURES, type FeatureName } from '../../src/model/features';
import { GENERATED_NOTE, table } from './markdown';

/** `docs/features.md` */
export function featuresDoc(): string {
  const implementations = targets();
  return `${[
    GENERATED_NOTE,
    '# Features and controllers',
    'What a route can ask for, and how each target meets it: natively, approximately with the difference named, or not at all with what to do instead.',
    table(
      ['Feature', ...implementations.map(({ title }) => title)],
      (Object.entries(FEATURES) as [FeatureName, string][]).map(([feature, meaning]) => [
        `\`${feature}\`: ${meaning}`,
        ...implementations.map(({ answers }) => words(answers[feature])),
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
