import { PathType, Rewrite, RouteTarget } from '../../../../src';
import type { PathIngressProps } from '../../../../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../../../../src/api/routes/route-options';

import { codesOf, messageOf, nginx, synthRoutes, to } from '../../../synth-routes';

const { IMPLEMENTATION_SPECIFIC } = PathType;
const TARGET = 'nginx.ingress.kubernetes.io/rewrite-target';

const codes = (path: string, options: RouteOptions, props: PathIngressProps = {}): readonly string[] =>
  codesOf(() => synthRoutes((ingress) => ingress.addRoute(path, to('web'), options), props));

test.each<[string, string, RouteOptions, PathIngressProps]>([
  [
    'a path as the documentation of the controller has it',
    '/a(/|$)(.*)',
    { pathType: IMPLEMENTATION_SPECIFIC },
    { annotations: { [TARGET]: '/$2' } },
  ],
  ['a prefix, which is written with two captures', '/a', {}, { annotations: { [TARGET]: '/$2' } }],
  ['a target without captures', '/a', { pathType: IMPLEMENTATION_SPECIFIC }, { annotations: { [TARGET]: '/' } }],
  ['a rewrite of ours', '/', { rewrite: Rewrite.replacePrefix('/app') }, {}],
  ['a path that is no pattern on its host', '/a(', { pathType: IMPLEMENTATION_SPECIFIC }, {}],
])('%s is fine', (_, path, options, props) => {
  expect(codes(path, options, props)).toEqual([]);
});

test.each<[string, string, RouteOptions, string]>([
  ['a plain path with the captures forgotten', '/api', { pathType: IMPLEMENTATION_SPECIFIC }, '/$2'],
  ['one capture and the second is meant', '/api(/|$)', { pathType: IMPLEMENTATION_SPECIFIC }, '/$2'],
  ['the root, which has none', '/', {}, '/$1'],
])('%s is an error', (_, path, options, target) => {
  expect(codes(path, options, { annotations: { [TARGET]: target } })).toEqual(['ingress-nginx/capture-missing']);
});

test('a redirect that keeps the path for good between a name and the same with "www." is an annotation', () => {
  const message = (hostname: string) =>
    messageOf(() =>
      synthRoutes((ingress) => ingress.addRoute('/', RouteTarget.redirect({ hostname, status: 308 })), { host: 'www.example.com' }),
    );
  expect(message('example.com')).toContain('give those of "example.com" ingressNginx: { fromToWwwRedirect: true }');
  expect(message('shop.example.com')).not.toContain('fromToWwwRedirect');
});

test('settings that are known decide about headers', () => {
  const props = { controller: nginx({ 'global-allowed-response-headers': 'X-A, X-B' }), responseHeaders: { set: { 'X-B': 'b' } } };
  expect(codes('/', {}, props)).toEqual([]);
});
