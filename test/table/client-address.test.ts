import { isAddressIn } from '../../src/table/client-address';

test.each<readonly [string, readonly string[], boolean | undefined, string]>([
  ['10.1.2.3', ['11.0.0.0/8', '10.0.0.0/8'], true, 'one of several networks is enough'],
  ['10.1.2.3', ['10.1.2.3'], true, 'an address is a network of one'],
  ['10.1.2.3', [], false, 'there is none to be in'],
  ['10.1.2.3', ['::/0'], false, 'no network of IPv6 holds an address of IPv4'],
  ['2001:db8::1', ['0.0.0.0/0'], false, 'nor the other way round'],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true, 'an address of IPv4 in the form of IPv6 is one of IPv4'],
  ['10.1.2.3', ['10.0.0.0/33'], undefined, 'a length that no network has is not decided'],
  ['10.1.2.3', ['10.0.0.0/'], undefined, 'nor one that is missing'],
  ['10.1.2.3', ['many'], undefined, 'nor a text that is no network'],
  ['nobody', ['10.0.0.0/8'], undefined, 'nor one that is no address'],
])('%s in %j: %s: %s', (address, networks, expected) => {
  expect(isAddressIn(address, networks)).toBe(expected);
});
