import { boundaryAddresses } from '../../../src/proof/diff/boundary-addresses';

test.each<readonly [readonly string[], readonly string[] | undefined, string]>([
  [['10.0.0.0/8'], ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'], 'the first, the last, and those outside'],
  [['10.1.2.3'], ['10.1.2.2', '10.1.2.3', '10.1.2.4'], 'a network of one'],
  [['0.0.0.0/0'], ['0.0.0.0', '255.255.255.255'], 'nothing is outside of all'],
  [['255.255.255.255/32'], ['255.255.255.254', '255.255.255.255'], 'nothing is behind the last'],
  [['10.1.2.3/31'], ['10.1.2.1', '10.1.2.2', '10.1.2.3', '10.1.2.4'], 'bits behind the length do not count'],
  [
    ['2001:db8::/127'],
    ['2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8:0:0:0:0:0:0', '2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:2'],
    'IPv6',
  ],
  [['1:2:3:4:5:6:7:8'], ['1:2:3:4:5:6:7:7', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:9'], 'without groups left out'],
  [['10.0.0.256'], undefined, 'no such number'],
  [['10.0.0'], undefined, 'three numbers'],
  [['10.0.0.0/33'], undefined, 'no such length'],
  [['10.0.0.0/-1'], undefined, 'a length below zero'],
  [['::/129'], undefined, 'no such length of IPv6'],
  [['1::2::3'], undefined, 'groups left out twice'],
  [['1:2:3'], undefined, 'too few groups'],
  [['g::'], undefined, 'no such digit'],
  [[], [], 'no network'],
])('%j has %j: %s', (networks, expected) => {
  expect(boundaryAddresses(networks)).toEqual(expected);
});
