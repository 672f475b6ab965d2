import { serverNameOf, serverNameOfHost } from '../../../../src/dialects/ingress-nginx/read/server-names';

// nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c (`ngx_http_core_server_name`), src/core/ngx_hash.c (`ngx_hash_add_key`).
test.each<readonly [string, object]>([
  ['Shop.example.com', { kind: 'exact', name: 'shop.example.com' }],
  ['shop.example.com.', { kind: 'exact', name: 'shop.example.com.' }],
  ['.example.com', { kind: 'pattern', match: { kind: 'anyDepth', domain: 'example.com' } }],
  ['*.example.com', { kind: 'pattern', match: { kind: 'anyDepth', domain: 'example.com' } }],
  ['shop.*', { kind: 'pattern', match: { kind: 'anyEnding', beginning: 'shop' } }],
  ['.', { kind: 'exact', name: '.' }],
  ['~^a$', { kind: 'pattern', match: { kind: 'regex', pattern: '^a$', caseSensitive: true } }],
  ['~^A$', { kind: 'pattern', match: { kind: 'regex', pattern: '^A$', caseSensitive: false } }],
  ['~', { kind: 'refused', because: 'empty regex' }],
  ['a..b', { kind: 'refused', because: 'invalid server name or wildcard "a..b"' }],
  ['*.', { kind: 'refused', because: 'invalid server name or wildcard "*."' }],
  ['.*', { kind: 'refused', because: 'invalid server name or wildcard ".*"' }],
  ['a*.example.com', { kind: 'refused', because: 'invalid server name or wildcard "a*.example.com"' }],
  ['*.*.example.com', { kind: 'refused', because: 'invalid server name or wildcard "*.*.example.com"' }],
])('nginx reads the name %j as %j', (text, expected) => {
  expect(serverNameOf(text)).toEqual(expected);
});

test.each<readonly [string, object]>([
  ['shop.example.com', { kind: 'exact', name: 'shop.example.com' }],
  ['*.Example.com', { kind: 'pattern', match: { kind: 'oneLabel', domain: 'example.com', label: 'word' } }],
])('the controller writes the host %j as %j', (host, expected) => {
  expect(serverNameOfHost(host)).toEqual(expected);
});
