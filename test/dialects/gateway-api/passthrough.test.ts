import { RouteTarget, Tls } from '../../../src';
import { to } from '../../synth-routes';
import { synthShop } from './synth';

test('TLS that is passed on has a TLSRoute and a listener of its own, and http of the host is not served', () => {
  const objects = synthShop(
    (shop) => {
      shop.addRoute('/', to('web'));
      shop.addRoute('/', RouteTarget.tlsPassthrough(RouteTarget.external('vault', 8200, { namespace: 'safe' })), {
        host: 'vault.example.com',
      });
    },
    { host: 'shop.example.com', tls: Tls.secret('shop-tls') },
  );
  expect(objects.spec('TLSRoute', 'shop-tls')).toEqual({
    parentRefs: [{ name: 'edge', sectionName: 'tls-vault.example.com' }],
    hostnames: ['vault.example.com'],
    rules: [{ backendRefs: [{ name: 'vault', namespace: 'safe', port: 8200 }] }],
  });
  expect(objects.spec('Gateway', 'edge').listeners.slice(1)).toEqual([
    {
      name: 'https-shop.example.com',
      hostname: 'shop.example.com',
      port: 443,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: [{ name: 'shop-tls' }] },
    },
    { name: 'tls-vault.example.com', hostname: 'vault.example.com', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
  ]);
  expect(objects.names('HTTPRoute')).toEqual(['shop']);
  expect(objects.spec('ReferenceGrant', 'shop-to-safe-from-web').from).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'web' },
    { group: 'gateway.networking.k8s.io', kind: 'TLSRoute', namespace: 'web' },
  ]);
});
