import { certificatesOf, hasSecret, secretKeys } from '../../src/kinds/secrets';

const metadata = (name: string) => ({ name, namespace: 'shop' });

const objects = [
  { apiVersion: 'v1', kind: 'Secret', metadata: metadata('full'), stringData: { 'ca.crt': 'x', auth: 'y' } },
  { apiVersion: 'v1', kind: 'Secret', metadata: metadata('filled-later') },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: metadata('cert'), spec: { secretName: 'tls', dnsNames: ['a.test'] } },
  { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: metadata('sealed'), spec: {} },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: metadata('external'), spec: { target: { name: 'fetched' } } },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: metadata('same-name'), spec: {} },
];

test.each(['full', 'filled-later', 'tls', 'sealed', 'fetched', 'same-name'])('Secret %s is there, or will be', (name) => {
  expect(hasSecret({ certificates: certificatesOf(objects) }, `shop/${name}`)).toBe(true);
});

test.each(['cert', 'external', 'other'])('there is no Secret %s', (name) => {
  expect(hasSecret({ certificates: certificatesOf(objects) }, `shop/${name}`)).toBe(false);
});

test('only keys that are said are known', () => {
  expect([...secretKeys(objects)]).toEqual([['shop/full', ['ca.crt', 'auth']]]);
});

test('a Certificate says the hosts of its Secret', () => {
  expect(certificatesOf(objects).get('shop/tls')).toEqual(['a.test']);
});
