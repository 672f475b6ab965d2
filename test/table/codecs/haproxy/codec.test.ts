import { HaproxyCodec } from '../../../../src/table/codecs/haproxy/codec';
import type { RoutingRequest } from '../../../../src/table/request';

/** What is recorded in test/truth is not asked again here: this is from the sources that the codec names. */
const codec = new HaproxyCodec();

function seen(request: Partial<RoutingRequest>) {
  const whole = { host: 'a.test', target: '/', ...request };
  const read = codec.readRequest(whole);
  return 'target' in read ? { name: read.name, path: read.target.path, sent: codec.forwardedTarget(read.target) } : read;
}

test.each([
  ['the default port of https may be left out', { host: 'a.test', target: 'https://a.test:443/x' }, 'https://a.test:443/x'],
  ['a name and a password are no part of the host', { host: 'a.test', target: 'http://u:p@A.test/x' }, 'http://u:p@A.test/x'],
  ['a query without a path gets a path', { target: 'http://a.test?q' }, 'http://a.test/?q'],
  ['blanks around the target are none of it', { target: '/x \t' }, '/x'],
])('%s', (_, request, sent) => {
  expect(seen(request)).toMatchObject({ name: 'a.test', sent });
});

test.each([
  ['another host in the target', { target: 'http://b.test/' }, 400],
  ['another port in the target', { target: 'http://a.test:443/' }, 400],
  ['CONNECT without a port', { method: 'CONNECT', target: 'a.test' }, 400],
  ['a name of a header with a blank', { headers: { 'X A': '1' } }, 400],
  ['two lengths', { headers: { 'Content-Length': ['1', '2'] } }, 400],
  ['a coding behind chunked', { headers: { 'Transfer-Encoding': 'chunked, gzip' } }, 400],
  ['two hosts, of which one stands among the headers', { headers: { host: 'b.test' } }, 400],
  ['a head that leaves no room in the buffer', { target: `/${'x'.repeat(15_500)}` }, 431],
  ['a head beyond the buffer', { target: `/${'x'.repeat(17_000)}` }, 414],
])('%s is refused', (_, request, status) => {
  expect(seen(request)).toMatchObject({ status });
});

test('a coding that ends in chunked is taken, as are equal lengths', () => {
  expect(seen({ headers: { 'Transfer-Encoding': 'gzip, chunked' } })).toMatchObject({ path: '/' });
  expect(seen({ headers: { 'Content-Length': ['0', '0'] } })).toMatchObject({ path: '/' });
});

test('a rewrite keeps the query, and scheme and host of a whole URL', () => {
  const read = codec.readRequest({ host: 'a.test', target: 'http://a.test/x?q=1' });
  expect('target' in read && codec.rewrittenTarget('/y', read.target)).toBe('http://a.test/y?q=1');
});

test('credentials count only with the name of a user', () => {
  const request = { host: 'a.test', target: '/', headers: { authorization: `Basic ${btoa('ann:x')}` } };
  expect([undefined, ['ann'], ['bob'], []].map((users) => codec.hasCredentials(request, users))).toEqual([true, true, false, false]);
});

test.each([
  ['a=1&a=2', ['1', '2']],
  ['a=1;b=2?a=3', ['1', '3']],
  ['a', []],
  ['a=', ['']],
  ['A=1&ba=2&a=%31&', ['%31']],
  ['', []],
])('of the query %s, every value of the parameter counts', (query, values) => {
  const read = codec.readRequest({ host: 'a.test', target: `/x?${query}` });
  expect('target' in read && codec.queryValues(read.target, 'a')).toEqual(values);
});
