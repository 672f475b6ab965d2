import { RoutingTable } from '../../../src';

// A request without credentials is refused for certain by a guard that asks for them, so that no other guard is seen to be lost.

const PREFIX = 'nginx.ingress.kubernetes.io/';

const table = (annotations: { readonly [name: string]: string }): RoutingTable =>
  RoutingTable.fromYaml(
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'a',
        annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])),
      },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'a.example.com',
            http: { paths: [{ path: '/api', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } }] },
          },
        ],
      },
    }),
  );

const BASIC = { 'auth-type': 'basic', 'auth-secret': 'users' };

const GUARDS: readonly (readonly [string, { readonly [name: string]: string }])[] = [
  ['an allow list', { 'whitelist-source-range': '10.0.0.0/8' }],
  ['a deny list', { 'denylist-source-range': '10.1.0.0/16' }],
  ['external authentication', { 'auth-url': 'http://auth.example.com/ask' }],
  ['client certificates', { 'auth-tls-secret': 'default/ca' }],
];

describe.each(GUARDS)('%s', (_, guard) => {
  test.each([
    ['is lost beside basic authentication', { ...guard, ...BASIC }, BASIC],
    ['is not replaced by basic authentication', guard, BASIC],
  ])('%s', (__, before, after) => {
    const { differences } = table(before).diff(table(after));
    expect(differences.map(({ kind }) => kind)).toContain('unguarded');
  });

  test('is the same on both sides', () => {
    const one = table({ ...guard, ...BASIC });
    expect(one.diff(table({ ...guard, ...BASIC })).differences).toEqual([]);
  });
});
