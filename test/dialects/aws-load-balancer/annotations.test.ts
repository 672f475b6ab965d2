import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesOf } from '../../../src/annotation-table/row';
import { isKnown } from '../../../src/dialects/aws-load-balancer/annotation-table';
import { ANNOTATIONS } from '../../../src/dialects/aws-load-balancer/annotations';
import { read } from '../../../src/dialects/aws-load-balancer/read';
import { ingress } from './objects';

const MODEL = join(__dirname, '../../../src/dialects/aws-load-balancer/model');
const sources = readdirSync(MODEL).map((file) => readFileSync(join(MODEL, file), 'utf8'));

test('every annotation that the model reads is in the table', () => {
  const calls = /\b(?:text|boolean|integer|list|map|json)In(?:<[^(]*>)?\(\s*[\w?.{} ]+,\s*['`]([^'`]+)['`]/g;
  const names = sources.flatMap((text) => [...text.matchAll(calls)].map(([, name]) => name!.replace(/\$\{.*/, 'x')));
  expect(names.length).toBeGreaterThan(45);
  expect(names.filter((name) => !isKnown(name))).toEqual([]);
});

test('every name stands once, with a source of the version that is read', () => {
  const names = ANNOTATIONS.flatMap(namesOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(
    ANNOTATIONS.filter(({ source }) => !/^kubernetes-sigs\/aws-load-balancer-controller@v3\.5\.0:pkg\/ingress\/\w+\.go$/.test(source)),
  ).toEqual([]);
  expect(ANNOTATIONS.flatMap(({ needs = [] }) => needs).filter((name) => !isKnown(name))).toEqual([]);
});

test('an annotation of another name is reported, with the one that was meant', () => {
  const annotations = {
    'listen-port': '[]',
    Scheme: 'internal',
    'actions.x': '{}',
    'dry-run-plan': '',
    'web-acl-id': 'none',
    'actions.': '',
  };
  const { warnings } = read([ingress({ annotations, paths: [{ service: 'web' }] })]);
  const field = (name: string) => `metadata.annotations["alb.ingress.kubernetes.io/${name}"]`;
  const origin = { kind: 'Ingress', namespace: 'web', name: 'shop' };
  expect(warnings).toEqual([
    {
      origin: { ...origin, field: field('listen-port') },
      kind: 'lost',
      because: 'the controller knows no annotation "listen-port"; did you mean "listen-ports"?',
    },
    {
      origin: { ...origin, field: field('Scheme') },
      kind: 'lost',
      because: 'the controller knows no annotation "Scheme"; did you mean "scheme"?',
    },
    { origin: { ...origin, field: field('actions.') }, kind: 'lost', because: expect.stringContaining('"actions."') },
  ]);
});
