import { hostName } from '../../../../src/table/codecs/go/host-name';

// golang/go@go1.26.8:src/net/ipsock.go (`SplitHostPort`): what cannot be split is the name as a whole.
test.each([
  ['Shop.example.com', 'shop.example.com'],
  ['shop.example.com:8443', 'shop.example.com'],
  ['shop.example.com.', 'shop.example.com.'],
  [' shop.example.com ', 'shop.example.com'],
  ['[::1]', '::1'],
  ['[::1]:8443', '::1'],
  ['x[::1]', 'x[::1]'],
  ['x[::1]:8443', 'x[::1]:8443'],
  ['[::1]x', '[::1]x'],
  ['[::1]:1:2', '[::1]:1:2'],
  ['::1', '::1'],
  ['a]:80', 'a]:80'],
])('%j stands for %j', (header, name) => {
  expect(hostName(header)).toBe(name);
});
