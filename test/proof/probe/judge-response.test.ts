import { judgeReply, type Naming, type Reply } from '../../../src/proof/probe/judge-response';
import type { Decision } from '../../../src/table/decide';
import { ORIGIN } from '../diff/table';

const HEADER: Naming = { header: 'X-Backend', pattern: undefined };
const BODY: Naming = { header: undefined, pattern: /^served by (\S+)/ };
const NO: Naming = { header: undefined, pattern: undefined };

const PATH: Naming = { ...HEADER, path: { header: 'X-Path', pattern: undefined } };
const PATH_ALONE: Naming = { ...NO, path: { header: 'X-Path', pattern: undefined } };

const came = (status: number, headers: { readonly [name: string]: string } = {}, body = ''): Reply => ({
  kind: 'response',
  status,
  headers: Object.entries(headers),
  body,
});
const from = (name: string, status = 200): Reply => came(status, { 'x-backend': name });
const shows = (path: string): Reply => came(200, { 'x-backend': 'cart', 'x-path': path });
const to = (service: string, more: Partial<Decision> = {}): Decision => ({
  backend: { kind: 'service', namespace: 'shop', service, port: 80 },
  upstreamUri: '/',
  ...more,
});
const refused = (status: number): Decision => ({ status, because: 'refused' });
const asking = (gate: NonNullable<Decision['assuming']>[number]['gate'], status: number): Partial<Decision> => ({
  assuming: [{ gate, origin: ORIGIN, otherwise: [{ decision: refused(status) }] }],
});
const AUTH = { kind: 'externalAuth', url: 'http://auth', refusals: [] } as const;
const CERTIFICATE = { kind: 'clientCertificate', required: true, refusal: { kind: 'answer', status: 400, because: '' } } as const;

test.each<readonly [string, Decision | readonly Decision[], Reply, Naming, 'same' | 'different' | 'unknown']>([
  ['the Service by name', to('cart'), from('cart'), HEADER, 'same'],
  ['with its namespace', to('cart'), from('shop/cart'), HEADER, 'same'],
  ['with its port', to('cart'), from('shop/cart:80'), HEADER, 'same'],
  ['in the DNS of the cluster', to('cart'), from('cart.shop.svc.cluster.local'), HEADER, 'same'],
  ['a pod of a Deployment', to('cart'), from('cart-5d4f8c7b9-abcde'), HEADER, 'same'],
  ['a pod of a StatefulSet', to('cart'), from('cart-0'), HEADER, 'same'],
  ['a Service whose name begins alike', to('cart'), from('cart-admin'), HEADER, 'different'],
  ['one of another namespace', to('cart'), from('other/cart'), HEADER, 'different'],
  ['the name in the body', to('cart'), came(200, {}, 'served by cart'), BODY, 'same'],
  ['another name in the body', to('cart'), came(200, {}, 'served by help'), BODY, 'different'],
  ['whatever the status of the backend', to('cart'), from('cart', 404), HEADER, 'same'],
  ['no name', to('cart'), came(404), HEADER, 'different'],
  ['no backend at all', to('cart'), came(503), HEADER, 'unknown'],
  ['a body that is empty', to('cart'), came(200), BODY, 'unknown'],
  ['the path that it got', to('cart', { upstreamUri: '/a?b=c' }), shows('/a?b=c'), PATH, 'same'],
  ['the path without the query', to('cart', { upstreamUri: '/a?b=c' }), shows('/a'), PATH, 'same'],
  ['another query', to('cart', { upstreamUri: '/a?b=c' }), shows('/a?b=d'), PATH, 'different'],
  ['another path', to('cart', { upstreamUri: '/a' }), shows('//a'), PATH, 'different'],
  ['no path', to('cart', { upstreamUri: '/a' }), from('cart'), PATH, 'unknown'],
  ['the path alone', to('cart', { upstreamUri: '/a' }), shows('/a'), PATH_ALONE, 'unknown'],
  ['another path alone', to('cart', { upstreamUri: '/a' }), shows('/b'), PATH_ALONE, 'different'],
  ['no way to know', to('cart'), came(200), NO, 'unknown'],
  [
    'a page for errors',
    to('cart', { instead: [{ statuses: [404], ofBackend: true, decision: to('pages') }] }),
    came(404),
    HEADER,
    'unknown',
  ],
  ['the status', { status: 404 }, came(404), NO, 'same'],
  ['another status', { status: 404 }, came(200), NO, 'different'],
  ['the status of a backend', { status: 404 }, from('cart', 404), HEADER, 'different'],
  ['a redirect', { status: 308, location: 'https://a/' }, came(308, { Location: 'https://a/' }), NO, 'same'],
  ['one to elsewhere', { status: 308, location: 'https://a/' }, came(308, { Location: 'https://b/' }), NO, 'different'],
  ['one without Location', { status: 308, location: 'https://a/' }, came(308), NO, 'different'],
  ['one of several', { alternatives: ['a', 'b'].map((name) => ({ share: 0.5, decision: to(name) })) }, from('b'), HEADER, 'same'],
  ['none of several', { alternatives: ['a', 'b'].map((name) => ({ share: 0.5, decision: to(name) })) }, from('c'), HEADER, 'different'],
  ['who is let in by somebody else', to('cart', asking(AUTH, 401)), from('cart'), HEADER, 'same'],
  ['who is not', to('cart', asking(AUTH, 401)), came(401), HEADER, 'same'],
  ['neither', to('cart', asking(AUTH, 401)), from('help'), HEADER, 'different'],
  ['without a certificate', to('cart', asking(CERTIFICATE, 400)), came(400), HEADER, 'same'],
  ['let in without a certificate', to('cart', asking(CERTIFICATE, 400)), from('cart'), HEADER, 'different'],
  ['one of two addresses', [{ status: 403 }, { status: 200 }], came(200), NO, 'same'],
  ['a closed connection', {}, { kind: 'closed' }, NO, 'same'],
  ['a closed connection in place of an answer', { status: 404 }, { kind: 'closed' }, NO, 'different'],
  ['an answer in place of a closed connection', {}, came(200), NO, 'different'],
  ['nothing', to('cart'), { kind: 'failed', because: 'no answer' }, HEADER, 'unknown'],
  ['what the table cannot decide', { undecided: 'chance' }, came(200), NO, 'unknown'],
  ['one of what the table cannot decide', { undecided: 'chance', oneOf: [to('a'), to('b')] }, from('a'), HEADER, 'same'],
])('%s', (_, decision, reply, naming, verdict) => {
  expect(judgeReply([decision].flat(), reply, naming).verdict).toBe(verdict);
});
