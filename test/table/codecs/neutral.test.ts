import { NEUTRAL } from '../../../src/table/codecs/neutral';
import type { RoutingRequest } from '../../../src/table/request';

const read = (request: Partial<RoutingRequest>) => {
  const { host = 'h.example', target = '/', ...more } = request;
  return NEUTRAL.readRequest({ host, target, ...more }, host === null ? undefined : NEUTRAL.readHost(host));
};

test.each(['/', '/foo', '/foo/', '/.hidden/..x/...', "/a;b=c/~d!$&'()*+,:@-", '/foo?a=/../%20b'])(
  '%s is compared and forwarded as it is sent',
  (sent) => {
    const seen = read({ target: sent });
    expect(seen).toMatchObject({ target: { sent, path: sent.split('?')[0] } });
    expect('target' in seen && NEUTRAL.forwardedTarget(seen.target)).toBe(sent);
  },
);

/** Where proxies that were recorded differ. */
test.each<readonly [Partial<RoutingRequest>, string]>([
  [{ target: '/a//b' }, 'some merge slashes, some do not'],
  [{ target: '/a/./b' }, 'some resolve dot segments'],
  [{ target: '/a/..' }, 'some answer what leaves the root with 400, some do not'],
  [{ target: '/a%2Fb' }, 'some decode it, some keep it, some redirect to the path with a slash'],
  [{ target: '/%61' }, 'some compare without decoding'],
  [{ target: '/a\\b' }, 'some make a slash of it'],
  [{ target: '/a|b' }, 'some escape it'],
  [{ target: '/\u00e9' }, 'some answer 400'],
  [{ target: '/a#b' }, 'some answer 400, some cut it off'],
  [{ target: '/a?b#c' }, 'the same in a query'],
  [{ target: '*' }, 'it is no path'],
  [{ target: 'http://other.example/' }, 'some demand that the Host header is the same'],
  [{ method: 'GET2' }, 'some let any method in'],
  [{ method: 'get' }, 'the same'],
  [{ method: 'TRACE' }, 'some answer 405'],
  [{ httpVersion: 'HTTP/1.0' }, 'some answer 426'],
  [{ host: 'h.example.' }, 'some take it for another host'],
  [{ host: 'h.example:http' }, 'some answer 400'],
  [{ host: 'a/b' }, 'the same'],
  [{ host: '' }, 'the same'],
])('%j is undecided: %s', (request) => {
  expect(read(request)).toEqual({ undecided: expect.any(String) });
});

test('HTTP/1.1 without a Host header is answered 400, as the protocol demands', () => {
  expect(read({ host: null })).toEqual({ status: 400, because: 'the request has no Host header' });
});

test.each([
  ['H.Example:81', 'h.example'],
  [' a_b ', 'a_b'],
  ['[::1]:80', '[::1]'],
])('host %j is %s', (host, name) => {
  expect(read({ host })).toMatchObject({ name, hostAsSent: host.trim() });
});

test('header names have no case, lines of one name count as one, and cookie names have case', () => {
  const request = { host: 'h', target: '/', headers: { 'X-A': ['1', '2'], Cookie: 'A=1; a=2' } };
  expect(NEUTRAL.headerValues(request, 'x-a')).toEqual(['1, 2']);
  expect(NEUTRAL.headerValues(request, 'Host')).toEqual(['h']);
  expect(NEUTRAL.headerValues(request, 'x_a')).toEqual([]);
  expect(NEUTRAL.cookieValue(request, 'a')).toBe('2');
});
