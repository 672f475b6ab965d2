import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CONTROLLERS } from './harness/controllers';
import { INGRESS_NGINX } from './harness/ingress-nginx';
import { main } from './harness/main';

const folder = mkdtempSync(join(tmpdir(), 'truth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);
const fileWith = (content: unknown): string => {
  writeFileSync(path('cases.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return path('cases.json');
};

function run(...args: readonly string[]) {
  const output: string[] = [];
  const errors: string[] = [];
  const code = main(args, { write: (text) => output.push(text) }, { write: (text) => errors.push(text) });
  return { code, output: output.join(''), errors: errors.join('') };
}

const answersTo = (...cases: readonly object[]): readonly { readonly [member: string]: unknown }[] =>
  run(fileWith({ controller: 'ingress-nginx', cases }))
    .output.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const ingressTo = (service: string, path = '/a') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'a', namespace: 'default' },
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'a.test',
        http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } } }] },
      },
    ],
  },
});
const INGRESS = ingressTo('s');
const withAnnotations = (annotations: object) => ({
  ...INGRESS,
  metadata: {
    ...INGRESS.metadata,
    annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value])),
  },
});
const SERVICES = [{ namespace: 'default', name: 's', ports: [{ port: 80 }], endpoints: 'ready' }];
const ONE = { name: 'one', ingresses: [INGRESS], services: SERVICES, requests: [{ host: 'a.test', path: '/a/x' }] };
const TWO = { name: 'two', ingresses: [], services: [], mode: 'bypass', requests: [] };
const FORWARDED = { status: 200, backend: 'default/s:80', upstreamUri: '/a/x', location: null };
const LINES = `{"name":"one","admission":[{"ingress":"default/a","allowed":true}],"configOk":true,"requests":[{"status":200,"backend":"default/s:80","upstreamUri":"/a/x","location":null}]}
{"name":"two","admission":[],"configOk":true,"requests":[]}
`;

describe('what is answered', () => {
  test('the command of the repository prints one line for each case, in order', () => {
    const file = fileWith({ controller: 'ingress-nginx', cases: [ONE, TWO] });
    const args = ['run', '--silent', 'truth:answer', '--', file];
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: resolve(__dirname, '../..'), encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: LINES, stderr: '' });
  });

  test('a recording is answered as its cases are, because its own answers are left aside', () => {
    const asRecorded = ({ requests, mode = 'enforce', ...one }: { requests: readonly object[]; mode?: string }) => ({
      ...one,
      result: { mode, admission: [], configOk: false, requests: requests.map((request) => ({ ...request, observed: { status: 500 } })) },
    });
    const file = { schema: 'ingress-nginx-truth/1', controller: 'controller-v1.15.1', cases: [ONE, TWO].map(asRecorded) };
    expect(run(fileWith(file))).toEqual({ code: 0, output: LINES, errors: '' });
  });

  test('an object that the API server refused is not there, and admission did not see it', () => {
    expect(answersTo({ ...ONE, rejected: ['Ingress default/a'] })).toEqual([
      {
        name: 'one',
        admission: [],
        configOk: true,
        requests: [{ status: 404, backend: 'default-backend', upstreamUri: null, location: null }],
      },
    ]);
  });

  test.each([
    ['left out unless the mode says otherwise', {}, { status: 404, backend: 'default-backend', upstreamUri: null, location: null }],
    ['there in the mode "bypass"', { mode: 'bypass' }, { ...FORWARDED, upstreamUri: '/a(x' }],
  ])('an Ingress that admission refuses is %s', (_, more, expected) => {
    const [answer] = answersTo({ ...ONE, ...more, ingresses: [ingressTo('s', '/a(x')], requests: [{ host: 'a.test', path: '/a(x' }] });
    expect(answer).toEqual({ name: 'one', admission: [{ ingress: 'default/a', allowed: false }], configOk: true, requests: [expected] });
  });

  test('a weight leaves the answer to chance, and the possible answers are told', () => {
    const services = [...SERVICES, { namespace: 'default', name: 'next', ports: [{ port: 80 }], endpoints: 'ready' }];
    const { metadata } = withAnnotations({ canary: 'true', 'canary-weight': '10' });
    const canary = { ...ingressTo('next'), metadata: { ...metadata, name: 'b' } };
    expect(answersTo({ ...ONE, services, ingresses: [INGRESS, canary] })).toMatchObject([
      {
        requests: [{ undecided: 'chance decides, with shares 0.1, 0.9', oneOf: [{ ...FORWARDED, backend: 'default/next:80' }, FORWARDED] }],
      },
    ]);
  });

  test.each([
    ['of a name with "missing-" are not there', { name: 'missing-s' }, 503],
    ['of a name with "noep-" have no endpoint', { name: 'noep-s' }, 503],
    ['without a type have one', { name: 's' }, 200],
    ['of other machines answer under a name that resolves', { name: 's', type: 'ExternalName' }, 200],
  ])('services %s', (_, more, status) => {
    const services = SERVICES.map((service) => ({ ...service, ...more }));
    expect(answersTo({ ...ONE, ingresses: [ingressTo(more.name)], services })).toMatchObject([{ requests: [{ status }] }]);
  });

  test.each([
    ['is there for a case that says that it needs something', { needs: 'a Secret that exists' }, 401],
    ['is not there for others', {}, 503],
  ])('the Secret with a password %s', (_, more, status) => {
    const guarded = withAnnotations({ 'auth-type': 'basic', 'auth-secret': 'basic-auth' });
    expect(answersTo({ ...ONE, ...more, ingresses: [guarded] })).toMatchObject([{ requests: [{ status }] }]);
  });

  test('a backend answers what the headers of the request tell it', () => {
    const headers = { 'X-Echo-Status': '302', 'X-Echo-Location': '/y' };
    expect(answersTo({ ...ONE, requests: [{ host: 'a.test', path: '/a/x', headers }] })).toMatchObject([
      { requests: [{ ...FORWARDED, status: 302, location: '/y' }] },
    ]);
  });

  test.each([
    ['ok', 200, 'lets a request pass'],
    ['no', 401, 'wants credentials'],
    ['forbid', 403, 'lets nobody pass'],
    ['err', 500, 'fails'],
  ])('the authentication service answers at /%s so that the status is %i: it %s', (path, status) => {
    const guarded = withAnnotations({ 'auth-url': `http://127.9.9.9:9005/${path}` });
    expect(answersTo({ ...ONE, ingresses: [guarded] })).toMatchObject([{ requests: [{ status }] }]);
  });

  test('no other authentication service can be reached', () => {
    const guarded = withAnnotations({ 'auth-url': 'http://auth.example.com/ok' });
    expect(answersTo({ ...ONE, ingresses: [guarded] })).toMatchObject([{ requests: [{ status: 500 }] }]);
  });

  test.each([
    ['user:pass', 200],
    ['user:other', 401],
  ])('the password of %j makes the status %i', (credentials, status) => {
    const guarded = withAnnotations({ 'auth-type': 'basic', 'auth-secret': 'basic-auth' });
    const headers = { Authorization: `Basic ${btoa(credentials)}` };
    const request = { host: 'a.test', path: '/a/x', headers };
    expect(answersTo({ ...ONE, needs: true, ingresses: [guarded], requests: [request] })).toMatchObject([{ requests: [{ status }] }]);
  });

  test('a page for an error is asked for behind the backend, and what the last one says that says something counts', () => {
    const headers = { 'X-Echo-Status': '404' };
    const paged = withAnnotations({ 'custom-http-errors': '404' });
    const request = { host: 'a.test', path: '/a/x', headers };
    expect(answersTo({ ...ONE, ingresses: [paged], requests: [request] })).toMatchObject([
      { requests: [{ status: 404, backend: 'default-backend', upstreamUri: '/a/x', location: null }] },
    ]);
  });

  test('a Location header of a backend is changed as the table says', () => {
    const changed = withAnnotations({ 'proxy-redirect-from': 'http://in/', 'proxy-redirect-to': '/out/' });
    const headers = { 'X-Echo-Status': '302', 'X-Echo-Location': 'http://in/y' };
    expect(answersTo({ ...ONE, ingresses: [changed], requests: [{ host: 'a.test', path: '/a/x', headers }] })).toMatchObject([
      { requests: [{ status: 302, location: 'http://a.test/out/y' }] },
    ]);
  });

  test('an answer to HEAD has no body, so it does not tell what the backend received', () => {
    expect(answersTo({ ...ONE, requests: [{ host: 'a.test', path: '/a/x', method: 'HEAD' }] })).toMatchObject([
      { requests: [{ ...FORWARDED, upstreamUri: null }] },
    ]);
  });
});

describe('cases of Gateway API', () => {
  const CLASS = { gatewayClassName: 'traefik' };
  const gateway = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'gw' } };
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'r' } };
  const objects = [
    { ...gateway, spec: { ...CLASS, listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } },
    { ...route, spec: { parentRefs: [{ name: 'gw' }, { name: 'gw', port: 81 }], rules: [{ backendRefs: [{ name: 's', port: 80 }] }] } },
  ];
  const requests = [
    {
      host: 'a.test',
      path: '/a',
      headers: [
        ['X-A', '1'],
        ['X-A', '2'],
      ],
    },
    { host: 'a.test', path: '/a', port: 81 },
  ];
  const answers = (controller: string, services: readonly object[] = SERVICES) =>
    JSON.parse(run(fileWith({ controller, cases: [{ name: 'one', objects, services, requests }] })).output);
  const REFUSED = { status: null, backend: null, upstreamUri: null, location: null };

  test('conditions that are not well are told, and a port without a listener gives no answer', () => {
    expect(answers('gateway-api/envoy-gateway')).toEqual({
      name: 'one',
      conditions: { 'HTTPRoute default/r': [{ type: 'Accepted', status: 'False', reason: 'NoMatchingParent' }] },
      requests: [{ ...FORWARDED, upstreamUri: '/a' }, REFUSED],
    });
  });

  test('conditions are not told of a controller whose conditions were not recorded', () => {
    expect(answers('gateway-api/traefik')).toEqual({ name: 'one', requests: [{ ...FORWARDED, upstreamUri: '/a' }, REFUSED] });
  });

  test.each([
    ['an endpoint that is not ready', 'notready', 'gateway-api/envoy-gateway', 200],
    ['the same elsewhere', 'notready', 'gateway-api/istio', 503],
    ['no EndpointSlice', 'noslice', 'gateway-api/contour', 503],
    ['the same elsewhere', 'noslice', 'gateway-api/traefik', 500],
  ])('%s is a state of a Service', (_, endpoints, controller, status) => {
    const services = SERVICES.map((service) => ({ ...service, endpoints }));
    expect(answers(controller, services).requests[0].status).toBe(status);
  });
});

describe('what is not answered', () => {
  const KNOWN = `cases of these controllers can be answered: ${CONTROLLERS.map(({ controller }) => controller).join(', ')}`;
  test.each(['gateway-api/cilium', 'traefik/crd', 'constructor', ''])(
    'cases of "%s" are refused, because an answer for another controller would be wrong',
    (controller) => {
      const file = fileWith({ controller, cases: [ONE] });
      const errors = `truth:answer: "${file}": it has controller "${controller}"; ${KNOWN}\n`;
      expect(run(file)).toEqual({ code: 2, output: '', errors });
    },
  );

  test('a recording of another controller is refused by what its head says', () => {
    const file = fileWith({ schema: 'traefik-truth/1', provider: 'docker', cases: [ONE] });
    const errors = `truth:answer: "${file}": it has schema "traefik-truth/1", provider "docker"; ${KNOWN}\n`;
    expect(run(file)).toEqual({ code: 2, output: '', errors });
  });

  const cases = (...wrong: readonly unknown[]) => ({ controller: 'ingress-nginx', cases: wrong });
  const request = (more: object) => cases({ ...ONE, requests: [{ host: 'a.test', path: '/', ...more }] });
  const ingress = (spec: unknown) => cases({ ...ONE, ingresses: [{ ...INGRESS, spec }] });
  test.each([
    ['text that is no JSON', '{\n\n"x', 'it is not JSON: '],
    ['a list', [], 'it has no list "cases"'],
    ['null', null, 'it has no list "cases"'],
    ['cases that are no list', { controller: 'ingress-nginx', cases: {} }, 'it has no list "cases"'],
    ['no controller', { cases: [ONE] }, `it has no controller; ${KNOWN}`],
    ['a case that is no map', cases(ONE, null), 'case 1 must be object'],
    ['a case without requests', cases({ ...ONE, requests: undefined }), "case 0 must have required property 'requests'"],
    ['a result without requests', cases({ ...TWO, requests: undefined, result: {} }), "case 0 must have required property 'requests'"],
    ['a case without objects', cases({ ...ONE, ingresses: undefined }), "case 0 must have required property 'ingresses'"],
    ['an object without a name', cases({ ...ONE, objects: [{ ...INGRESS, metadata: {} }] }), 'case 0/objects/0/metadata must have'],
    ['an unknown mode', cases({ ...ONE, mode: 'off' }), 'case 0/mode must be equal to one of the allowed values: enforce, bypass'],
    ['a request without a host', cases({ ...ONE, requests: [{ path: '/' }] }), "case 0/requests/0 must have required property 'host'"],
    ['a request that is null', cases({ ...ONE, requests: [null] }), 'case 0/requests/0 must be object'],
    ['an unknown scheme', request({ scheme: 'ftp' }), 'case 0/requests/0/scheme must be equal to one of the allowed values: http, https'],
    ['a header that is no text', request({ headers: { a: null } }), 'case 0/requests/0/headers/a must be string'],
    ['rules that are no list', ingress({ rules: 'x' }), 'case 0, Ingress a: spec.rules must be a list, and is the string "x"'],
  ])('%s is wrong usage, told in one line', (_, content, message) => {
    const file = fileWith(content);
    const { code, output, errors } = run(file);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toMatch(/^[^\n]*\n$/);
    expect(errors).toContain(`truth:answer: "${file}": ${message}`);
  });

  test('a file that is not there is wrong usage', () => {
    const { code, errors } = run(path('no-such-file.json'));
    expect([code, errors]).toEqual([2, expect.stringMatching(/^truth:answer: ".*no-such-file\.json": it cannot be read: ENOENT[^\n]*\n$/)]);
  });

  test.each([[[]], [['a.json', 'b.json']]])('%j is wrong usage, because the command takes one file', (args) => {
    const errors = 'truth:answer: it takes one file: npm run --silent truth:answer -- <cases.json>\n';
    expect(run(...args)).toEqual({ code: 2, output: '', errors });
  });

  test('a bug in one case leaves its requests undecided and the other cases as they are', () => {
    jest.spyOn(INGRESS_NGINX, 'objectsAround').mockImplementationOnce(() => {
      throw new Error('unplugged');
    });
    const { code, output, errors } = run(fileWith(cases(ONE, TWO)));
    expect({ code, output }).toEqual({
      code: 3,
      output: `{"name":"one","requests":[{"undecided":"a bug: unplugged"}]}
{"name":"two","admission":[],"configOk":true,"requests":[]}
`,
    });
    expect(errors).toMatch(/^truth:answer: case "one": Error: unplugged\n/);
  });
});
