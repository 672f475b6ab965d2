import { featuresOf } from '../../../src/dialects/check-features';
import { DIALECTS } from '../../../src/dialects/registry';
import { FEATURES, type FeatureName, notSupported } from '../../../src/model/features';
import { CaseApp } from '../../case-app';
import { loadCases } from '../../cases';
import { expectValid } from '../../kubernetes-schema';
import { collectWarnings, messageOf } from '../../synth-routes';

/** Every case for every implementation: what it renders the API server takes, and what its answers exclude synth refuses. */
const DIALECT = DIALECTS['gateway-api'];
const CASES = loadCases();

/** What synth refuses because of a value, which answers do not see. */
const REFUSED: { readonly [variantAndCase: string]: string } = {
  'istio replace-prefix-of-the-root-puts-a-path-before': '[gateway-api/root-not-replaced]',
};

collectWarnings();

describe.each((DIALECT.variants ?? []).map((one) => [one.title, one] as const))('%s', (title, variant) => {
  test.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const app = new CaseApp(one, 'gateway-api', 'default', variant.variant);
    const impossible = notSupported(featuresOfCase(app), DIALECT.answers(variant));
    const refused = REFUSED[`${variant.variant} ${one.name}`];
    if (refused !== undefined) expect(messageOf(() => app.synth())).toContain(refused);
    else if (impossible.length === 0) {
      const routes = app.synth();
      expectValid(routes);
      expect(routes.filter(({ kind }) => kind === 'HTTPRoute').length).toBeGreaterThan(0);
    } else {
      const message = messageOf(() => app.synth());
      for (const feature of impossible) expect(message).toContain(`asks for ${FEATURES[feature]}, which ${title} cannot do`);
    }
  });
});

const featuresOfCase = ({ ingresses }: CaseApp): readonly FeatureName[] => [
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and what the library itself goes by
  ...new Set(ingresses.flatMap((ingress) => [...featuresOf(ingress['routeSet']()).keys()])),
];
