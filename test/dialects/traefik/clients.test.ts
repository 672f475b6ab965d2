import { ClientCertificateVerification, Tls, TlsCipher, TlsVersion } from '../../../src';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { messageOf, to } from '../../synth-routes';
import { Edge } from './synth';

/** How clients speak TLS is a TLSOption, which Traefik applies by host. */
const SHOP = { host: 'shop.example.com', tls: Tls.secret('shop-tls') };

function synth(...all: readonly PathIngressProps[]) {
  const edge = new Edge();
  all.forEach((props, index) => {
    edge.routes(`r${index}`, { ...SHOP, ...props }).addRoute(`/r${index}`, to('web'));
  });
  return edge.synth();
}

test.each<[what: string, props: PathIngressProps, spec: object]>([
  [
    'versions and ciphers',
    { tlsPolicy: { minVersion: TlsVersion.TLS_1_2, maxVersion: TlsVersion.TLS_1_2, ciphers: [TlsCipher.ECDHE_RSA_AES_128_GCM] } },
    { minVersion: 'VersionTLS12', maxVersion: 'VersionTLS12', cipherSuites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] },
  ],
  [
    'certificates that are required',
    { clientCertificates: { secretName: 'ca' } },
    { clientAuth: { secretNames: ['ca'], clientAuthType: 'RequireAndVerifyClientCert' } },
  ],
  [
    'certificates that may be left out',
    { clientCertificates: { secretName: 'ca', verify: ClientCertificateVerification.OPTIONAL } },
    { clientAuth: { secretNames: ['ca'], clientAuthType: 'VerifyClientCertIfGiven' } },
  ],
])('%s', (_, props, spec) => {
  const objects = synth(props);
  expect(objects.spec('TLSOption', 'r0-tls')).toEqual(spec);
  expect(objects.spec('IngressRoute', 'r0-https').tls).toEqual({ secretName: 'shop-tls', options: { name: 'r0-tls' } });
});

test('who needs a certificate of the client serves nobody over http', () => {
  const objects = synth({ clientCertificates: { secretName: 'ca', passToBackend: true } });
  expect(objects.middlewares('r0')).toEqual([{ redirectScheme: { scheme: 'https', permanent: true } }]);
  expect(objects.middlewares('r0-https')).toEqual([{ passTLSClientCert: { pem: true } }]);
});

test('a route for every host would let requests in around the option', () => {
  const edge = new Edge();
  edge.routes('r0', { clientCertificates: { secretName: 'ca' } }).addRoute('/', to('web'));
  expect(messageOf(() => edge.synth())).toContain(
    '[traefik/clients-of-any-host] clientCertificates is given, and some route takes every host',
  );
});

test('routers of one host with different options would fall back to the default ones', () => {
  expect(messageOf(() => synth({ clientCertificates: { secretName: 'ca' } }, {}))).toContain(
    '[traefik/clients-in-two-ways] "shop.example.com" is served here and by "web/r0"',
  );
  expect(synth({}, {}).names('TLSOption')).toEqual([]);
});

test.each<[option: string, certificates: NonNullable<PathIngressProps['clientCertificates']>]>([
  ['verifyDepth', { secretName: 'ca', verifyDepth: 2 }],
  ['secretNamespace', { secretName: 'ca', secretNamespace: 'other' }],
])('clientCertificates.%s has no counterpart', (option, clientCertificates) => {
  expect(messageOf(() => synth({ clientCertificates }))).toContain(
    `this PathIngress has clientCertificates.${option}, which would have no effect`,
  );
});
