import { execFileSync } from 'node:child_process';
import { requestsText } from '../../src/cli/requests-output';
import type { Cover } from '../../src/proof/cover/covering-requests';
import type { Decision } from '../../src/table/decide';
import type { RoutingRequest } from '../../src/table/request';

const coverOf = (request: Partial<RoutingRequest>, after: Decision = { status: 404 }): Cover => {
  const whole = { host: 'shop.example.com', target: '/cart', ...request };
  return { requests: [{ request: whole, before: { status: 404 }, after }], left: [] };
};

test.each<readonly [string, Partial<RoutingRequest>, readonly string[]]>([
  ['quotes', { headers: { 'X-Beta': "it's" } }, ["-X-Beta: it's"]],
  ['what a shell would replace', { headers: { 'X-Beta': '$HOME `id` "$(id)" \\' } }, ['-X-Beta: $HOME `id` "$(id)" \\']],
  ['a target with quotes', { target: "/a'b?c=$d" }, []],
])('curl gets %s as they are', (_, request, headers) => {
  const script = requestsText(coverOf(request), 'curl');
  const said = execFileSync('sh', ['-s', '--', '--connect-to'], {
    input: `curl() { printf '%s\\n' "$@"; }\n${script}`,
    encoding: 'utf8',
  }).split('\n');
  for (const header of headers) expect(said).toContain(header.slice(1));
  expect(said).toContain('--connect-to');
  expect(said.at(-2)).toBe(`http://shop.example.com${request.target ?? '/cart'}`);
});

test.each<readonly [string, Partial<RoutingRequest>, string]>([
  ['HEAD', { method: 'HEAD' }, "--head 'http:"],
  ['POST', { method: 'POST' }, "--request 'POST' 'http:"],
  ['a header without a value', { headers: { 'X-Beta': '' } }, "--header 'X-Beta;'"],
  ['a port', { port: 8443, scheme: 'https' }, "'https://shop.example.com:8443/cart'"],
])('curl: %s', (_, request, expected) => {
  expect(requestsText(coverOf(request), 'curl')).toContain(expected);
});

test.each<readonly [string, Partial<RoutingRequest>, Decision, string]>([
  ['a value with a hash', { headers: { 'X-Beta': 'a#b\\' } }, { status: 404 }, 'X-Beta: a\\#b\\\\\nHTTP 404\n'],
  [
    'a redirect',
    {},
    { status: 301, location: 'https://a/"q"' },
    'GET http://shop.example.com/cart\nHTTP 301\n[Asserts]\nheader "Location" == "https://a/\\"q\\""\n',
  ],
  [
    'an address that nobody can choose',
    { clientAddress: '10.0.0.1' },
    { status: 403 },
    '# from a client at 10.0.0.1\n# before: status 404\n',
  ],
  ['a status that depends on the address', { clientAddress: '10.0.0.1' }, { status: 403 }, '\nHTTP *\n'],
])('hurl: %s', (_, request, after, expected) => {
  expect(requestsText(coverOf(request, after), 'hurl')).toContain(expected);
});

test('curl sends the body whose length decides, and says its length once', () => {
  const script = requestsText(coverOf({ headers: { 'Content-Length': '2000' } }), 'curl');
  const said = execFileSync('sh', ['-s'], { input: `curl() { wc -c; printf '%s\\n' "$@"; }\n${script}`, encoding: 'utf8' }).split('\n');
  expect(said[0]?.trim()).toBe('2000');
  expect(said).toEqual(expect.arrayContaining(['--data-binary', '@-', '--request', 'GET', 'Content-Type:', 'Expect:']));
  expect(said.join(' ')).not.toContain('Content-Length');
});

test.each([
  ['a short body', '3', 'GET http://shop.example.com/cart\n`xxx`\nHTTP 404\n'],
  ['a long body', '2000', '# not in this form: its body has 2000 bytes (--requests curl sends it)\n'],
])('hurl: %s', (_, length, expected) => {
  const file = requestsText(coverOf({ headers: { 'Content-Length': length } }), 'hurl');
  expect(file).toContain(expected);
  expect(file).not.toContain('Content-Length');
});

test('what there is no request for is a comment of one line', () => {
  const left = [{ hosts: ['shop.example.com'], path: '/a', because: 'a script\ndecides', compared: 0 }];
  for (const form of ['hurl', 'curl'] as const)
    expect(requestsText({ requests: [], left }, form)).toContain('# no request: shop.example.com/a: a script decides\n');
});
