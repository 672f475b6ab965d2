import { EnvoyCodec } from '../../../../src/table/codecs/envoy/codec';
import type { RoutingRequest } from '../../../../src/table/request';

const MERGING = new EnvoyCodec({
  codec: 'envoy',
  mergeSlashes: true,
  escapedSlashes: 'redirected',
  fragments: 'refused',
  http10: false,
  underscoreHeaders: 'refused',
  headerLines: 'each',
});
const KEEPING = new EnvoyCodec({
  codec: 'envoy',
  mergeSlashes: false,
  escapedSlashes: 'kept',
  fragments: 'cut',
  http10: true,
  underscoreHeaders: 'kept',
  headerLines: 'joined',
});
const read = (request: Partial<RoutingRequest>, codec = MERGING) => {
  const { host = 'h.example', target = '/', ...more } = request;
  return codec.readRequest({ host, target, ...more }, host === null ? undefined : codec.readHost(host));
};

/** Recorded of the Gateways that are built on Envoy: test/truth/gateway-api. */
test.each([
  ['/foo', '/foo', '/foo', 'nothing is to be done'],
  ['///foo///', '/foo/', '///foo///', 'slashes are merged where that is asked for'],
  ['/foo/.', '/foo/', '/foo/', 'the slash before a dot stays'],
  ['/../../foo', '/foo', '/foo', 'nothing leaves the root'],
  ['/a//../b', '/a/b', '/a/b', 'an empty segment is one that can be left'],
  ['/foo/%2e%2e/bar', '/bar', '/bar', 'escaped dots count'],
  ['/%66oo%7E', '/foo~', '/foo~', 'what needs no escape is decoded'],
  ['/foo\\x', '/foo/x', '/foo/x', 'a backslash is a slash'],
  ['/foo%20%c3', '/foo%20%c3', '/foo%20%c3', 'other escapes stay as they are'],
  ['/foo%zz%', '/foo%zz%', '/foo%zz%', 'broken escapes stay too'],
  ['/<x>|^`', '/%3Cx%3E%7C%5E%60', '/%3Cx%3E%7C%5E%60', 'what must not stand in a path is escaped'],
  ['/a?x=//y/../z;%2F', '/a', '/a', 'the query is left alone'],
  ['http://u:p@h.example:81', '/', '/', 'a URL without a path asks for the root'],
])('%s is compared as %s, or as %s where less is asked for, because %s', (target, merging, keeping) => {
  expect(read({ target })).toMatchObject({ target: { path: merging } });
  expect(read({ target }, KEEPING)).toMatchObject({ target: { path: keeping } });
});

test.each([
  ['/a%2Fb', '/a/b'],
  ['/a/..%2fb?c', '/b?c'],
  ['/a%5Cb', '/a/b'],
])('%s is redirected to %s before any route is looked for, or compared as it is', (target, location) => {
  expect(read({ target })).toEqual({ status: 307, location, because: expect.any(String) });
  expect(read({ target }, KEEPING)).toMatchObject({ target: { path: target.split('?')[0] } });
});

test.each<readonly [Partial<RoutingRequest>, number, number | undefined, string]>([
  [{ target: '/a#b' }, 400, undefined, 'fragments are refused or cut off'],
  [{ target: '/a%00' }, 400, 400, 'zero is no character'],
  [{ target: '/\u00e9' }, 400, 400, 'URLs are ASCII'],
  [{ target: 'foo' }, 400, 400, 'it is neither a path nor a URL'],
  [{ target: '*' }, 400, 400, 'only OPTIONS asks for the server'],
  [{ target: '*', method: 'OPTIONS' }, 404, 404, 'no route has no path'],
  [{ target: 'h.example:443', method: 'CONNECT' }, 404, 404, 'no route takes it'],
  [{ target: 'https://h.example/' }, 403, 403, 'it came in without TLS'],
  [{ method: 'get' }, 400, 400, 'methods have case'],
  [{ method: 'FOO' }, 400, 400, 'it is not known'],
  [{ httpVersion: 'HTTP/1.0' }, 426, undefined, 'it has to be let in'],
  [{ host: null }, 400, 400, 'a Host header is missing'],
  [{ host: 'a/b' }, 400, 400, 'it cannot be a host'],
  [{ headers: { a_b: '1' } }, 400, undefined, 'underscores are refused'],
])('%j is answered %p, or %p, because %s', (request, status, keeping) => {
  expect(read(request)).toMatchObject({ status });
  expect(read(request, KEEPING)).toMatchObject(keeping === undefined ? { name: 'h.example' } : { status: keeping });
});

test.each<readonly [Partial<RoutingRequest>, string]>([
  [{ host: 'A.Example:abc' }, 'a.example'],
  [{ host: 'a.example.:80' }, 'a.example.'],
  [{ host: '[::1]:80' }, '[::1]'],
  [{ host: '' }, ''],
  [{ host: 'a.example', headers: { Host: 'b.example' } }, 'a.example,b.example'],
  [{ target: 'http://b.example/x' }, 'b.example'],
])('%j is for host %j', (request, name) => expect(read(request)).toMatchObject({ name }));

test('lines of one header are compared one by one or joined, and of a parameter the first counts, as it is sent', () => {
  const request = { host: 'h', target: '/?a=%31&a=2&b&c=', headers: { 'X-A': ['1', ' 2'], Cookie: 'a=1; b="2"' } };
  const seen = read(request);
  expect([MERGING.headerValues(request, 'x-a'), KEEPING.headerValues(request, 'x-a')]).toEqual([['1', '2'], ['1,2']]);
  expect(MERGING.headerValues(request, 'host')).toEqual(['h']);
  expect(['a', 'b', 'c'].map((name) => MERGING.cookieValue(request, name))).toEqual(['1', '2', undefined]);
  expect('target' in seen && ['a', 'b', 'c', 'd'].map((name) => MERGING.queryValues(seen.target, name))).toEqual([['%31'], [''], [''], []]);
  expect('target' in seen && MERGING.rewrittenTarget('/x', seen.target)).toBe('/x?a=%31&a=2&b&c=');
});
