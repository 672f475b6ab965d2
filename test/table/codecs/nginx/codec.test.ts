import { NginxCodec, type NginxSettings } from '../../../../src/table/codecs/nginx/codec';
import { escapePath, unescapeRedirect } from '../../../../src/table/codecs/nginx/escape';
import { hostName } from '../../../../src/table/codecs/nginx/host-name';
import { readTarget } from '../../../../src/table/codecs/nginx/target';
import type { RoutingRequest } from '../../../../src/table/request';

const SETTINGS: NginxSettings = {
  codec: 'nginx',
  firstBufferBytes: 1024,
  furtherBuffers: 4,
  furtherBufferBytes: 8192,
  underscoreHeaders: 'dropped',
  dropsOtherNames: true,
};
const codec = new NginxCodec(SETTINGS);

test.each<readonly [string, string | undefined, string]>([
  ['/foo', '/foo', 'most paths are compared as they are'],
  ['/foo/', '/foo/', 'a slash at the end counts'],
  ['//foo///bar', '/foo/bar', 'slashes are merged'],
  ['/a/./b/.', '/a/b/', 'a dot is the segment itself'],
  ['/a/b/../c', '/a/c', 'two dots are the one above'],
  ['/a/..', '/', 'up to the root'],
  ['/a//../b', '/b', 'slashes are merged before'],
  ['/...', '/...', 'three dots are a name'],
  ['/.hidden/..x', '/.hidden/..x', 'so are dots with something behind'],
  ['/a%20b', '/a b', 'escapes are decoded'],
  ['/a%2Fb', '/a/b', 'a slash too'],
  ['/a%2f..%2fb', '/b', 'and then counts as one'],
  ['/%2e%2e/x/../y', undefined, 'a decoded dot counts as one'],
  ['/a%252Fb', '/a%2Fb', 'once, not twice'],
  ['/a%3Fb', '/a?b', 'a decoded question mark is no query'],
  ['/a+b', '/a+b', 'a plus is a plus'],
  ['/%C3%A9', '/\xc3\xa9', 'bytes, not characters'],
  ['/é', '/\xc3\xa9', 'the same for what is sent without escapes'],
  ['/a%00', undefined, 'no zero byte'],
  ['/a%zz', undefined, 'no broken escape'],
  ['/a%2', undefined, 'nor half of one'],
  ['/..', undefined, 'not above the root'],
  ['/a/../../b', undefined, 'not on the way either'],
  ['/a b', undefined, 'no space'],
  ['/a\x01', undefined, 'no control character'],
  ['foo', undefined, 'a path begins with a slash'],
  ['*', undefined, 'nor is this one'],
  ['?q', undefined, 'nor this'],
  ['http://h.example/x', '/x', 'a whole URL has a path'],
  ['http://h.example', '/', 'or the root'],
  ['/foo?a=/../b', '/foo', 'the query is left alone'],
  ['/foo#x', '/foo', 'so is a fragment, which should not have been sent'],
])('%j is compared as %j: %s', (target, path) => {
  const read = readTarget(target);
  expect('malformed' in read ? undefined : read.path).toBe(path);
});

test.each([
  ['/a%20b?x=%20', '/a%20b?x=%20', 'x=%20', undefined],
  ['/a', '/a', undefined, undefined],
  ['/a?', '/a?', '', undefined],
  ['/a?x#y', '/a?x#y', 'x', undefined],
  ['http://H.example:81/a?b', '/a?b', 'b', 'H.example'],
])('%j is sent on as %j', (target, sent, query, host) => {
  expect(readTarget(target)).toMatchObject({ sent, query, host });
});

test.each([
  ['/a b', '/a%20b', 'a space'],
  ['/a%2Fb', '/a%252Fb', 'a percent sign is data'],
  ['/a?b#c', '/a%3Fb%23c', 'so are these'],
  ['/\xc3\xa9', '/%C3%A9', 'bytes beyond ASCII'],
  ['/a{b}|c^`"<>\\', '/a%7Bb%7D%7Cc%5E%60%22%3C%3E%5C', 'what nginx escapes since 1.21.1'],
  ["/a~b!$&'()*+,;=:@[]", "/a~b!$&'()*+,;=:@[]", 'what it does not'],
])('%j is escaped as %j: %s', (path, escaped) => {
  expect(escapePath(path)).toBe(escaped);
});

test.each([
  ['https://h/%7Ea%20b', 'https://h/~a%20b', 'what is safe is plain again'],
  ['https://h/a%3Fb%7E?c%7E', 'https://h/a?b%7E?c%7E', 'up to a question mark'],
])('a Location of %j is %j: %s', (text, plain) => {
  expect(unescapeRedirect(text)).toBe(plain);
});

test.each<readonly [string, string | undefined, string]>([
  ['Shop.Example.COM', 'shop.example.com', 'case does not count'],
  ['h.example:8080', 'h.example', 'the port neither'],
  ['h.example.', 'h.example', 'nor a dot at the end'],
  ['h.example:abc', 'h.example', 'whatever the port is'],
  ['[::1]:80', '[::1]', 'an address with colons has brackets'],
  ['a_b.example', 'a_b.example', 'an underscore is let in'],
  ['a..example', undefined, 'two dots are not'],
  ['a.example/x', undefined, 'nor is a slash'],
  ['a b', undefined, 'nor a space'],
  ['', undefined, 'nor nothing'],
  [':80', undefined, 'nor a port alone'],
])('the name of host %j is %j: %s', (text, name) => {
  expect(hostName(text)).toBe(name);
});

test.each<readonly [string, string, string, string | undefined, string]>([
  ['Cookie', 'a=1; B=2', 'b', '2', 'case does not count'],
  ['cookie', 'a=1, a=2', 'a', '1', 'the first of a name counts, and a comma separates too'],
  ['COOKIE', 'a=1', 'c', undefined, 'there is no such cookie'],
])('%s "%s": cookie %s is %j: %s', (header, value, name, expected) => {
  expect(codec.cookieValue({ host: 'h', target: '/', headers: { [header]: value } }, name)).toBe(expected);
});

test.each<readonly ['dropped' | 'asDash', readonly string[], string]>([
  ['dropped', ['1, 2'], 'lines of one name are joined, names with an underscore are thrown away'],
  ['asDash', ['1, 2, 3'], 'names with an underscore count as those with a dash'],
])('headers with underscores are %s: %j: %s', (underscoreHeaders, expected) => {
  const headers = { 'X-A': ['1', '2'], x_a: '3' };
  const reader = new NginxCodec({ ...SETTINGS, underscoreHeaders });
  expect(reader.headerValues({ host: 'h', target: '/', headers }, 'x-a')).toEqual(expected);
});

test.each([
  ['/a%20b', 'a b', 'a%20b', 'as the path had an escape'],
  ['/a?b=%20', 'a b', 'a b', 'as only the query had one'],
])('for %s a capture of %j goes into a Location as %j: %s', (sent, text, written) => {
  expect(codec.locationCapture(text, { sent, path: '/', query: undefined })).toBe(written);
});

describe('requests that nginx answers before it looks for a host', () => {
  const short = new NginxCodec({ ...SETTINGS, firstBufferBytes: 50, furtherBuffers: 2, furtherBufferBytes: 100 });
  const read = (more: Partial<RoutingRequest>) => {
    const request: RoutingRequest = { host: 'h', target: '/', ...more };
    return short.readRequest(request, request.host === null ? undefined : short.readHost(request.host));
  };

  test.each<readonly [Partial<RoutingRequest>, number, string]>([
    [{ host: null }, 400, 'HTTP/1.1 needs a host'],
    [{ host: 'a/b' }, 400, 'no host'],
    [{ target: 'http://a..b/' }, 400, 'no host in the target'],
    [{ method: 'get' }, 400, 'no method'],
    [{ method: 'GET2' }, 400, 'a digit is in none'],
    [{ method: 'TRACE' }, 405, 'not let in'],
    [{ method: 'CONNECT' }, 405, 'the same'],
    [{ target: '/%00' }, 400, 'no path'],
    [{ target: `/${'é'.repeat(60)}` }, 414, 'too long in bytes'],
    [{ method: 'get', target: '/%00', host: 'a/b' }, 400, 'the first that is wrong counts'],
  ])('%j: %i: %s', (more, status) => {
    expect(read(more)).toMatchObject({ status, because: expect.any(String) });
  });

  test.each<readonly [Partial<RoutingRequest>, object, string]>([
    [{ host: null, httpVersion: 'HTTP/1.0' }, { name: undefined, hostAsSent: undefined }, 'HTTP/1.0 needs no host'],
    [{ host: 'H:81', target: 'http://Other:82/x' }, { name: 'other', hostAsSent: 'H:81', target: { path: '/x' } }, 'a URL says the host'],
    [{ method: 'PROP_FIND-X' }, { method: 'PROP_FIND-X', scheme: 'http' }, 'any word of these characters is a method'],
    [{ target: `/${'x'.repeat(84)}`, scheme: 'https' }, { scheme: 'https' }, 'as long as a line may be'],
  ])('%j is read: %s', (more, seen) => {
    expect(read(more)).toMatchObject(seen);
  });
});
