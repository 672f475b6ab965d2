import { type Answers, FEATURES, type FeatureName, native, unsupported } from '../../src/model/features';

const CAN: readonly FeatureName[] = [
  'exactHost',
  'anyHost',
  'exactPath',
  'exactPathWithSlash',
  'prefixPath',
  'serviceBackend',
  'defaultBackend',
];

export const answers = Object.fromEntries(
  (Object.keys(FEATURES) as FeatureName[]).map((name) => [
    name,
    CAN.includes(name) ? native('MossRoute') : unsupported('use another controller'),
  ]),
) as unknown as Answers;
