import { fieldText } from '../../src/kinds/field-path';
import { validate } from '../../src/kinds/validation/validate';

const workload = (kind: string, resources: unknown) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'controller' },
  spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'b', resources }] } } },
});

const faultsOf = (kind: string, resources: unknown) => validate(workload(kind, resources)).map(({ path }) => fieldText(path));

test.each<readonly [string, unknown, readonly string[]]>([
  ['amounts with units', { requests: { cpu: '100m', memory: '90Mi' }, limits: { memory: '1Gi' } }, []],
  ['plain numbers', { requests: { cpu: 1, memory: 1e6 } }, []],
  ['a unit that there is not', { requests: { cpu: '100x' } }, ['requests.cpu']],
  ['less than nothing', { limits: { memory: '-1Mi' } }, ['limits.memory']],
  ['a request above its limit', { requests: { cpu: '2' }, limits: { cpu: '1500m' } }, ['requests.cpu']],
  ['a resource that containers do not have', { requests: { pods: '1' } }, ['requests.pods']],
])('the API server judges %s of a Deployment and of a DaemonSet', (_, resources, expected) => {
  for (const kind of ['Deployment', 'DaemonSet'])
    expect(faultsOf(kind, resources)).toEqual(expected.map((field) => `spec.template.spec.containers[1].resources.${field}`));
});
