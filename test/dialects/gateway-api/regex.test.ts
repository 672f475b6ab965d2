import { gatewayApi, PathType, RequestMatch, Rewrite } from '../../../src';
import { notInRe2, pathPattern, wholePath } from '../../../src/model/written-pattern';
import { messageOf, to } from '../../synth-routes';
import { synthShop } from './synth';

/** A regular expression of a route is anchored at the start of the path and not at its end. */
test.each<[written: string, whole: string, beginning: string, anywhere: string]>([
  ['/items/[0-9]+', '/items/[0-9]+.*', '/items/[0-9]+', '^/items/[0-9]+'],
  ['^/items', '/items.*', '/items', '^/items'],
  ['/items$', '/items', '/items$', '^/items$'],
  ['/price\\$', '/price\\$.*', '/price\\$', '^/price\\$'],
  ['/items/.*', '/items/.*', '/items/.*', '^/items/.*'],
  ['/v1\\.*', '/v1\\.*.*', '/v1\\.*', '^/v1\\.*'],
  ['/a|/b$', '(?:/a|/b$).*', '(?:/a|/b$)', '^(?:/a|/b$)'],
  ['/(a|b)', '/(a|b).*', '/(a|b)', '^/(a|b)'],
  ['/[|]$', '/[|]', '/[|]$', '^/[|]$'],
])('%s is written as %s, %s or %s', (written, whole, beginning, anywhere) => {
  expect([pathPattern(written, 'whole'), pathPattern(written, 'beginning'), pathPattern(written, 'anywhere')]).toEqual([
    whole,
    beginning,
    anywhere,
  ]);
});

test.each<[written: string, replaced: string]>([
  ['/users/([a-z]+)$', '^/users/([a-z]+)$'],
  ['/users/([a-z]+)', '^/users/([a-z]+).*$'],
  ['/a|/b', '^(?:/a|/b).*$'],
])('a rewrite replaces the whole path: %s as %s', (written, replaced) => {
  expect(wholePath(written)).toBe(replaced);
});

test.each<[pattern: string, part: string | undefined]>([
  ['/(?!admin)', '(?!'],
  ['/(?<=a)b', '(?<='],
  ['/(a)\\1', '\\1'],
  ['/a++', '++'],
  ['/(?>a)', '(?>'],
  ['/(?P<id>[0-9]+)', undefined],
  ['/(?<id>[0-9]+)', undefined],
  ['/(?i)a', undefined],
  ['/[(?=]+', undefined],
  ['/\\(?=a', undefined],
  ['/a\\++', undefined],
])('RE2 has all of %s but %s', (pattern, part) => {
  expect(notInRe2(pattern)).toBe(part);
});

test.each<[reason: string, implementation: gatewayApi.GatewayImplementation, refused: boolean]>([
  ['Envoy matches with RE2', gatewayApi.GatewayImplementation.ENVOY_GATEWAY, true],
  ['Traefik matches with the expressions of Go', gatewayApi.GatewayImplementation.TRAEFIK, true],
  ['NGINX matches with PCRE2', gatewayApi.GatewayImplementation.NGINX_GATEWAY_FABRIC, false],
])('look-around: %s', (_, implementation, refused) => {
  const build = () =>
    synthShop(
      (shop) => shop.addRoute('/(?!admin)', to('web'), { pathType: PathType.REGEX }),
      { host: 'a.example.com' },
      { implementation },
    );
  expect(messageOf(build).includes('[gateway-api/pattern-not-understood] route "a.example.com/(?!admin)" has "(?!" in a pattern')).toBe(
    refused,
  );
});

test('patterns of conditions are looked at too', () => {
  const matches = [RequestMatch.headerPattern('X-User', '(a)\\1')];
  expect(messageOf(() => synthShop((shop) => shop.addRoute('/', to('web'), { matches })))).toContain('has "\\\\1" in a pattern');
});

test('captures are put into the path by a filter of Envoy Gateway, with "\\" in the place of "$"', () => {
  const objects = synthShop((shop) =>
    shop.addRoute('/users/([a-z]+)$', to('api'), { pathType: PathType.REGEX, rewrite: Rewrite.regex('/of/$1') }),
  );
  expect(objects.spec('HTTPRouteFilter', 'shop-rewrite')).toEqual({
    urlRewrite: { path: { type: 'ReplaceRegexMatch', replaceRegexMatch: { pattern: '^/users/([a-z]+)$', substitution: '/of/\\1' } } },
  });
  expect(objects.spec('HTTPRoute', 'shop').rules).toEqual([
    {
      matches: [{ path: { type: 'RegularExpression', value: '/users/([a-z]+)' } }],
      filters: [{ type: 'ExtensionRef', extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'shop-rewrite' } }],
      backendRefs: [{ name: 'api', port: 80 }],
    },
  ]);
});
