import { NginxCodec, type NginxSettings } from '../../../../src/table/codecs/nginx/codec';
import type { RoutingRequest } from '../../../../src/table/request';

const SETTINGS: NginxSettings = {
  codec: 'nginx',
  firstBufferBytes: 1024,
  furtherBuffers: 2,
  furtherBufferBytes: 2048,
  underscoreHeaders: 'dropped',
  dropsOtherNames: true,
};

/** The status that a request is answered with, or `read`. */
function statusOf(more: Partial<RoutingRequest>, settings: Partial<NginxSettings> = {}): number | string {
  const codec = new NginxCodec({ ...SETTINGS, ...settings });
  const request: RoutingRequest = { host: 'h', target: '/', ...more };
  const read = codec.readRequest(request, request.host === null ? undefined : codec.readHost(request.host));
  return 'status' in read ? read.status : 'read';
}

test.each<readonly [RoutingRequest['headers'] & object, number | string, string]>([
  [{ 'X Y': '1' }, 400, 'a space ends a name'],
  [{ ':x': '1' }, 400, 'a colon begins none'],
  [{ 'X\x7f': '1' }, 400, 'nor is there a control character in one'],
  [{ 'X.Y': '1', Ünder: '1', X_Y: '1' }, 'read', 'other characters only drop the header'],
  [{ Host: 'other' }, 400, 'a second host'],
  [{ 'Content-Length': ['1', '1'] }, 400, 'a second length'],
  [{ Authorization: 'a', authorization: 'b' }, 400, 'names are compared without regard to case'],
  [{ Cookie: ['a=1', 'b=2'], 'X-A': ['1', '2'] }, 'read', 'many headers may be sent twice'],
  [{ 'Content-Length': 'abc' }, 400, 'a length is a number'],
  [{ 'Content-Length': '-1' }, 400, 'without a sign'],
  [{ 'Content-Length': '' }, 400, 'and not empty'],
  [{ 'Content-Length': '9223372036854775808' }, 400, 'of 63 bits'],
  [{ 'Content-Length': ' 5 ' }, 'read', 'spaces around a value do not count'],
  [{ 'Transfer-Encoding': 'Chunked' }, 'read', 'the encoding that everybody knows'],
  [{ 'Transfer-Encoding': 'gzip' }, 501, 'no other is known'],
  [{ 'Transfer-Encoding': 'chunked', 'Content-Length': '1' }, 400, 'a body has one length'],
  [{ 'X-A': 'a\0b' }, 400, 'a zero byte'],
])('headers %j: %s: %s', (headers, status) => {
  expect(statusOf({ headers })).toBe(status);
});

test.each<readonly [string, number | string, string]>([
  ['HTTP/1.0', 'read', 'the oldest that is read'],
  ['HTTP/1.9', 'read', 'any second number'],
  ['HTTP/2.0', 505, 'not on this connection'],
  ['HTTP/11.0', 505, 'all digits count'],
  ['HTTP/0.9', 400, 'which has no version in its request line'],
  ['http/1.1', 400, 'case counts'],
  ['HTTP/1', 400, 'a version has two numbers'],
])('%s: %s: %s', (httpVersion, status) => {
  expect(statusOf({ httpVersion })).toBe(status);
});

test('HTTP/1.0 has no Transfer-Encoding', () => {
  expect(statusOf({ httpVersion: 'HTTP/1.0', headers: { 'Transfer-Encoding': 'chunked' } })).toBe(400);
});

const line = (bytes: number): string => 'x'.repeat(bytes - 'X-0: \r\n'.length);
test.each<readonly [readonly number[], number | string, string]>([
  [[900], 'read', 'lines stand behind each other in the first buffer'],
  [[2048, 2048], 'read', 'a line may fill a further one'],
  [[2049], 400, 'but not more'],
  [[1500, 1500, 1500], 400, 'there are only so many'],
  [[1500, 500, 1500], 'read', 'a short line stands behind a long one'],
])('header lines of %j bytes: %s: %s', (bytes, status) => {
  expect(statusOf({ headers: Object.fromEntries(bytes.map((one, i) => [`X-${i}`, line(one)])) })).toBe(status);
});

test('an answer to headers that are too long has no page, as nginx has a status of its own for it', () => {
  const codec = new NginxCodec(SETTINGS);
  const request = { host: 'h', target: '/', headers: { 'X-0': line(2049) } };
  expect(codec.readRequest(request, codec.readHost('h'))).toEqual({ status: 400, because: 'the headers do not fit into the buffers' });
});

test.each([
  ['Basic dTpw', true, 'name and password'],
  ['basic  dTpw', true, 'in any case, with spaces'],
  ['Basic dTo=', true, 'a password may be empty'],
  ['Basic OnA=', false, 'a name may not'],
  ['Basic dQ==', false, 'without a colon there is no password'],
  ['Basic', false, 'there is nothing'],
  ['Bearer dTpw', false, 'it is something else'],
])('"%s" has credentials: %s: %s', (authorization, has) => {
  expect(new NginxCodec(SETTINGS).hasCredentials({ host: 'h', target: '/', headers: { authorization } })).toBe(has);
});
