import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldPath } from '../../src/kinds/field-path';
import type { KubeObject } from '../../src/kinds/kube-object';
import { servedInstead } from '../../src/kinds/served-kinds';
import { kubernetesShape } from '../../src/kinds/shapes';
import { checkShape } from '../../src/kinds/validation/check-shape';
import { validate } from '../../src/kinds/validation/validate';

interface Recording {
  readonly version: string;
  readonly reasons: readonly string[];
  readonly cases: readonly Case[];
}

/** What the server answered when it was asked to create an object, in a dry run. Without any of the last three: it took it. */
interface Case {
  readonly name: string;
  readonly object: KubeObject;
  /** Fields, with the index of the reason. */
  readonly refused?: readonly (readonly [field: string, reason: number])[];
  /** It could not read the types of the fields. */
  readonly undecodable?: string;
  /** It refused the object because of the cluster's own address ranges. */
  readonly ofCluster?: boolean;
}

const { version, reasons, cases } = JSON.parse(readFileSync(join(__dirname, 'kube-apiserver-1.36.3/creates.json'), 'utf8')) as Recording;

/** As the server writes it. Of maps of labels and annotations it names no key in most places. */
function serverField(path: FieldPath): string {
  const [first, second] = path;
  if (first === 'data' || first === 'stringData' || first === 'binaryData')
    return path.length === 1 ? 'data' : `${first === 'stringData' ? 'data' : first}[${second}]`;
  const text = path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`)).join('');
  return generalized(text);
}

const generalized = (field: string): string =>
  field
    .replace(/^annotations\./, 'metadata.annotations.')
    .replace(/^(metadata\.(?:labels|annotations)|spec\.selector)[.[].*$/s, '$1')
    .replace('spec.LoadBalancer', 'spec.loadBalancer');

/** What Go says of a value is shortened. */
const shortened = (reason: string): string => reason.replace(/^(Duplicate value): .*$/s, '$1').replace(/(redacted>"): .*$/s, '$1');

/** The name that the server makes of a `generateName`, and the label with the name of a namespace. */
const isMadeByServer = ({ kind, metadata }: KubeObject, field: string): boolean =>
  (field === 'metadata.name' && metadata?.generateName !== undefined && metadata.name === undefined) ||
  (field === 'metadata.labels' && kind === 'Namespace');

/** Addresses of a Service are handed out before the rest is looked at. */
const ALLOCATED = /^spec\.(?:clusterIPs|ipFamil)/;

function difference({ object, refused = [], undecodable, ofCluster }: Case): string | undefined {
  const shape = kubernetesShape(object.apiVersion ?? 'networking.k8s.io/v1', object.kind);
  const instead = servedInstead(object.apiVersion ?? 'networking.k8s.io/v1', object.kind);
  const misfits = shape === undefined ? [] : checkShape(object, shape).filter(({ kind }) => kind !== 'missing');
  const found = validate({ ...object, apiVersion: object.apiVersion ?? 'networking.k8s.io/v1' });
  if (undecodable !== undefined)
    return instead !== undefined || misfits.length + found.length > 0 ? undefined : `is taken, and not ${undecodable}`;
  if (ofCluster === true) return undefined;
  const isFirst = refused.length > 0 && refused.every(([field]) => ALLOCATED.test(field));
  const ours = found
    .map(({ path, reason }) => [serverField(path), shortened(reason)] as const)
    .filter(([field]) => !isFirst || ALLOCATED.test(field))
    .map((one) => one.join(': '));
  const theirs = refused
    .map(([field, reason]) => [generalized(field), shortened(reasons[reason] as string)] as const)
    .filter(([field]) => !isMadeByServer(object, field))
    .map((one) => one.join(': '));
  if (refused.length === 0 && misfits.some(({ kind }) => kind === 'type')) return `is refused: ${JSON.stringify(misfits)}`;
  const same = JSON.stringify([...new Set(ours)].sort()) === JSON.stringify([...new Set(theirs)].sort());
  return same ? undefined : JSON.stringify({ ours, theirs });
}

describe(`objects are refused as by kube-apiserver ${version}, for the same reasons`, () => {
  const kinds = [...new Set(cases.map(({ object }) => object.kind))];

  test.each(kinds)('%s', (kind) => {
    const all = cases.filter(({ object }) => object.kind === kind);
    const wrong = all.flatMap((one) => {
      const problem = difference(one);
      return problem === undefined ? [] : [`${one.name}: ${problem}`];
    });
    expect(wrong).toEqual([]);
    console.info(`kube-apiserver ${kind}: ${all.length - wrong.length} of ${all.length}`);
  });

  test('the recording has objects of each kind that it takes, and that it refuses', () => {
    expect(kinds.sort()).toEqual(['ConfigMap', 'Ingress', 'IngressClass', 'Namespace', 'Secret', 'Service']);
    for (const kind of kinds) {
      const all = cases.filter(({ object }) => object.kind === kind);
      expect(all.some(({ refused }) => refused !== undefined)).toBe(true);
      expect(all.some(({ refused, undecodable }) => refused === undefined && undecodable === undefined)).toBe(true);
    }
  });
});
