import type { RequestCodec } from '../../../src/table/codecs/codec';
import { headerValues, type RoutingRequest, requestTo } from '../../../src/table/request';
import { Resolver } from '../../../src/table/resolve';
import type { Candidate, Outcome, RoutingTableData, Step } from '../../../src/table/routing-table';

/**
 * Lookup does nothing by itself that one family of proxies does: codecs of two others, cut down to what is asked here, give the answers that
 * were recorded of the real ones.
 */

/** Compares and forwards everything as it is sent, as HAProxy 3.2 does: haproxytech/kubernetes-ingress v3.2.11, recorded. */
const LITERAL: RequestCodec = {
  readHost: (sent) => ({ name: sent.toLowerCase().split(':', 1)[0]!, sent }),
  readRequest(request, host) {
    const [path = '', query] = request.target.split('?');
    // Without a Host header nothing matches.
    if (host === undefined || !('name' in host)) return { status: 404, because: 'no Host header' };
    const { method = 'GET', scheme = 'http' } = request;
    return { request, scheme, method, name: host.name, hostAsSent: host.sent, target: { sent: request.target, path, query } };
  },
  headerValues,
  cookieValue: () => undefined,
  clientAddress: (request) => request.clientAddress,
  bodyLength: () => undefined,
  hasCredentials: (request) => headerValues(request, 'authorization').length > 0,
  queryValues: () => [],
  forwardedTarget: ({ sent }) => sent,
  rewrittenTarget: (path, { query }) => (query === undefined ? path : `${path}?${query}`),
  locationCapture: (text) => text,
  location: (text) => text,
};

/** Envoy with the defaults of Envoy Gateway 1.9.1, recorded: slashes are merged, encoded ones redirected, the backend gets the normal form. */
const MERGING: RequestCodec = {
  ...LITERAL,
  readRequest(request, host) {
    if (request.httpVersion === 'HTTP/1.0') return { status: 426, because: 'HTTP/1.0 is not served' };
    if (Object.keys(request.headers ?? {}).some((name) => name.includes('_'))) return { status: 400, because: 'a header name has "_"' };
    const seen = LITERAL.readRequest(request, host);
    if (!('target' in seen)) return seen;
    const path = seen.target.path.replaceAll('\\', '/').replace(/\/{2,}/g, '/');
    const decoded = path.replace(/%2F|%5C/gi, '/');
    if (decoded !== path) return { status: 307, location: decoded, because: 'the path has an encoded slash' };
    return { ...seen, target: { ...seen.target, path } };
  },
  forwardedTarget: ({ path, query }) => (query === undefined ? path : `${path}?${query}`),
};

const origin = { kind: 'Test', namespace: 'n', name: 'o', field: 'f' };
const to = (service: string): Outcome => ({ kind: 'forward', backend: { kind: 'service', namespace: 'n', service, port: 80 } });
const rewrite: Step = {
  kind: 'rewrite',
  rewrite: { kind: 'replacePrefix', prefix: '/api', caseSensitive: true, replacement: '/v1' },
  origin,
};
const candidates: readonly Candidate[] = [
  {
    match: { path: { kind: 'always' }, conditions: [{ kind: 'header', name: 'x-a', test: { kind: 'equals', value: '2' } }] },
    steps: [],
    outcome: to('header'),
    origin,
  },
  { match: { path: { kind: 'segmentPrefix', path: '/api', caseSensitive: false } }, steps: [rewrite], outcome: to('api'), origin },
  { match: { path: { kind: 'segmentPrefix', path: '/plain', caseSensitive: true } }, steps: [], outcome: to('plain'), origin },
];
const table: RoutingTableData = {
  controller: 'test',
  version: '1',
  requests: { codec: 'neutral', trustsForwardedHeaders: false },
  hosts: [],
  patterns: [],
  fallback: { host: '', names: [], before: [], candidates, otherwise: { kind: 'answer', status: 404, because: 'nothing' } },
  certificates: [],
  refused: [],
  ignored: [],
  claimed: [],
  frozen: [],
};

test.each<readonly [string, RequestCodec, string, Partial<RoutingRequest>, object, string]>([
  ['literal', LITERAL, '/api/a%2Fb', {}, { upstreamUri: '/v1/a%2Fb' }, 'an escape that was not decoded is not escaped again'],
  ['literal', LITERAL, '/api/a b?c', {}, { upstreamUri: '/v1/a b?c' }, 'nor is anything else'],
  ['literal', LITERAL, '/API/x', {}, { upstreamUri: '/API/x' }, 'a prefix is not replaced in another case if case counts'],
  ['literal', LITERAL, '/plain//x', {}, { upstreamUri: '/plain//x' }, 'slashes stay'],
  ['literal', LITERAL, '//plain', {}, { status: 404 }, 'and are compared'],
  ['literal', LITERAL, '/plain', { method: 'GET2' }, { upstreamUri: '/plain' }, 'any method is let in'],
  ['literal', LITERAL, '/plain', { host: null }, { status: 404 }, 'a missing Host header is no 400'],
  ['merging', MERGING, '//plain//x?y', {}, { upstreamUri: '/plain/x?y' }, 'the backend gets the path that was compared'],
  ['merging', MERGING, '/plain\\x', {}, { upstreamUri: '/plain/x' }, 'a backslash is a slash'],
  ['merging', MERGING, '/plain%2fx', {}, { status: 307, location: '/plain/x' }, 'an early answer may be a redirect'],
  ['merging', MERGING, '/plain', { httpVersion: 'HTTP/1.0' }, { status: 426 }, 'or have a status of its own'],
  ['merging', MERGING, '/plain', { headers: { x_a: '1' } }, { status: 400 }, 'or be about a header'],
  [
    'merging',
    MERGING,
    '/plain',
    { headers: { 'x-a': ['1', '2'] } },
    { backend: { service: 'header' } },
    'header lines are compared one by one',
  ],
])('%s: %j: %s', (_, codec, target, more, expected) => {
  expect(new Resolver(table, codec).resolve({ ...requestTo('http://h/'), target, ...more })).toMatchObject(expected);
});
