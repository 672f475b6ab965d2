import { requestTo } from '../../src/table/request';

test.each([
  ['https://bücher.example.com/', 'xn--bcher-kva.example.com'],
  ['https://BÜCHER.example.com:8443/x', 'xn--bcher-kva.example.com:8443'],
  ['https://пример.испытание/', 'xn--e1afmkfd.xn--80akhbyknj4f'],
  ['https://shop.example.com/', 'shop.example.com'],
  ['https://Shop.Example.com:80/', 'Shop.Example.com:80'],
  ['https://[::1]:80/', '[::1]:80'],
])('of %s the host is sent as %s', (url, host) => {
  expect(requestTo(url).host).toBe(host);
});
