import { answerOf, gateway, HTTP, HTTPS, type Members, object, route, rule, tableOf } from './manifests';

const WEB = route('web', { rules: [rule('PathPrefix', '/', 'web')] });
const OTHER_PORT = { name: 'other', port: 8080, protocol: 'HTTP' };
const TLS = { ...HTTPS, port: 80 };

const conflicts = (implementation: string, listeners: readonly Members[], sets: readonly (readonly Members[])[] = []) => {
  const further = sets.map((one, at) => object('ListenerSet', `set-${at}`, { parentRef: { name: 'gw' }, listeners: one }));
  const all = [gateway(listeners, { allowedListeners: { namespaces: { from: 'Same' } } }), ...further, WEB];
  const { conditions = [] } = tableOf(implementation, all);
  return conditions.filter(({ type, reason }) => type === 'Conflicted' && reason === 'ProtocolConflict').map(({ of }) => of);
};

test('Envoy Gateway serves no listener of a port on which its Gateway speaks http and https', () => {
  expect(conflicts('envoy-gateway', [HTTP, TLS])).toEqual(['listener http', 'listener https']);
  const table = tableOf('envoy-gateway', [gateway([HTTP, TLS, OTHER_PORT]), WEB]);
  expect(answerOf(table, 'http://shop.example.com/')).toBe('no answer');
  expect(answerOf(table, 'https://shop.example.com:80/')).toBe('no answer');
  expect(answerOf(table, 'http://shop.example.com:8080/')).toBe('web/web /');
});

test('nor one beside a listener for TCP', () => {
  expect(conflicts('envoy-gateway', [{ name: 'tcp', port: 80, protocol: 'TCP' }, HTTP])).toEqual(['listener tcp', 'listener http']);
});

test('a listener that is wrong by itself takes no other one with it', () => {
  expect(conflicts('envoy-gateway', [HTTP, { ...TLS, tls: undefined }])).toEqual([]);
});

test('the protocol of the Gateway wins over ListenerSets', () => {
  expect(conflicts('envoy-gateway', [OTHER_PORT, HTTP], [[{ ...TLS, name: 'a' }]])).toEqual(['listener a']);
});

test('of ListenerSets alone the first listener wins, but none of a set that contradicts itself', () => {
  const secure = { ...TLS, name: 'a' };
  const plain = { ...HTTP, name: 'b' };
  expect(conflicts('envoy-gateway', [OTHER_PORT], [[secure], [plain]])).toEqual(['listener b']);
  expect(conflicts('envoy-gateway', [OTHER_PORT], [[secure, { ...plain, name: 'c' }], [plain]])).toEqual(['listener a', 'listener c']);
});

test('by the specification no listener of those that conflict wins', () => {
  expect(conflicts('specification', [HTTP, TLS])).toEqual(['listener http', 'listener https']);
});

test('Contour serves those of the first listener', () => {
  expect(conflicts('contour', [HTTP, TLS])).toEqual(['listener https']);
});
