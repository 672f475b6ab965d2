import { requestOfLine } from '../../../src/proof/replay/log-line';

const none = { host: undefined, scheme: 'http' } as const;
const shop = { host: 'shop.example.com', scheme: 'https' } as const;

test.each([
  [
    'combined',
    '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "POST /cart?a=1 HTTP/1.1" 200 12 "-" "curl/8" 90 0.001 [shop-cart-80] [] 10.0.0.1:80 12 0.001 200 x',
    shop,
    { method: 'POST', target: '/cart?a=1', host: 'shop.example.com', scheme: 'https' },
  ],
  [
    'with a host in front',
    'shop.example.com:443 192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.0" 200 12 "-" "curl/8"',
    none,
    { method: 'GET', target: '/', host: 'shop.example.com', scheme: 'http', httpVersion: 'HTTP/1.0' },
  ],
  [
    'Envoy',
    '[2026-11-28T10:00:00.000Z] "GET /cart HTTP/2" 200 - 0 12 3 2 "192.0.2.1" "curl/8 "x"" "8d7f" "shop.example.com" "10.0.0.1:80"',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'http' },
  ],
  [
    'JSON of Traefik',
    '{"RequestHost":"shop.example.com","RequestMethod":"GET","RequestPath":"/cart","RequestProtocol":"HTTP/1.1","RequestScheme":"https"}',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'https' },
  ],
  [
    'JSON with a request line',
    '{"host":"shop.example.com","request":"GET /cart HTTP/1.1"}',
    none,
    { method: 'GET', target: '/cart', host: 'shop.example.com', scheme: 'http' },
  ],
])('a line: %s', (_, line, defaults, request) => {
  expect(requestOfLine(line, defaults)).toEqual(request);
});

test.each([
  ['a broken request', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"', shop],
  ['no host anywhere', '192.0.2.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', none],
  ['broken JSON', '{"host":', shop],
  ['something else', 'started', shop],
])('no request: %s', (_, line, defaults) => {
  expect(requestOfLine(line, defaults)).toBeUndefined();
});
