import { Said, speakerOf } from '../../../src/dialects/haproxy/read/annotations';
import { rulesOf } from '../../../src/dialects/haproxy/read/rules';
import { clusterView } from '../../../src/kinds/cluster-view';

const OWNER = { kind: 'Ingress', namespace: 'default', name: 'a' };

/** The ids in the rows of the maps, as the controller v3.2.11 wrote them in the recording of test/truth. */
test.each([
  ['https by spec.tls', {}, true, '92afcf7456e1a884dd198b1f8bfb6f63'],
  ['another code', { 'ssl-redirect-code': '308' }, true, '46e2105c7d75c006393f3f732c7b8aa1'],
  ['a code that is none', { 'ssl-redirect-code': 'x' }, true, '8c806c26ad221686ac9e4ec71a3d1c7c'],
  ['another port', { 'ssl-redirect-port': '443' }, true, 'dbe4b28f9c4404fc36a7ae76ead9a37d'],
  [
    'https, then another host',
    { 'request-redirect': 'https://new.example.org' },
    true,
    '92afcf7456e1a884dd198b1f8bfb6f63.97bfcfe4e7dad30e0f9eb5731a53d384',
  ],
  ['a rewrite', { 'path-rewrite': '/foo/(.*) /new?p=\\1' }, false, '605c6301aebddafca58bf82cf7329938'],
  ['another Host header', { 'set-host': 'up.test:81' }, false, '3eb2e4787d996cec5e327498a1169c5e'],
  ['the address of a header', { 'src-ip-header': 'X-Real-IP' }, false, '278d1e709ee0c4b4b7ae338b4e61711a'],
  [
    'headers of the response, with and without quotes',
    { 'response-set-header': 'X-App changed\nX-New "a b"\nCache-Control no-store' },
    false,
    'd90f89e640300d5ce3cbe5da106f9189.a3e6b7a736b368d0ea00babe5701e2ad.030075980174501bcd396851c61ba54c',
  ],
  [
    'a limit of requests',
    { 'rate-limit-requests': '2', 'rate-limit-period': '1m', 'rate-limit-status-code': '429' },
    false,
    '2faf77721868a011c964a91b35259ce9.4af03047cb1951f31fb6172470ea9dd7',
  ],
  [
    'CORS with a method that there is not',
    { 'cors-enable': 'true', 'cors-allow-methods': 'GET, FOO' },
    false,
    'a7793470751a615ed6395e6cce8220f2.7642f313707653af2e69c6d0efd0343f.f4735fd22b1d45f745da1a3237d700fb.f71b960bdc84a665267da8e58359c134',
  ],
  ['passwords of a Secret that is missing', { 'auth-type': 'basic-auth', 'auth-secret': 'x' }, false, '1462259a026aa96fb3767d726e42b8c0'],
])('%s has the id of the controller', (_, annotations, hasTls, expected) => {
  const source = { said: new Said([speakerOf(annotations, OWNER)]), owner: OWNER, hasTls, fault: () => undefined };
  const rules = rulesOf({ ...source, cluster: clusterView([], { complete: true }) });
  expect(rules.map(({ id }) => id).join('.')).toBe(expected);
});
