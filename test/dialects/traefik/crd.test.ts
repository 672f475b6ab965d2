import { readCrd } from '../../../src/dialects/traefik/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import type { ReadScope } from '../../../src/kinds/read-scope';
import { answer } from '../ingress-nginx/read/objects';
import { service } from './objects';

const H = 'https://h.example.com';

const object = (kind: string, name: string, spec: object, namespace = 'default'): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name, namespace },
  spec,
});

const WEB = [{ name: 'web', port: 80 }];
const HOST = 'Host(`h.example.com`)';

/** An IngressRoute; a route without services goes to "web". */
const routes = (given: readonly object[], more: object = {}, name = 'a') =>
  object('IngressRoute', name, { routes: given.map((route) => ({ match: HOST, services: WEB, ...route })), ...more });

const table = (objects: readonly KubeObject[], scope?: ReadScope) => readCrd(objects, scope);
const refusals = (objects: readonly KubeObject[], scope?: ReadScope) =>
  table(objects, scope).refused.map(({ origin, because }) => `${origin.field}: ${because}`);

describe('the order of routes', () => {
  test('the longer rule first, unless a priority says otherwise', () => {
    const long = { match: `${HOST} && PathPrefix(\`/a\`)`, services: [{ name: 'a', port: 80 }] };
    expect(answer(table([routes([{}, long])]), `${H}/a`)).toBe('a:80 /a');
    expect(answer(table([routes([{ priority: 1000 }, long])]), `${H}/a`)).toBe('web:80 /a');
  });

  test('rules of one length leave it to chance', () => {
    const other = routes([{ services: [{ name: 'b', port: 80 }] }], {}, 'b');
    expect(answer(table([routes([{}]), other]), `${H}/`)).toBe(
      'undecided: 2 routes of equal precedence take it, in an order that is left to chance',
    );
  });

  test('of several ways to match one rule the first that holds counts, without a tie', () => {
    const either = { match: `${HOST} && (PathPrefix(\`/a\`) || Method(\`GET\`))` };
    expect(answer(table([routes([either])]), `${H}/a`)).toBe('web:80 /a');
  });
});

test.each([
  ['(', ')'],
  ['!', ''],
  ['', ' && PathPrefix(`/`)'],
  ['PathPrefix(`/`) || ', ''],
])('a rule with 20 000 times %j or %j is not read, and leaves its requests undecided', (before, behind) => {
  const match = before.repeat(20_000) + HOST + behind.repeat(20_000);
  expect(answer(table([routes([{ match }])]), `${H}/`)).toMatch(/^undecided: its rule has \d+ operators and parentheses$/);
});

test('a Middleware of another provider may be there, unless the manifests are all and no option names the provider', () => {
  const guarded = routes([{ middlewares: [{ name: 'm@file' }] }]);
  const all = { complete: true, settings: {} };
  const withWeb = [guarded, service({ name: 'web' })];
  expect(answer(table([guarded]), `${H}/`)).toBe('undecided: what middleware "m@file" does is not known');
  expect(answer(table(withWeb, all), `${H}/`)).toBe('404');
  expect(answer(table(withWeb, { ...all, settings: { 'providers.file.filename': 'x' } }), `${H}/`)).toContain('undecided');
});

describe('services', () => {
  const to = (services: readonly object[], ...more: readonly KubeObject[]) => answer(table([routes([{ services }]), ...more]), `${H}/`);

  test('weights share requests', () => {
    expect(
      to([
        { name: 'a', port: 80 },
        { name: 'b', port: 80, weight: 3 },
        { name: 'c', port: 80, weight: 0 },
      ]),
    ).toBe('0.25 a, 0.75 b');
  });

  test.each([
    [
      {
        weighted: {
          services: [
            { name: 'a', port: 80, weight: 9 },
            { name: 'b', port: 80 },
          ],
        },
      },
      '0.9 a, 0.1 b',
    ],
    [{ mirroring: { name: 'a', port: 80, mirrors: [{ name: 'b', port: 80, percent: 10 }] } }, 'a:80 /'],
    [{ failover: { service: { name: 'a', port: 80 }, fallback: { name: 'b', port: 80 } } }, 'a:80 /'],
    [{ weighted: { services: [{ name: 't', kind: 'TraefikService' }] } }, '404'],
    [{}, '404'],
  ])('TraefikService %j: %s', (spec, expected) => {
    expect(to([{ name: 't', kind: 'TraefikService' }], object('TraefikService', 't', spec))).toBe(expected);
  });

  test.each([
    [{ name: 'noop@internal', kind: 'TraefikService' }, '418'],
    [{ name: 'api@internal', kind: 'TraefikService' }, 'undecided: api@internal answers'],
    [{ name: 't', kind: 'TraefikService' }, 'undecided: what TraefikService default/t does is not known'],
    [{ name: 'a', namespace: 'other', port: 80 }, '404'],
  ])('%j: %s', (one, expected) => {
    expect(to([one])).toBe(expected);
  });

  test('another namespace, where that is allowed', () => {
    const settings = { 'providers.kubernetesCRD.allowCrossNamespace': 'true' };
    const on = table([routes([{ services: [{ name: 'a', namespace: 'other', port: 80 }] }])], { settings });
    expect(answer(on, `${H}/`)).toBe('a:80 /');
  });

  test('one without endpoints loses the route', () => {
    expect(refusals([routes([{}]), service({ name: 'web', ready: false })])).toEqual([
      'spec.routes[0]: Service default/web has no endpoint',
    ]);
  });
});

describe('TLS towards the backend', () => {
  const transport = object('ServersTransport', 'open', { insecureSkipVerify: true });
  test.each<readonly [object, unknown]>([
    [{ port: 443 }, { verified: true }],
    [{ port: 80, scheme: 'https', serversTransport: 'open' }, { verified: false }],
    [{ port: 443, serversTransport: 'other' }, { unknown: 'ServersTransport default/other' }],
    [{ port: 80 }, undefined],
  ])('%j: %j', (given, value) => {
    const [candidate] = table([transport, routes([{ services: [{ name: 'a', ...given }] }])]).hosts[0]?.candidates ?? [];
    expect(candidate?.effects?.find(({ effect }) => effect === 'backendTls')?.value).toEqual(value);
  });
});

describe('TLS', () => {
  test('with tls a route takes requests with TLS alone', () => {
    const on = table([routes([{}], { tls: {} })]);
    expect([answer(on, `${H}/`), answer(on, 'http://h.example.com/')]).toEqual(['web:80 /', '404']);
  });

  test('a TLSOption asks for client certificates, unless another route of the host does not', () => {
    const option = object('TLSOption', 'mtls', { clientAuth: { clientAuthType: 'RequireAndVerifyClientCert' } });
    const guarded = routes([{}], { tls: { options: { name: 'mtls' } } });
    const gates = (objects: readonly KubeObject[]) =>
      table(objects).hosts[0]?.candidates.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'gate' ? step.gate.kind : [])));
    expect(gates([option, guarded])).toEqual(['clientCertificate']);
    expect(gates([option, guarded, routes([{ match: `${HOST} && Path(\`/open\`)` }], { tls: {} }, 'b')])).toEqual([]);
  });
});

describe('what has no effect', () => {
  test.each([
    [{ kind: 'Regel' }, 'its kind is "Regel", not "Rule"'],
    [{ match: '' }, 'its rule is empty'],
    [{ match: 'Hots(`h`)' }, 'its rule cannot be read: there is no matcher "Hots"'],
    [{ match: `${HOST}\n&& Path(\`/\`)` }, 'its rule cannot be read: unexpected "&&" behind the rule'],
    [{ match: 'Path(`a`)' }, 'its rule is wrong: path "a" does not begin with "/"'],
    [{ services: [] }, 'it has no service'],
    [{ middlewares: [{ name: 'm@kubernetes' }] }, 'middleware "m@kubernetes" does not exist'],
    [{ middlewares: [{ name: 'm', namespace: 'other' }] }, 'other/m is of another namespace, which is not allowed'],
  ])('%j: %s', (route, because) => {
    expect(refusals([routes([route])])).toEqual([`spec.routes[0]: ${because}`]);
  });

  test('an IngressRoute of another class', () => {
    const other = { ...routes([{}]), metadata: { name: 'a', annotations: { 'kubernetes.io/ingress.class': 'other' } } };
    expect(table([other]).ignored.map(({ because }) => because)).toEqual(['its ingress class is "other"']);
  });
});

test.each([
  ['the syntax of Traefik v2', [routes([{ syntax: 'v2' }])], 'its rule is in the syntax of Traefik v2'],
  [
    'routes below others',
    [routes([{ services: [] }], {}, 'parent'), routes([{ match: 'Path(`/`)' }], { parentRefs: [{ name: 'parent' }] }, 'child')],
    'routes that lie in each other decide',
  ],
])('%s is not read, and says so where it matters', (_, objects, because) => {
  expect(answer(table(objects), 'http://h.example.com/')).toBe(`undecided: ${because}`);
});
