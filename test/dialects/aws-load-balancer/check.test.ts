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

const headers = (...values: readonly (readonly string[])[]) =>
  values.map((one, at) => ({ field: 'http-header', httpHeaderConfig: { httpHeaderName: `X-${at}`, values: one } }));
const guarded = {
  'auth-type': 'oidc',
  'auth-idp-oidc': {
    issuer: 'https://idp.example.net',
    authorizationEndpoint: 'https://idp.example.net/a',
    tokenEndpoint: 'https://idp.example.net/t',
    userInfoEndpoint: 'https://idp.example.net/u',
    secretName: 'oidc',
  },
};
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ path: `/${at}`, service: 'web' }));
const BOTH = { 'listen-ports': [{ HTTP: 80 }, { HTTP: 8080 }] };

/** Every limit of AWS and every silent fault of the controller, just beyond it and just within. */
test.each<readonly [what: string, codes: readonly string[], beyond: readonly KubeObject[], within: readonly KubeObject[]]>([
  [
    '6 values in a rule',
    ['error manifest/limit'],
    [ingress({ host: '', annotations: { 'conditions.web': headers(['1', '2'], ['1', '2']) }, paths: [{ path: '/a', service: 'web' }] })],
    [ingress({ host: '', annotations: { 'conditions.web': headers(['1', '2'], ['1']) }, paths: [{ path: '/a', service: 'web' }] })],
  ],
  [
    '4 values in a condition',
    ['error manifest/limit'],
    [ingress({ host: '', annotations: { 'conditions.web': headers(['1', '2', '3', '4']) }, paths: [{ service: 'web' }] })],
    [ingress({ host: '', annotations: { 'conditions.web': headers(['1', '2', '3']) }, paths: [{ service: 'web' }] })],
  ],
  [
    '7 wildcards in a rule',
    ['error manifest/limit'],
    [ingress({ paths: [{ path: '/*a*b*c*d*e*f*', pathType: 'ImplementationSpecific', service: 'web' }] })],
    [ingress({ paths: [{ path: '/*a*b*c*d*e*', pathType: 'ImplementationSpecific', service: 'web' }] })],
  ],
  ['101 rules', ['error manifest/limit'], [ingress({ paths: many(101) })], [ingress({ paths: many(100) })]],
  [
    '51 rules on each of two listeners',
    ['error manifest/limit'],
    [ingress({ annotations: BOTH, paths: many(51) })],
    [ingress({ annotations: BOTH, paths: many(50) })],
  ],
  [
    'a path of 129 characters',
    ['error manifest/limit'],
    [ingress({ paths: [{ path: `/${'a'.repeat(128)}`, pathType: 'Exact', service: 'web' }] })],
    [ingress({ paths: [{ path: `/${'a'.repeat(127)}`, pathType: 'Exact', service: 'web' }] })],
  ],
  [
    'a Prefix path of 127 characters, whose second value is two longer',
    ['error manifest/limit'],
    [ingress({ paths: [{ path: `/${'a'.repeat(126)}`, service: 'web' }] })],
    [ingress({ paths: [{ path: `/${'a'.repeat(125)}`, service: 'web' }] })],
  ],
  [
    'a wildcard in a Prefix path',
    ['error manifest/part-refused'],
    [ingress({ paths: [{ path: '/a*', service: 'web' }] })],
    [ingress({ paths: [{ path: '/a*', pathType: 'ImplementationSpecific', service: 'web' }] })],
  ],
  [
    'a wildcard in an Exact path',
    ['error manifest/part-refused'],
    [ingress({ paths: [{ path: '/a?', pathType: 'Exact', service: 'web' }] })],
    [ingress({ paths: [{ path: '/a', pathType: 'Exact', service: 'web' }] })],
  ],
  [
    'one member of a group with a fault',
    ['error manifest/part-refused'],
    [
      ingress({ name: 'a', annotations: GROUP, paths: [{ path: '/a*', service: 'web' }] }),
      ingress({ name: 'b', annotations: GROUP, paths: [{ path: '/b', service: 'web' }] }),
    ],
    [
      ingress({ name: 'a', annotations: GROUP, paths: [{ path: '/a', service: 'web' }] }),
      ingress({ name: 'b', annotations: GROUP, paths: [{ path: '/b', service: 'web' }] }),
    ],
  ],
  [
    'a Service inside the cluster with target type instance',
    ['error manifest/part-refused'],
    [ingress({ paths: [{ service: 'web' }] }), service('web', 'ClusterIP')],
    [ingress({ annotations: { 'target-type': 'ip' }, paths: [{ service: 'web' }] }), service('web', 'ClusterIP')],
  ],
  [
    'authentication on an http listener',
    ['error manifest/open'],
    [ingress({ annotations: guarded, paths: [{ service: 'web' }] })],
    [
      ingress({
        annotations: { ...guarded, 'listen-ports': [{ HTTPS: 443 }], 'certificate-arn': 'arn:aws:acm:eu-central-1:1:certificate/x' },
        paths: [{ service: 'web' }],
      }),
    ],
  ],
  [
    'ssl-redirect beside a path for ACME',
    ['warning manifest/lost'],
    [
      ingress({
        annotations: {
          'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }],
          'certificate-arn': 'arn:aws:acm:eu-central-1:1:certificate/x',
          'ssl-redirect': '443',
        },
        paths: [{ path: '/.well-known/acme-challenge', service: 'web' }],
      }),
    ],
    [
      ingress({
        annotations: { 'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }], 'certificate-arn': 'arn:aws:acm:eu-central-1:1:certificate/x' },
        paths: [{ path: '/.well-known/acme-challenge', service: 'web' }],
      }),
    ],
  ],
  [
    'a port that the Service does not have',
    ['error manifest/part-refused'],
    [ingress({ paths: [{ service: 'web', port: 81 }] }), service('web')],
    [ingress({ paths: [{ service: 'web', port: 80 }] }), service('web')],
  ],
])('%s: %j', async (_, codes, beyond, within) => {
  expect(await found(...beyond)).toEqual(codes);
  expect(await found(...within)).toEqual([]);
});
