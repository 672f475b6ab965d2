import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesOf } from '../../../src/annotation-table/row';
import { ANNOTATION_TABLE } from '../../../src/dialects/aws-load-balancer/annotation-table';
import { ANNOTATIONS } from '../../../src/dialects/aws-load-balancer/annotations';
import { check } from '../../../src/dialects/aws-load-balancer/check-objects';
import { ingress, service } from './objects';

const MODEL = join(__dirname, '../../../src/dialects/aws-load-balancer/model');
const sources = readdirSync(MODEL).map((file) => readFileSync(join(MODEL, file), 'utf8'));

test('every annotation that the model reads is in the table', () => {
  const calls = /\b(?:text|boolean|integer|list|map|json)In(?:<[^(]*>)?\(\s*[\w?.{} ]+,\s*['`]([^'`]+)['`]/g;
  const names = sources.flatMap((text) => [...text.matchAll(calls)].map(([, name]) => name!.replace(/\$\{.*/, 'x')));
  expect(names.length).toBeGreaterThan(45);
  expect(names.filter((name) => ANNOTATION_TABLE.row(name) === undefined)).toEqual([]);
});

test('every name stands once, with a source of the version that is read', () => {
  const names = ANNOTATIONS.flatMap(namesOf);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(
    ANNOTATIONS.filter(({ source }) => !/^kubernetes-sigs\/aws-load-balancer-controller@v3\.5\.0:pkg\/ingress\/\w+\.go$/.test(source)),
  ).toEqual([]);
  expect(ANNOTATIONS.flatMap(({ needs = [] }) => needs).filter((name) => ANNOTATION_TABLE.row(name) === undefined)).toEqual([]);
});

test('an annotation of another name is reported, with the one that was meant', () => {
  const annotations = {
    'listen-port': '[]',
    Scheme: 'internal',
    'actions.x': '{}',
    'dry-run-plan': '',
    'web-acl-id': 'none',
  };
  const objects = [ingress({ annotations, paths: [{ service: 'web' }] })];
  const found = check
    .findings(objects, {}, ({ field }) => field)
    .map(({ code, where, what }) => [code, where, /did you mean.*/.exec(what)?.[0]]);
  const field = (name: string) => `metadata.annotations["alb.ingress.kubernetes.io/${name}"]`;
  expect(found).toEqual([
    ['annotation/unknown', field('listen-port'), 'did you mean "alb.ingress.kubernetes.io/listen-ports"?'],
    ['annotation/unknown', field('Scheme'), 'did you mean "alb.ingress.kubernetes.io/scheme"?'],
  ]);
});

test('a value that AWS or the controller does not take is found on Ingresses and on Services', () => {
  const objects = [
    ingress({ annotations: { 'target-type': 'pod' }, paths: [{ service: 'web' }] }),
    {
      ...service('web'),
      metadata: { name: 'web', namespace: 'web', annotations: { 'alb.ingress.kubernetes.io/healthy-threshold-count': '11' } },
    },
  ];
  expect(check.findings(objects, {}, ({ kind }) => kind).map(({ code, where }) => `${code} ${where}`)).toEqual([
    'annotation/value-not-accepted Ingress',
    'annotation/value-not-accepted Service',
  ]);
});
