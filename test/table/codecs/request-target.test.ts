import { hostName } from '../../../src/table/codecs/host-name';
import { escapePath, readTarget, unescapeRedirect } from '../../../src/table/codecs/request-target';
import type { RequestRules } from '../../../src/table/routing-table';

const NGINX: RequestRules = {
  percentDecoding: 'all',
  mergeSlashes: true,
  resolveDotSegments: true,
  forwardedPath: 'asSent',
  known: true,
  longestLineBytes: 8192,
  refusedMethods: [],
  trustsForwardedHeaders: false,
  underscoreHeaders: 'dropped',
};

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
  const read = readTarget(target, NGINX);
  expect('malformed' in read ? undefined : read.path).toBe(path);
});

test.each([
  ['/a%20b?x=%20', '/a%20b?x=%20', 'x=%20', undefined],
  ['/a', '/a', undefined, undefined],
  ['/a?', '/a?', '', undefined],
  ['/a?x#y', '/a?x#y', 'x', undefined],
  ['http://H.example:81/a?b', '/a?b', 'b', 'H.example'],
])('%j is sent on as %j', (target, sent, query, host) => {
  expect(readTarget(target, NGINX)).toMatchObject({ sent, query, host });
});

test.each<readonly [Partial<RequestRules>, string, string, string]>([
  [{ percentDecoding: 'unreserved' }, '/%61%2Fb', '/a%2Fb', 'only what needs no escape is decoded'],
  [{ percentDecoding: 'none' }, '/%61//b', '/%61/b', 'nothing is decoded'],
  [{ mergeSlashes: false }, '/a//b', '/a//b', 'slashes are kept'],
  [{ resolveDotSegments: false }, '/a/../b', '/a/../b', 'dots are kept'],
])('%j: %j is compared as %j: %s', (rules, target, path) => {
  expect(readTarget(target, { ...NGINX, ...rules })).toMatchObject({ path });
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
