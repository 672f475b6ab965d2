import type { KubeObject } from '../../../../src/kinds/kube-object';
import type { RoutingRequest } from '../../../../src/table/request';
import { requestTo } from '../../../../src/table/request';
import { resolve } from '../../../../src/table/resolve';
import { answer, app, ask, controller, H, ingress, noPods, others, service, type Texts, table } from './objects';

/** Pages for errors, limits and backends that the recordings do not cover; the sources of the controller and of nginx decide. */

describe('pages for errors', () => {
  const pages = service('pages');
  const own = { 'custom-http-errors': '403,503', 'default-backend': 'pages' };
  const from = (clientAddress: string) => ({ clientAddress });

  test.each<readonly [Texts, Texts, Partial<RoutingRequest>, string, string]>([
    [{ ...own, 'denylist-source-range': '10.0.0.0/8' }, {}, from('10.0.0.1'), 'pages:80 /', 'the Service of the annotation has the page'],
    [
      { ...own, 'denylist-source-range': '10.0.0.0/8' },
      { 'custom-http-errors': '404' },
      from('10.0.0.1'),
      'pages:80 /',
      'beside others of the config map',
    ],
    [
      { 'denylist-source-range': '10.0.0.0/8' },
      { 'custom-http-errors': '403' },
      from('10.0.0.1'),
      '404',
      'the config map asks the default backend',
    ],
    [
      { 'custom-http-errors': '404', 'denylist-source-range': '10.0.0.0/8' },
      { 'custom-http-errors': '403' },
      from('10.0.0.1'),
      '403',
      'an Ingress with pages has none of the config map',
    ],
    [
      { 'auth-signin': 'https://in.example', 'auth-url': 'http://auth', 'denylist-source-range': '10.0.0.0/8' },
      { 'custom-http-errors': '403' },
      from('10.0.0.1'),
      '403',
      'nor one with a page to sign in',
    ],
    [
      { ...own, 'permanent-redirect': 'https://x.example', 'permanent-redirect-code': '304' },
      { 'custom-http-errors': '304' },
      {},
      '304',
      'an answer with a text has no page',
    ],
    [{ 'permanent-redirect': 'https://x.example' }, { 'custom-http-errors': '301' }, {}, '404', 'a redirect can have one'],
  ])('%j with %j, asked %j: %s: %s', (annotations, settings, more, expected) => {
    expect(ask([app(annotations), pages], settings, `${H}/foo`, more)).toBe(expected);
  });

  test.each<readonly [Texts, Texts, readonly unknown[], string]>([
    [own, {}, [[[403, 503], true, 'pages /']], 'pages of an Ingress are for answers of its backend, too'],
    [{ ...own, 'disable-proxy-intercept-errors': 'true' }, {}, [], 'unless it says otherwise, and the controller itself answers neither'],
    [
      { ...own, 'custom-http-errors': '502', 'disable-proxy-intercept-errors': 'true' },
      {},
      [[[502], false, 'pages /']],
      'a backend that cannot be reached is 502',
    ],
    [
      { ...own, 'disable-proxy-intercept-errors': 'true' },
      { 'custom-http-errors': '404' },
      [[[403, 503], true, 'pages /']],
      'what the config map switches on, an Ingress does not switch off',
    ],
    [{ ...own, 'backend-protocol': 'GRPC' }, {}, [], 'answers of gRPC are not looked at'],
    [
      {},
      { 'custom-http-errors': '404' },
      [[[404], true, 500]],
      'the default backend of the controller answers 404, for which it has no page itself',
    ],
    [
      { ...own, 'default-backend': 'down' },
      {},
      [[[403, 503], true, 404]],
      'without a pod of the Service the default backend of the controller is asked',
    ],
  ])('%j with %j: %j: %s', (annotations, settings, instead) => {
    const objects = [app(annotations), pages, service('down'), noPods('down')];
    expect(others(objects, settings, `${H}/foo`).instead).toEqual(instead);
  });

  test('a Service without endpoints that another one stands in for is named as the reason', () => {
    const on = table([app({ 'default-backend': 'pages' }), pages, service('svc'), noPods('svc')]);
    expect(resolve(on, requestTo(`${H}/foo`))).toMatchObject({
      backend: { service: 'pages' },
      upstreamUri: '/foo',
      because: 'Service default/svc has no endpoint that is ready',
    });
  });

  test('the Service of --default-backend-service has the pages, whether or not it is among the manifests', () => {
    const settings = { 'custom-http-errors': '503' };
    const flag = controller('--default-backend-service=default/pages');
    const down = [app({}), service('svc'), noPods('svc')];
    expect(ask([...down, flag, pages], settings, `${H}/foo`)).toBe('pages:80 /');
    expect(ask([...down, flag], settings, `${H}/foo`)).toBe('pages:the first /');
  });

  test('the sibling of a host is a server without pages, so that a redirect that has one is 500', () => {
    const redirected = app({ 'from-to-www-redirect': 'true' });
    expect(ask([redirected], {}, 'https://www.h.example.com/x')).toBe('308 https://h.example.com:443/x');
    expect(ask([redirected], { 'custom-http-errors': '308' }, 'https://www.h.example.com/x')).toBe('500');
  });
});

describe('the length of a body', () => {
  const sent = (bytes: number) => ({ method: 'POST', headers: { 'Content-Length': String(bytes) } });
  const MEGABYTE = 1024 ** 2;

  test.each<readonly [Texts, Texts, string, number, string, string]>([
    [{}, {}, '/foo', MEGABYTE, 'svc:80 /foo', 'the limit itself is let in'],
    [{}, {}, '/foo', MEGABYTE + 1, '413', 'one byte more is not'],
    [{ 'proxy-body-size': '2m' }, {}, '/foo', 2 * MEGABYTE, 'svc:80 /foo', 'an Ingress may have another'],
    [{ 'proxy-body-size': '0' }, {}, '/foo', 2 ** 40, 'svc:80 /foo', '0 is none'],
    [{ 'proxy-body-size': '1 k' }, {}, '/foo', 2000, 'svc:80 /foo', 'what is no size leaves nginx its own'],
    [{}, { 'proxy-body-size': '10' }, '/foo', 11, '413', 'the config map sets it for all'],
    [
      { 'proxy-body-size': '8m' },
      {},
      '/else',
      2 * MEGABYTE,
      '413',
      'the default backend of the controller takes no more than nginx by itself',
    ],
    [{ 'auth-type': 'basic' }, { 'proxy-body-size': '8m' }, '/foo', 2 * MEGABYTE, '413', 'nor does a location that is denied'],
    [
      {},
      { 'custom-http-errors': '413,404' },
      '/foo',
      MEGABYTE + 1,
      '500',
      'a page of the default backend of the controller, which fails by itself',
    ],
    [
      {},
      { 'custom-http-errors': '413' },
      '/foo',
      MEGABYTE + 1,
      'undecided: the default backend of the controller may get more of the body than it takes',
      'as nginx throws the body away meanwhile',
    ],
    [{ 'proxy-body-size': '10' }, { 'custom-http-errors': '413' }, '/foo', 11, '404', 'which takes no time for a short one'],
  ])('%j with %j: %s with %i bytes: %s: %s', (annotations, settings, path, bytes, expected) => {
    expect(ask([app(annotations)], settings, H + path, sent(bytes))).toBe(expected);
  });
});

describe('backends', () => {
  const proxied = { 'proxy-redirect-from': 'http://in/', 'proxy-redirect-to': 'https://out.example/p/' };
  const locations = (annotations: Texts, settings: Texts = {}) =>
    resolve(table([app(annotations)], { settings }), requestTo(`${H}/foo`)).locations;

  test.each<readonly [Texts, Texts, readonly unknown[] | undefined, string]>([
    [{}, {}, undefined, 'nothing is changed by default'],
    [proxied, {}, [{ from: { beginning: 'http://in/' }, to: 'https://out.example/p/', root: H }], 'a text takes the place of another'],
    [
      { 'proxy-redirect-from': 'default' },
      { 'relative-redirects': '1' },
      [{ from: { beginning: 'http://upstream_balancer/' }, to: '/', root: '' }],
      'what nginx calls the backend becomes the host, or nothing',
    ],
    [
      { 'proxy-redirect-from': 'http://in/', 'backend-protocol': 'HTTPS' },
      {},
      [{ from: { beginning: 'https://upstream_balancer/' }, to: '/', root: H }],
      'without a second text nginx goes by its default',
    ],
    [{ 'proxy-redirect-from': 'http://in/', 'backend-protocol': 'AUTO_HTTP' }, {}, undefined, 'which an address with a variable has not'],
    [
      { 'proxy-redirect-from': '~in.example', 'proxy-redirect-to': '/x' },
      {},
      [{ from: { pattern: 'in.example', caseSensitive: true }, to: '/x', root: H }],
      'where a pattern matches, all of it',
    ],
    [{ 'proxy-redirect-from': 'http://$host/', 'proxy-redirect-to': '/' }, {}, undefined, 'a text that is refused is none'],
    [{ ...proxied, 'backend-protocol': 'GRPC' }, {}, undefined, 'answers of gRPC are left alone'],
  ])('%j with %j changes Location headers so: %j: %s', (annotations, settings, expected) => {
    expect(locations(annotations, settings)).toEqual(expected);
  });

  const catchAll = ingress({ name: 'all', spec: { defaultBackend: { service: { name: 'svc', port: { number: 80 } } } } });
  test.each<readonly [readonly KubeObject[], Texts, readonly string[], string]>([
    [
      [app({ 'proxy-redirect-from': 'default', 'backend-protocol': 'AUTO_HTTP' })],
      {},
      ['value'],
      'no default for an address with a variable',
    ],
    [[app({ 'backend-protocol': 'GRPC' })], { 'proxy-redirect-from': 'default' }, ['value'], 'nor where nothing is proxied'],
    [[app({})], { 'proxy-redirect-from': 'http://in/' }, ['value'], 'the catch-all of the controller has no second text'],
    [[app({})], { 'proxy-redirect-from': 'http://in/', 'proxy-redirect-to': '/' }, ['value'], 'whatever the config map says'],
    [[app({}), catchAll], { 'proxy-redirect-from': 'http://in/' }, [], 'that of an Ingress has both or none'],
  ])('%#: with %j nginx refuses the configuration for %j: %s', (objects, settings, causes) => {
    expect(table(objects, { settings }).frozen.map(({ cause }) => cause)).toEqual(causes);
  });

  test('the cluster IP of a Service is asked even if no pod is ready, and every Service but a headless one has one', () => {
    const down = [service('svc'), noPods('svc')];
    expect(ask([app({ 'service-upstream': 'true' }), ...down], {}, `${H}/foo`)).toBe('svc:80 /foo');
    expect(ask([app({}), ...down], { 'service-upstream': 'true' }, `${H}/foo`)).toBe('svc:80 /foo');
    const headless = service('svc', { clusterIP: 'None' });
    expect(ask([app({ 'service-upstream': 'true' }), headless, noPods('svc')], {}, `${H}/foo`)).toBe('503');
  });

  test('a number that is only the port of the pods stands for the port of the Service, and is kept', () => {
    const on = table([app({}), service('svc', { ports: [{ port: 8080, targetPort: 80 }] })]);
    expect(resolve(on, requestTo(`${H}/foo`)).backend).toEqual({
      kind: 'service',
      namespace: 'default',
      service: 'svc',
      port: 8080,
      routePort: 80,
    });
  });

  test.each<readonly [object, readonly object[] | null | undefined, string, string]>([
    [{ name: 'web', targetPort: 'http' }, [{ name: 'web', port: 8080 }], 'svc:80 /foo', 'the pods name it'],
    [{ name: 'web', targetPort: 'http' }, [{ name: 'other', port: 9090 }], '503', 'the pods name another one'],
    [{ name: 'web', targetPort: 'http' }, null, '503', 'the pods name none'],
    [{ name: 'web', targetPort: 'http' }, undefined, 'svc:80 /foo', 'nothing is known of it'],
    [{ name: 'web', targetPort: 8080 }, null, 'svc:80 /foo', 'a number needs no name'],
    [{ targetPort: 'http' }, [{ port: 8080 }], 'svc:80 /foo', 'the only port needs no name either'],
  ])('a port %j of a Service whose endpoints have %j: %s: %s', (port, ports, expected) => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'svc-1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'svc' } },
      endpoints: [{ addresses: ['10.0.0.1'] }],
      ...(ports === undefined ? {} : { ports }),
    };
    expect(ask([app({}), service('svc', { ports: [{ port: 80, ...port }] }), slice], {}, `${H}/foo`)).toBe(expected);
  });

  test('a canary that takes all requests is what decides', () => {
    const canary = app({ canary: 'true', 'canary-weight': '100' }, { name: 'can', paths: ['Prefix /foo next'] });
    expect(resolve(table([app({}), canary]), requestTo(`${H}/foo`))).toMatchObject({
      backend: { service: 'next' },
      decidedBy: { kind: 'Ingress', name: 'can', field: 'metadata.annotations["nginx.ingress.kubernetes.io/canary-weight"]' },
    });
  });

  test.each<readonly [string, Texts, string, string]>([
    ['x', {}, '400', 'what is no target is refused'],
    ['x', { 'custom-http-errors': '400' }, '500', 'for which its server has no page'],
    ['ftp://x/y', {}, '404', 'a URL is a target'],
    ['/x', {}, '404', 'as is a path'],
  ])('rewritten to %j with %j, a request gets from the default backend of the controller %s: %s', (target, settings, expected) => {
    expect(ask([app({ 'rewrite-target': target })], settings, `${H}/else`)).toBe(expected);
  });

  test('a group of the name of a host is known where its path is not looked at yet', () => {
    const on = table([ingress({ host: '*.example.com', paths: ['Prefix / svc'], annotations: { 'app-root': '/of/$1' } })]);
    expect(answer(on, 'https://shop.example.com/')).toBe('302 https://shop.example.com/of/shop');
  });
});
