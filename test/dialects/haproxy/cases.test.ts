import { DIALECTS } from '../../../src/dialects/registry';
import { CaseApp } from '../../case-app';
import { loadCases } from '../../cases';
import { expectValid } from '../../kubernetes-schema';
import { collectWarnings } from '../../synth-routes';

collectWarnings();

const CASES = loadCases()
  .map((one) => [one.name, new CaseApp(one, 'haproxy')] as const)
  .filter(([, { notSupported }]) => notSupported.length === 0);

test('most cases can be said', () => {
  expect(CASES.length).toBeGreaterThan(80);
});

test.each(CASES)('%s: the API server takes what is rendered', (_, app) => {
  expectValid(app.synth());
});

test('an Ingress with settings of a backend has backends of its own', () => {
  const ingresses = CASES.flatMap(([, app]) => app.synth()).filter(({ kind }) => kind === 'Ingress');
  const { annotations } = DIALECTS.haproxy.native!;
  const scopes = new Map(annotations.map((row) => [`haproxy.org/${row.name}`, (row as unknown as { scope: string }).scope]));
  const shared = ingresses.filter(({ metadata: { annotations: set = {} } }) => {
    const keys = Object.keys(set);
    return keys.some((key) => scopes.get(key) === 'backend') && set['haproxy.org/standalone-backend'] !== 'true';
  });
  expect(shared).toEqual([]);
});
