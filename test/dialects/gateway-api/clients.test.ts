import { App, Chart, Testing } from 'cdk8s';
import { ClientCertificateVerification, gatewayApi, Tls, TlsCipher, TlsVersion } from '../../../src';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import { messageOf, to } from '../../synth-routes';
import { Edge } from './synth';

/** How clients speak TLS is a ClientTrafficPolicy of the listener, which belongs to the Gateway. */
const SHOP = { host: 'shop.example.com', tls: Tls.secret('shop-tls') };

function synth(...all: readonly PathIngressProps[]) {
  const edge = new Edge();
  all.forEach((props, index) => {
    edge.routes(`r${index}`, { ...SHOP, ...props }).addRoute(`/r${index}`, to('web'));
  });
  return edge.synth();
}

const TARGET = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge', sectionName: 'https-shop.example.com' }];

test.each<[what: string, props: PathIngressProps, spec: object]>([
  [
    'versions and ciphers',
    { tlsPolicy: { minVersion: TlsVersion.TLS_1_2, ciphers: [TlsCipher.ECDHE_RSA_AES_128_GCM] } },
    { tls: { minVersion: '1.2', ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'] } },
  ],
  [
    'certificates that are required, and passed on',
    { clientCertificates: { secretName: 'ca', passToBackend: true } },
    {
      tls: { clientValidation: { mode: 'RequireAndVerify', caCertificateRefs: [{ kind: 'Secret', name: 'ca' }] } },
      headers: { xForwardedClientCert: { mode: 'SanitizeSet', certDetailsToAdd: ['Cert'] } },
    },
  ],
  [
    'certificates that may be left out',
    { clientCertificates: { secretName: 'ca', verify: ClientCertificateVerification.OPTIONAL } },
    { tls: { clientValidation: { mode: 'VerifyIfGiven', caCertificateRefs: [{ kind: 'Secret', name: 'ca' }] } } },
  ],
])('%s', (_, props, spec) => {
  expect(synth(props).ofKind('ClientTrafficPolicy')).toEqual([
    {
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'ClientTrafficPolicy',
      metadata: { name: 'edge-clients-shop-example-com', namespace: 'web' },
      spec: { targetRefs: TARGET, ...spec },
    },
  ]);
});

test('a Secret of another namespace needs a ReferenceGrant there', () => {
  const objects = synth({ clientCertificates: { secretName: 'ca', secretNamespace: 'authorities' } });
  const [policy] = objects.ofKind('ClientTrafficPolicy');
  expect(policy?.spec).toEqual({
    targetRefs: TARGET,
    tls: {
      clientValidation: { mode: 'RequireAndVerify', caCertificateRefs: [{ kind: 'Secret', name: 'ca', namespace: 'authorities' }] },
    },
  });
  expect(objects.ofKind('ReferenceGrant')).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'r0-authorities-to-web-from-web', namespace: 'authorities' },
      spec: {
        from: [{ group: 'gateway.envoyproxy.io', kind: 'ClientTrafficPolicy', namespace: 'web' }],
        to: [{ group: '', kind: 'Secret', name: 'ca' }],
      },
    },
  ]);
});

test('two constructs that say the same share the policy of the listener', () => {
  const props = { tlsPolicy: { minVersion: TlsVersion.TLS_1_3 } };
  expect(synth(props, props).names('ClientTrafficPolicy')).toEqual(['edge-clients-shop-example-com']);
});

test.each<[reason: string, all: readonly PathIngressProps[], message: string]>([
  [
    'two constructs may not want different things of one listener',
    [{ tlsPolicy: { minVersion: TlsVersion.TLS_1_3 } }, { tlsPolicy: { minVersion: TlsVersion.TLS_1_2 } }],
    '[web/r1] [gateway-api/listener-in-two-ways] TLS of clients for "shop.example.com" differs from that of "web/r0"',
  ],
  [
    'without a certificate there is no listener',
    [{ host: 'plain.example.com', tls: undefined as never, tlsPolicy: { minVersion: TlsVersion.TLS_1_3 } }],
    '[gateway-api/clients-without-certificate] tlsPolicy is given, and there is no certificate beside it',
  ],
  [
    'the length of a chain has no field',
    [{ clientCertificates: { secretName: 'ca', verifyDepth: 2 } }],
    '[gateway-api/setting-not-used] this PathIngress has clientCertificates.verifyDepth, which would have no effect',
  ],
])('%s', (_, all, message) => {
  expect(messageOf(() => synth(...all))).toContain(message);
});

test('listeners of a Gateway that is there stay as they are', () => {
  const chart = new Chart(new App(), 'web');
  const implementation = gatewayApi.GatewayImplementation.ENVOY_GATEWAY;
  const controller = IngressController.fromGateway('edge', { namespace: 'infra', implementation });
  const routes = new PathIngress(chart, 'shop', { controller, tlsPolicy: { minVersion: TlsVersion.TLS_1_3 } });
  routes.addRoute('/', to('web'));
  expect(messageOf(() => Testing.synth(chart))).toContain(
    '[gateway-api/listeners-not-ours] tlsPolicy needs listeners of Gateway infra/edge',
  );
});
