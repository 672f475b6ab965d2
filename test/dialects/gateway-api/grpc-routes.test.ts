import { PROFILES } from '../../../src/dialects/gateway-api/profiles/registry';
import { answerOf, gateway, HTTP, HTTPS, type Members, object, route, rule, tableOf } from './manifests';

/** GRPCRoutes share hostnames with HTTPRoutes; what one may take is undecided, and the rest is not. */

const WEB = route('web', { hostnames: ['a.example', '*.b.example'], rules: [rule('PathPrefix', '/', 'web')] });
const grpc = (
  rules: readonly Members[] | undefined,
  hostnames: readonly string[] = ['a.example'],
  parentRefs: readonly Members[] = [{ name: 'gw' }],
) => object('GRPCRoute', 'calls', { parentRefs, hostnames, ...(rules === undefined ? {} : { rules }) });
const call = (more: Members, headers: readonly Members[] = []): Members => ({
  matches: [{ method: more, ...(headers.length === 0 ? {} : { headers }) }],
  backendRefs: [{ name: 'calls', port: 9000 }],
});

const answer = (objects: Parameters<typeof tableOf>[1], path: string, implementation = 'envoy-gateway', host = 'a.example'): string =>
  answerOf(tableOf(implementation, [gateway([HTTP]), WEB, ...objects]), `http://${host}${path}`);

test.each<[string, Members[] | undefined, string, string]>([
  ['a method', [call({ service: 'shop.Cart', method: 'Add' })], '/shop.Cart/Add', 'undecided'],
  ['another method', [call({ service: 'shop.Cart', method: 'Add' })], '/shop.Cart/Remove', 'web/web /shop.Cart/Remove'],
  ['a service', [call({ service: 'shop.Cart' })], '/shop.Cart/Remove', 'undecided'],
  ['another service', [call({ service: 'shop.Cart' })], '/shop.CartView/Get', 'web/web /shop.CartView/Get'],
  ['a method of any service', [call({ method: 'Add' })], '/x', 'undecided'],
  ['an expression', [call({ type: 'RegularExpression', service: 'shop.*' })], '/x', 'undecided'],
  [
    'a header that is not sent',
    [call({ service: 'shop.Cart' }, [{ name: 'x-beta', value: 'on' }])],
    '/shop.Cart/Add',
    'web/web /shop.Cart/Add',
  ],
  ['no matches', [{ backendRefs: [{ name: 'calls', port: 9000 }] }], '/x', 'undecided'],
  ['no rules', undefined, '/x', 'undecided'],
])('%s', (_, rules, path, expected) => {
  expect(answer([grpc(rules)], path)).toBe(expected);
});

test('a host of its own hides a wildcard where the most specific name owns a request, and where names compete nothing is known', () => {
  const own = grpc([call({ service: 'shop.Cart' })], ['x.b.example']);
  expect(answer([own], '/other', 'envoy-gateway', 'x.b.example')).toBe('404');
  expect(answer([own], '/other', 'traefik', 'x.b.example')).toBe('undecided');
  expect(answer([own], '/other', 'envoy-gateway', 'y.b.example')).toBe('web/web /other');
});

test('one of another Gateway takes nothing', () => {
  expect(answer([grpc(undefined, ['a.example'], [{ name: 'other' }])], '/x')).toBe('web/web /x');
});

test.each(PROFILES.map(({ name }) => name))('%s', (name) => {
  const objects = [gateway([HTTPS]), grpc([call({ service: 'shop.Cart' })])];
  expect(answerOf(tableOf(name, objects), 'https://a.example/shop.Cart/Add')).toBe('undecided');
});
