import { sibling } from '../../../../src/dialects/ingress-nginx/render/further-hosts';
import { HostPatterns } from '../../../../src/dialects/ingress-nginx/render/host-patterns';

// kubernetes/ingress-nginx@controller-v1.15.1:pkg/util/ingress/ingress.go (`BuildRedirects`).
test.each([
  ['www.example.com', 'example.com'],
  ['example.com', 'www.example.com'],
  ['shop.www.example.com', 'www.shop.www.example.com'],
  ['awww.', 'www.awww.'],
])('%s and %s are each redirected to the other', (host, other) => {
  expect(sibling(host)).toBe(other);
});

test.each<readonly [readonly string[], string, string | undefined]>([
  [['/Cart/(.*)'], '/cart/x', '/Cart/(.*)'],
  [['/cart', '/cart/x.*'], '/cart/xy', '/cart/x.*'],
  [['/cart'], '/a/cart', undefined],
])('of the patterns %j of a host, the first that takes %s is %s, by length and without regard to case', (patterns, path, expected) => {
  expect(new HostPatterns(patterns).taker(path)).toBe(expected);
});
