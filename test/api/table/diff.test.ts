import { DifferenceKind, DiffVerdict, RoutingTable } from '../../../src';

const ingress = (path: string, annotations: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
  annotations: {${annotations}}
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: ${path}, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
`;
const LIST = '"nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8"';
const guarded = RoutingTable.fromYaml(ingress('/cart', LIST));
const open = RoutingTable.fromYaml(ingress('/cart', '"nginx.ingress.kubernetes.io/proxy-body-size": "8m"'));

test('a table and itself are the same', () => {
  expect(guarded.diff(guarded)).toMatchObject({
    verdict: DiffVerdict.SAME,
    differences: [],
    undecided: [],
    statement: expect.stringContaining('no such request is treated differently'),
  });
});

test('a lost guard comes before another difference of the same route, with a request that both tables were asked for', () => {
  const { verdict, differences } = guarded.diff(open);
  expect(verdict).toBe(DiffVerdict.DIFFERENT);
  expect(differences.map(({ kind, url }) => [kind, url])).toEqual([
    [DifferenceKind.UNGUARDED, 'http://shop.example.com/cart'],
    // The route that the controller makes for all other paths of the host has the same guard.
    [DifferenceKind.ANSWERED, 'http://shop.example.com/'],
    [DifferenceKind.EFFECT, 'http://shop.example.com/'],
    [DifferenceKind.EFFECT, 'http://shop.example.com/cart'],
  ]);
  expect(differences[0]?.before).toEqual(guarded.resolve('http://shop.example.com/cart'));
  expect(differences[0]?.after).toEqual(open.resolve('http://shop.example.com/cart'));
});

test('a limit that is no whole number is refused', () => {
  expect(() => guarded.diff(open, { stateLimit: 0.5 })).toThrow('stateLimit');
});
