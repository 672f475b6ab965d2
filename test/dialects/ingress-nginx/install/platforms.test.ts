import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings } from '../../../synth-routes';
import { byName, digest } from './canonical';
import { synth } from './synth';

collectWarnings();

/**
 * SHA-256 of the canonical form of kubernetes/ingress-nginx@controller-v1.15.1:deploy/static/provider/<path>/deploy.yaml: objects by kind
 * and name, keys in order, null left out. The manifests themselves are not part of this repository.
 */
const PUBLISHED: readonly (readonly [ingressNginx.Platform, string, string])[] = [
  [ingressNginx.Platform.AWS, 'aws', '5633f998ac673dd4b617edafed8564dd299e3823e632d97a43fa5d435fd6d5ea'],
  [
    ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION,
    'aws-nlb-with-tls-termination',
    '050166db25ea49e5142890b0fa390e3d1c7f6750626412741164fe8266fa5654',
  ],
  [ingressNginx.Platform.BAREMETAL, 'baremetal', '72d5902359e1120a31ec0e24323f848625492aea565597ad6824b19ef34c74e9'],
  [ingressNginx.Platform.CLOUD, 'cloud', 'bab4cde438400a21ac953d96352458172fdd443c4a9619997f3691f872d6743d'],
  [ingressNginx.Platform.DIGITAL_OCEAN, 'do', '4f4317c62e8a228d30cf7244ee94469b667e2c2afa091d87fd73821bbb45e808'],
  [ingressNginx.Platform.EXOSCALE, 'exoscale', '15f265cd59d272ab0e7ba480a411aaf1e5279de4ca6bd83f15285d6c6532700b'],
  [ingressNginx.Platform.KIND, 'kind', 'ec2603e12dcf563d56f59f7fe050d2dd94a88da8d9a087edcebd56f8615aad2a'],
  [ingressNginx.Platform.ORACLE, 'oracle', '16f85d8149291e73bac487c33e368d0c5de51d32522954dd928b0e2bd3c84ffd'],
  [ingressNginx.Platform.SCALEWAY, 'scw', '6480b8940500410bd374f35105c9d85342972a8358666fd9a6b45c82514a09a0'],
];

/** Whoever has the published manifests beside the checkout sees where the two differ. */
const BESIDE = resolve(__dirname, '../../../../../shared/upstream/ingress-nginx-1.15.1');

test.each(PUBLISHED)('platform %s gives the published manifest, object for object and field for field', (platform, name, published) => {
  const objects = synth({ platform });
  const file = resolve(BESIDE, `${name}.yaml`);
  if (existsSync(file)) {
    const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
    expect(byName(objects)).toEqual(byName(documents.filter((document) => document !== null)));
  }
  expect(digest(objects)).toBe(published);
});

test('every published manifest has a platform, and one platform is none of them', () => {
  const others = Object.values(ingressNginx.Platform).filter((platform) => !PUBLISHED.some(([published]) => published === platform));
  expect(others).toEqual([ingressNginx.Platform.AWS_CLASSIC_L4]);
});

test('every platform is in the docs by the word that its value spells, which is also the name of its example', () => {
  const docs = readFileSync(resolve(__dirname, '../../../../docs/install-ingress-nginx.md'), 'utf8');
  const documented = [...docs.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, word = '']) => word);
  expect(documented.sort()).toEqual(Object.keys(ingressNginx.Platform).sort());
  expect(Object.values(ingressNginx.Platform).map((value) => value.toUpperCase().replaceAll('-', '_'))).toEqual(
    Object.keys(ingressNginx.Platform),
  );
});

test('without options the platform is the one that assumes nothing about the provider', () => {
  expect(digest(synth())).toBe(digest(synth({ platform: ingressNginx.Platform.CLOUD })));
});

test.each(Object.values(ingressNginx.Platform))('platform %s gives objects that the API server takes', (platform) => {
  expectValid(synth({ platform }));
});
