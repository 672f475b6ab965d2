import { GoCodec } from '../../../../src/table/codecs/go/codec';
import { joinPath } from '../../../../src/table/join-path';
import type { RoutingRequest } from '../../../../src/table/request';

const CLEANING = new GoCodec({ codec: 'go', cleanPaths: true });
const read = (request: Partial<RoutingRequest>, codec = CLEANING) => {
  const { host = 'h.example', target = '/', ...more } = request;
  return codec.readRequest({ host, target, ...more }, host === null ? undefined : codec.readHost(host));
};

/** Recorded of Traefik 3.7.13: test/truth/gateway-api/traefik. */
describe('paths', () => {
  test.each([
    ['/foo', '/foo', '/foo', 'nothing is to be done'],
    ['//foo///', '/foo/', '/foo/', 'slashes are merged, one stays at the end'],
    ['/foo/.', '/foo', '/foo', 'path.Clean drops the slash before a dot'],
    ['/../../foo/../foo/x', '/foo/x', '/foo/x', 'nothing leaves the root'],
    ['/%66oo', '/foo', '/foo', 'what needs no escape is decoded'],
    ['/%2e%2e/foo', '/foo', '/foo', 'decoded dots count'],
    ['/foo/..%2Fbar', '/foo/..%2Fbar', '/foo/..%2Fbar', 'an escaped slash is none'],
    ['/foo%2fx', '/foo%2Fx', '/foo%2Fx', 'digits of escapes are capital letters'],
    ['/foo%20bar', '/foo bar', '/foo%20bar', 'routes are compared without escapes of what is not reserved'],
    ['/foo/{x}', '/foo/{x}', '/foo/%7Bx%7D', 'what must be escaped is escaped for the backend'],
    ['/%C3%A9', '/\u00c3\u00a9', '/%C3%A9', 'routes are compared in bytes'],
    ['/foo%2F{', '/foo/{', '/foo/%7B', 'where the path is not encoded as a whole, it is decoded and encoded again'],
    ['/a?x;y#z', '/a', '/a?x&y#z', 'semicolons separate parameters, and fragments of a query are part of it'],
    ['/a?', '/a', '/a?', 'an empty query stays'],
  ])('%s is compared as %j and forwarded as %s, because %s', (target, path, forwarded) => {
    const seen = read({ target });
    expect(seen).toMatchObject({ target: { path } });
    expect('target' in seen && CLEANING.forwardedTarget(seen.target)).toBe(forwarded);
  });

  test('a server that does not clean paths keeps their segments', () => {
    expect(read({ target: '//a/../b' }, new GoCodec({ codec: 'go', cleanPaths: false }))).toMatchObject({ target: { path: '//a/../b' } });
  });

  test.each([
    ['/bar', '/x', '/bar/x'],
    ['/bar/', '', '/bar'],
    ['/bar', '/', '/bar/'],
    ['', '/x', 'x'],
    ['/', '', '/'],
    ['/a/..', '/..%2F', '/..%2F'],
  ])('%j joined with %j is %j', (base, rest, joined) => expect(joinPath(base, rest)).toBe(joined));
});

test.each<readonly [Partial<RoutingRequest>, number, string]>([
  [{ target: '/foo%' }, 400, 'the escape is broken'],
  [{ target: '/foo#x' }, 400, 'a fragment is not part of a request'],
  [{ target: '/a b' }, 400, 'a space ends the target'],
  [{ target: 'foo' }, 400, 'it is neither a path nor a URL'],
  [{ target: 'http:foo' }, 400, 'the rest of the URL is opaque'],
  [{ target: 'http://a:b/' }, 400, 'the port is no number'],
  [{ target: '*', method: 'OPTIONS' }, 200, 'it asks for the server itself'],
  [{ method: 'G T' }, 400, 'the method is no token'],
  [{ httpVersion: 'HTTP/2.0' }, 505, 'over plain text only HTTP/1 is served'],
  [{ httpVersion: 'HTTP/11' }, 400, 'it is no version'],
  [{ host: null }, 400, 'HTTP/1.1 needs a Host header'],
  [{ host: 'a/b' }, 400, 'it cannot be a host'],
  [{ headers: { 'a b': '1' } }, 400, 'it cannot be a header'],
  [{ headers: { a: 'x\u0001' } }, 400, 'it has a control character'],
  [{ headers: { Host: 'b.example' } }, 400, 'one Host header is enough'],
])('%j is answered %i, because %s', (request, status) => {
  expect(read(request)).toEqual({ status, because: expect.any(String) });
});

test.each<readonly [Partial<RoutingRequest>, string, string]>([
  [{ host: ' A.Example:abc ' }, 'a.example', 'any port is cut off'],
  [{ host: 'a.example.:80' }, 'a.example.', 'a dot at the end stays'],
  [{ host: '[::1]:80' }, '::1', 'brackets are cut off'],
  [{ host: 'a:b:c' }, 'a:b:c', 'it cannot be split'],
  [{ host: '' }, '', 'the header is there'],
  [{ host: null, httpVersion: 'HTTP/1.0' }, '', 'HTTP/1.0 needs no Host header'],
  [{ target: 'http://u:p@b.example:81/x' }, 'b.example', 'the URL counts and not the header'],
  [{ target: 'http:/x' }, 'h.example', 'the URL has no host'],
])('%j is for host %j, because %s', (request, name) => expect(read(request)).toMatchObject({ name }));

test('header lines are compared one by one, cookies and parameters by the rules of Go', () => {
  const headers = { 'X-A': ['1', ' 2 '], x_a: '3', Cookie: 'A=1; a="2"' };
  const request = { host: 'h', target: '/?a=%31&A=2&a=x+y&a=%zz&&b', headers };
  const seen = read(request);
  expect(CLEANING.headerValues(request, 'x-a')).toEqual(['1', '2']);
  expect(CLEANING.headerValues(request, 'host')).toEqual([]);
  expect([CLEANING.cookieValue(request, 'a'), CLEANING.cookieValue(request, 'b')]).toEqual(['2', undefined]);
  expect('target' in seen && ['a', 'b', 'c'].map((name) => CLEANING.queryValues(seen.target, name))).toEqual([['1', 'x y'], [''], []]);
});
