import type { KubeObject } from '../../../src/kinds/kube-object';
import { runWith } from '../../cli/run-cli';
import { ingress, service } from './objects';

/** The codes of what `check` finds, each with the place. */
async function found(...objects: readonly KubeObject[]): Promise<readonly string[]> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const { output } = await runWith(list, 'check', '-o', 'json');
  const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string; readonly severity: string }[] };
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}

const GROUP = { 'group.name': 'g' };

test('nothing is found where all is well', async () => {
  expect(
    await found(ingress({ paths: [{ path: '/cart', service: 'cart' }, { service: 'web' }] }), service('cart'), service('web')),
  ).toEqual([]);
});

test('a wildcard host of an earlier member takes what the exact host of a later one promises', async () => {
  const wide = ingress({ name: 'a', host: '*.example.com', annotations: GROUP, paths: [{ service: 'wide' }] });
  const narrow = ingress({ name: 'b', annotations: GROUP, paths: [{ path: '/cart', service: 'cart' }] });
  expect(await found(wide, narrow)).toEqual(['error manifest/path-never-as-promised']);
  const first = ingress({ name: 'b', annotations: { ...GROUP, 'group.order': '-1' }, paths: [{ path: '/cart', service: 'cart' }] });
  expect(await found(wide, first)).toEqual([]);
});

test('requests are asked where a host is served, whatever the port is', async () => {
  const annotations = { ...GROUP, 'listen-ports': [{ HTTP: 8080 }] };
  const wide = ingress({ name: 'a', host: '*.example.com', annotations, paths: [{ service: 'wide' }] });
  const narrow = ingress({ name: 'b', annotations, paths: [{ path: '/cart', service: 'cart' }] });
  expect(await found(wide, narrow)).toEqual(['error manifest/path-never-as-promised']);
});

test('a path with conditions of its own takes only some requests, which its author means', async () => {
  const conditions = [{ field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Beta', values: ['1'] } }];
  expect(await found(ingress({ annotations: { 'conditions.beta': conditions }, paths: [{ path: '/x', service: 'beta' }] }))).toEqual([]);
});

test('an action of an annotation is meant', async () => {
  const annotations = { 'actions.old': { type: 'redirect', redirectConfig: { path: '/new', statusCode: 'HTTP_301' } } };
  expect(await found(ingress({ annotations, paths: [{ path: '/old', service: 'old', port: 'use-annotation' }] }))).toEqual([]);
});

test('a missing action, a lost name, a guard that is left out and a limit have codes of their own', async () => {
  const annotations = {
    schema: 'internal',
    'jwt-validation': { jwksEndpoint: 'https://idp.example.net/jwks', issuer: 'https://idp.example.net' },
  };
  const paths = [
    { path: '/gone', service: 'gone', port: 'use-annotation' },
    { path: `/${'a'.repeat(127)}`, service: 'web' },
  ];
  expect(await found(ingress({ annotations, paths }))).toEqual([
    'error manifest/limit',
    'error manifest/open',
    'error annotation/unknown',
    'error manifest/backend-unreachable',
  ]);
});
