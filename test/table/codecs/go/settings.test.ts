import { GoCodec } from '../../../../src/table/codecs/go/codec';

const read = (codec: GoCodec, host: string, method = 'GET', target = '/') =>
  codec.readRequest({ host, method, target }, codec.readHost(host));

test.each([
  ['a dot at the end of a host is another host', {}, 'a.example.com.'],
  ['unless the proxy does not look at it', { trailingDot: 'ignored' } as const, 'a.example.com'],
])('%s', (_, settings, name) => {
  expect(read(new GoCodec({ codec: 'go', cleanPaths: true, ...settings }), 'A.example.com.:80')).toMatchObject({
    name,
    hostAsSent: 'A.example.com.:80',
  });
});

test('a tunnel is matched like any request, and not passed on', () => {
  const codec = new GoCodec({ codec: 'go', cleanPaths: true });
  const seen = read(codec, 'a.example.com', 'CONNECT', '/');
  expect('target' in seen && codec.notForwarded(seen)).toEqual({ status: 501, because: 'CONNECT is not forwarded' });
  const other = read(codec, 'a.example.com');
  expect('target' in other && codec.notForwarded(other)).toBe(undefined);
});
