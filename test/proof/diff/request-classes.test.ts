import { REQUEST_CLASSES } from '../../../src/proof/diff/request-classes';
import { type Profile, requestOf } from '../../../src/proof/diff/requests';

const PROFILE: Profile = { scheme: 'http', host: 'a.example.com', method: 'GET', query: '', headers: { 'X-A': 'v' } };

/** Each class of requests, and what differs from the plain one; `undefined`: there is none, for this needs a query. */
const CLASSES: readonly (readonly [what: string, differs: object | undefined])[] = [
  ['two slashes at the beginning of the path', { target: '//a/b' }],
  ['two slashes in the path', { target: '/a/b//x' }],
  ['two slashes at the end of the path', { target: '/a/b//' }],
  ['the segment "." in the path', { target: '/./a/b' }],
  ['the segment ".." in the path', { target: '/x/../a/b' }],
  ['the segment ".." at the end of the path', { target: '/a/b/x/..' }],
  ['the segment ".." beyond the root', { target: '/../a/b' }],
  ['an escaped letter', { target: '/%61/b' }],
  ['an escaped slash between segments', { target: '/a%2Fb' }],
  ['an escaped slash', { target: '/a/b%2Fx' }],
  ['an escaped slash in small letters', { target: '/a/b%2fx' }],
  ['an escaped backslash', { target: '/a/b%5Cx' }],
  ['a backslash', { target: '/a/b\\x' }],
  ['an escaped dot segment', { target: '/a/b/%2E%2E/x' }],
  ['a broken escape', { target: '/a/b%' }],
  ['an escaped zero byte', { target: '/a/b%00' }],
  ['an escaped space', { target: '/a/b%20' }],
  ['an escaped percent sign', { target: '/a/b%25' }],
  ['an escaped question mark', { target: '/a/b%3F' }],
  ['an escaped line break', { target: '/a/b%0A' }],
  ['escaped letters beyond ASCII', { target: '/a/b%C3%A9' }],
  ['letters beyond ASCII', { target: '/a/bé' }],
  ['parentheses in the path', { target: '/a/b(x)' }],
  ['a plus sign in the path', { target: '/a/b+' }],
  ['a semicolon in the path', { target: '/a/b;v=1' }],
  ['a colon, comma or equals sign in the path', { target: "/a/b:,=@&$!*'" }],
  ['a vertical bar or brackets in the path', { target: '/a/b|[]{}' }],
  ['quotes or a caret in the path', { target: '/a/b"^<>`' }],
  ['an empty query', { target: '/a/b?' }],
  ['a semicolon in the query', { target: '/a/b?a;b=1' }],
  ['a percent sign in the query', { target: '/a/b?a=%2f%41%' }],
  ['a parameter that stands twice', undefined],
  ['a fragment', { target: '/a/b#x' }],
  ['a whole URL as target', { target: 'http://a.example.com/a/b' }],
  ['the target "*"', { method: 'OPTIONS', target: '*' }],
  ['a target without a slash at its beginning', { target: 'x/a/b' }],
  ['a target of more than 8 kilobytes', { target: `/a/b?${'x'.repeat(9000)}` }],
  ['a target of more than 64 kilobytes', { target: `/a/b?${'x'.repeat(70_000)}` }],
  ['capital letters in the host', { host: 'A.EXAMPLE.COM' }],
  ['a port in the host', { host: 'a.example.com:80' }],
  ['another port in the host', { host: 'a.example.com:8443' }],
  ['a dot at the end of the host', { host: 'a.example.com.' }],
  ['an underscore in the host', { host: 'a_b.a.example.com' }],
  ['a comma in the host', { host: 'a.example.com,a.example.com' }],
  ['a character in the host that no host has', { host: 'a.example.com/x' }],
  ['an address as host', { host: '127.0.0.1' }],
  ['an empty host', { host: '' }],
  ['no host', { host: null }],
  ['HTTP/1.0', { httpVersion: 'HTTP/1.0' }],
  ['HTTP/1.0 without a host', { host: null, httpVersion: 'HTTP/1.0' }],
  ['HTTP/2 in a request line', { httpVersion: 'HTTP/2.0' }],
  ['a version of HTTP that there is not', { httpVersion: 'HTTP/1.9' }],
  ['a method that is not registered', { method: 'FOO' }],
  ['a method in small letters', { method: 'get' }],
  ['the method CONNECT', { method: 'CONNECT' }],
  ['the method TRACE', { method: 'TRACE' }],
  ['an underscore in the name of a header', { headers: { 'X-A': 'v', X_Test: '1' } }],
  ['a header that says the scheme', { headers: { 'X-A': 'v', 'X-Forwarded-Proto': 'https' } }],
  ['a header that says the host', { headers: { 'X-A': 'v', 'X-Forwarded-Host': 'other.invalid' } }],
  ['a header that says the address of the client', { headers: { 'X-A': 'v', 'X-Forwarded-For': '192.0.2.1' } }],
  ['a header that stands twice', { headers: { 'X-A': ['other', 'v'] } }],
  ['a header with a list of values', { headers: { 'X-A': 'other, v' } }],
  ['a header with a space in its name', { headers: { 'X-A': 'v', 'X Test': '1' } }],
  ['a header of more than 8 kilobytes', { headers: { 'X-A': 'v', 'X-Test': 'x'.repeat(9000) } }],
  ['a header of more than 64 kilobytes', { headers: { 'X-A': 'v', 'X-Test': 'x'.repeat(70_000) } }],
  ['a second Host header', { headers: { 'X-A': 'v', Host: 'other.invalid' } }],
  ['a length that is no number', { headers: { 'X-A': 'v', 'Content-Length': 'x' } }],
  ['no name in the TLS handshake', { scheme: 'https', sni: null }],
  ['another name in the TLS handshake', { scheme: 'https', sni: 'other.invalid' }],
  ['a port that has no routes', { port: 8081 }],
  ['https at a port of http', { scheme: 'https', port: 80 }],
  ['http at a port of https', { port: 443 }],
  ['http where nothing has a route', { port: 80 }],
  ['https where nothing has a route', { scheme: 'https', port: 443 }],
];

const written = (what: string, profile: Profile = PROFILE) => {
  const request = REQUEST_CLASSES.find((one) => one.what === what)?.write(profile, '/a/b');
  const plain: { readonly [member: string]: unknown } = { ...requestOf(profile, '/a/b') };
  return request === undefined
    ? undefined
    : Object.fromEntries(Object.entries(request).filter(([member, value]) => JSON.stringify(value) !== JSON.stringify(plain[member])));
};

test('requests of these classes are compared, and of no others', () => {
  expect(REQUEST_CLASSES.map(({ what }) => what)).toEqual(CLASSES.map(([what]) => what));
});

test.each(CLASSES)('%s', (what, differs) => {
  expect(written(what)).toEqual(differs);
});

test('a parameter that stands twice has another value first', () => {
  expect(written('a parameter that stands twice', { ...PROFILE, query: 'q=1' })).toEqual({ target: '/a/b?q=other&q=1' });
});

test('without a header that a route asks for, none stands twice', () => {
  const { headers, ...bare } = PROFILE;
  expect(headers).toBeDefined();
  expect(written('a header that stands twice', bare)).toBeUndefined();
});

test('the port of the profile is the one in the host', () => {
  expect(written('a port in the host', { ...PROFILE, port: 8080 })).toEqual({ host: 'a.example.com:8080' });
  expect(written('a port in the host', { ...PROFILE, scheme: 'https' })).toEqual({ host: 'a.example.com:443' });
});
