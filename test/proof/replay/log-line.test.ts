import { requestOfLine } from '../../../src/proof/replay/log-line';

const none = { host: undefined, scheme: 'http' } as const;
const shop = { host: 'shop.example.com', scheme: 'https' } as const;

test.each([
  [
    'combined',
    '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "POST /cart?a=1 HTTP/1.1" 200 12 "-" "curl/8" 90 0.001 [shop-cart-80] [] 10.0.0.1:80 12 0.001 200 x',
    shop,
    { method: 'POST', target: '/cart?a=1', host: 'shop.example.com', scheme: 'https', clientAddress: '192.0.2.1' },
  ],
  [
    'with a host in front',
    'shop.example.com:443 192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.0" 200 12 "-" "curl/8"',
    none,
    { method: 'GET', target: '/', host: 'shop.example.com', scheme: 'http', httpVersion: 'HTTP/1.0', clientAddress: '192.0.2.1' },
  ],
  [
    'Envoy',
    '[2026-11-28T10:00:00.000Z] "GET /cart HTTP/2" 200 - 0 12 3 2 "198.51.100.1, 192.0.2.1" "curl/8 "x"" "8d7f" "shop.example.com" "10.0.0.1:80"',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'http', clientAddress: '192.0.2.1' },
  ],
  [
    'JSON of Traefik',
    '{"ClientAddr":"[2001:db8::1]:4711","RequestHost":"shop.example.com","RequestMethod":"GET","RequestPath":"/cart","RequestProtocol":"HTTP/1.1","RequestScheme":"https"}',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'https', clientAddress: '2001:db8::1' },
  ],
  [
    'JSON with a request line',
    '{"host":"shop.example.com","request":"GET /cart HTTP/1.1"}',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'http' },
  ],
])('a line: %s', (_, line, defaults, request) => {
  expect(requestOfLine(line, defaults)?.request).toEqual(request);
});

test.each([
  ['an address with a port', '{"host":"a","request":"GET / HTTP/1.1","downstream_remote_address":"192.0.2.1:4711"}', '192.0.2.1'],
  ['an address without a port', '2001:db8::1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', '2001:db8::1'],
  ['a name in place of an address', 'client - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', undefined],
  ['no address', '[2026-11-28T10:00:00.000Z] "GET / HTTP/2" 200 - 0 12 3 2 "-" "curl" "8d7f" "a" "10.0.0.1:80"', undefined],
])('the client: %s', (_, line, address) => {
  expect(requestOfLine(line, shop)?.request.clientAddress).toBe(address);
});

test.each([
  ['a line that says neither', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', [true, true]],
  ['a line with a host', 'a.example.com 192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', [false, true]],
  ['a line with both', '{"host":"a.example.com","scheme":"http","request":"GET / HTTP/1.1"}', [false, false]],
])('what is assumed for %s', (_, line, assumed) => {
  const logged = requestOfLine(line, shop);
  expect([logged?.assumesHost, logged?.assumesScheme]).toEqual(assumed);
});

test.each([
  ['a broken request', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"', shop],
  ['no host anywhere', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', none],
  ['broken JSON', '{"host":', shop],
  ['something else', 'started', shop],
])('no request: %s', (_, line, defaults) => {
  expect(requestOfLine(line, defaults)).toBeUndefined();
});
