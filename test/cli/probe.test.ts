import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { folderWith, runCli } from './run-cli';

const ingress = (annotations: { readonly [name: string]: string } = {}, more: object = {}): string =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop', annotations },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: ['cart', 'help'].map((name) => ({
              path: `/${name}`,
              pathType: 'Prefix',
              backend: { service: { name, port: { number: 80 } } },
            })),
          },
        },
      ],
      ...more,
    },
  });

const NGINX = 'nginx.ingress.kubernetes.io';
const folder = folderWith({
  'shop.yaml': ingress(),
  'redirect.yaml': ingress({ [`${NGINX}/permanent-redirect`]: 'https://www.example.com/' }),
  'basic.yaml': ingress({ [`${NGINX}/auth-type`]: 'basic', [`${NGINX}/auth-secret`]: 'users' }),
  'tls.yaml': ingress({}, { tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }] }),
  'cors.yaml': ingress({ [`${NGINX}/enable-cors`]: 'true' }),
  'broken.yaml': 'a: [',
  'other.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {ports: [{port: 80}]}\n',
});

const servers: Server[] = [];
afterAll(() => {
  for (const one of servers) one.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener): Promise<string> => `http://127.0.0.1:${await portOf(createServer(listener))}`;

/** What ingress-nginx does with the routes: backends that name themselves, and pages of its own. */
const like =
  (change: (path: string) => string | undefined = (path) => path): RequestListener =>
  ({ url = '', headers }, response) => {
    const path = change(url.replace(/\?.*/s, ''));
    const service = headers.host === 'shop.example.com' ? /^\/(cart|help)(?:\/|$)/.exec(path ?? '')?.[1] : undefined;
    if (service !== undefined) response.setHeader('X-Backend', `${service}-5d4f8c7b9-abcde`).end(`{"service":"${service}"}`);
    else if (headers.host !== 'shop.example.com' && path === '/healthz') response.end();
    else if (path === '/nginx_status') response.writeHead(403).end();
    else response.writeHead(404).end();
  };

const run = (to: string, file: string, ...more: readonly string[]) =>
  runCli(['probe', '-c', 'ingress-nginx', '--rate', '1000', '--to', to, ...more, join(folder, file)]);
const summaryOf = (output: string) => output.trimEnd().split('\n').at(-1);

test('an endpoint that answers as the manifests predict, with backends that name themselves', async () => {
  for (const how of [
    ['--backend-header', 'X-Backend'],
    ['--backend-pattern', '"service":"([^"]*)"'],
  ]) {
    const { code, output } = await run(await serve(like()), 'shop.yaml', ...how);
    expect(summaryOf(output)).toMatch(/^\d+ requests: \d+ as predicted, 0 different, \d+ not compared$/);
    expect([code, output]).toEqual([0, expect.stringContaining(' 0 not compared')]);
  }
});

test('another backend, and a route that is not there, are differences with exit code 1', async () => {
  const swapped = await serve(like((path) => path.replace('/cart', '/help')));
  const other = await run(swapped, 'shop.yaml', '--backend-header', 'X-Backend');
  expect([other.code, other.output]).toEqual([
    1,
    expect.stringContaining('different: http://shop.example.com/cart\n  expected shop/cart:80 gets /cart'),
  ]);
  expect(other.output).toContain('  got      status 200 of backend "help-5d4f8c7b9-abcde"');
  const lost = await run(await serve(like((path) => path.replace('/help', '/none'))), 'shop.yaml', '--backend-header', 'X-Backend');
  expect([lost.code, lost.output]).toEqual([1, expect.stringContaining('different: http://shop.example.com/help')]);
});

test('which backend answered is not taken for compared if nothing names it', async () => {
  const { code, output } = await run(await serve(like()), 'shop.yaml');
  expect(code).toBe(4);
  expect(output).toContain('not compared: the answer does not show which backend gave it: http://shop.example.com/cart, ');
});

test('a backend that answers where the controller should is a difference', async () => {
  const { code, output } = await run(await serve(like(() => '/cart')), 'shop.yaml', '--backend-header', 'X-Backend');
  expect(code).toBe(1);
  expect(output).toMatch(/different: http:\/\/shop\.example\.com\/\n {2}expected status 404/);
});

test('redirects are compared by status and Location, and never followed', async () => {
  const paths: string[] = [];
  const redirecting =
    (to: string): RequestListener =>
    ({ url = '', headers }, response) => {
      paths.push(url);
      if (headers.host === 'shop.example.com') response.writeHead(301, { Location: to }).end();
      else like()({ url, headers } as Parameters<RequestListener>[0], response as Parameters<RequestListener>[1]);
    };
  const other = await serve((_, response) => {
    paths.push('followed');
    response.end();
  });
  const right = await run(await serve(redirecting('https://www.example.com/')), 'redirect.yaml');
  expect(right.output).toContain(' 0 different');
  const wrong = await run(await serve(redirecting(`${other}/`)), 'redirect.yaml');
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining(`got      status 301 to ${other}/`)]);
  expect(paths).not.toContain('followed');
});

test('a guard that lets in whoever has no password is a difference', async () => {
  const open = await run(await serve(like()), 'basic.yaml', '--backend-header', 'X-Backend');
  expect(open.output).toMatch(/different: http:\/\/shop\.example\.com\/cart\n {2}expected status 401/);
  const closed = await serve((request, response) =>
    request.headers.host === 'shop.example.com'
      ? response.writeHead(401).end()
      : like()(request, response as Parameters<RequestListener>[1]),
  );
  expect((await run(closed, 'basic.yaml', '--backend-header', 'X-Backend')).output).toContain(' 0 different');
});

const keys = folderWith({});

test('TLS: the name of the handshake is the host, and a certificate must be valid unless the user says otherwise', async () => {
  const names: (string | false | undefined | null)[] = [];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=shop.example.com',
      '-keyout',
      join(keys, 'key.pem'),
      '-out',
      join(keys, 'cert.pem'),
    ],
    { stdio: 'ignore' },
  );
  const server = createHttpsServer(
    { key: readFileSync(join(keys, 'key.pem')), cert: readFileSync(join(keys, 'cert.pem')) },
    (request, response) => {
      names.push((request.socket as TLSSocket).servername);
      like()(request, response as Parameters<RequestListener>[1]);
    },
  );
  const https = `https://127.0.0.1:${await portOf(server)}`;
  const plain = await serve((request, response) =>
    request.headers.host === 'shop.example.com'
      ? response.writeHead(308, { Location: `https://shop.example.com${request.url}`.replace(/\/$/, '') }).end()
      : like()(request, response as Parameters<RequestListener>[1]),
  );
  const refused = await run(plain, 'tls.yaml', '--to', https, '--backend-header', 'X-Backend');
  expect(refused.output).toContain('not compared: self-signed certificate: https://shop.example.com/');
  expect(names).toEqual([]);
  const { output } = await run(plain, 'tls.yaml', '--to', https, '--backend-header', 'X-Backend', '--insecure');
  expect(output).toContain(' 0 different');
  expect(names).toContain('shop.example.com');
});

test('only the address of --to is asked, or that of --resolve for one host', async () => {
  const hosts: { [server: string]: (string | undefined)[] } = { one: [], other: [] };
  const watch =
    (name: string): RequestListener =>
    (request, response) => {
      hosts[name]?.push(request.headers.host);
      like()(request, response as Parameters<RequestListener>[1]);
    };
  const to = await serve(watch('one'));
  const second = createServer(watch('other'));
  servers.push(second);
  const { port } = new URL(to);
  await new Promise<void>((resolve) => second.listen(Number(port), '127.0.0.2', resolve));
  await run(to, 'shop.yaml', '--resolve', 'shop.example.com:127.0.0.2');
  expect(new Set(hosts.other)).toEqual(new Set(['shop.example.com']));
  expect(hosts.one).not.toContain('shop.example.com');
  expect(hosts.one?.length).toBeGreaterThan(0);
});

test('requests are bounded in number, rate and time', async () => {
  let count = 0;
  const to = await serve((request, response) => {
    count++;
    like()(request, response as Parameters<RequestListener>[1]);
  });
  const few = await run(to, 'shop.yaml', '--max-requests', '2');
  expect([few.code, count]).toEqual([4, 2]);
  expect(few.output).toContain('not sent: more than 2 requests');
  const start = Date.now();
  await runCli(['probe', '-c', 'ingress-nginx', '--rate', '20', '--max-requests', '4', '--to', to, join(folder, 'shop.yaml')]);
  expect(Date.now() - start).toBeGreaterThan(3 * 50 - 10);
  const late = await run(to, 'shop.yaml', '--max-seconds', '0.000001');
  expect(late.output).toContain('not sent: more than 0.000001 seconds');
});

test.each([
  ['silent', () => undefined, /not compared: no answer in 0\.1 seconds: /],
  ['that closes the connection', (request: Parameters<RequestListener>[0]) => request.socket.destroy(), /got {6}no answer/],
])('an endpoint %s', async (_, act, expected) => {
  const { output } = await run(await serve((request) => void act(request)), 'shop.yaml', '--timeout', '0.1');
  expect(output).toMatch(expected);
});

test('an address that does not answer is given up', async () => {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  const { code, output } = await run(`http://127.0.0.1:${port}`, 'cors.yaml');
  expect(code).toBe(4);
  expect(output).toContain('ECONNREFUSED');
  expect(output).toContain('not sent: 5 requests before it could not be sent');
});

test('methods that may change something are sent only if the user says so', async () => {
  const methods = new Set<string | undefined>();
  const to = await serve((request, response) => {
    methods.add(request.method);
    like()(request, response as Parameters<RequestListener>[1]);
  });
  await run(to, 'cors.yaml');
  expect([...methods].every((method) => ['GET', 'HEAD', 'OPTIONS'].includes(method ?? ''))).toBe(true);
});

test('JSON and JUnit say the same', async () => {
  const junit = join(folder, 'report.xml');
  const to = await serve(like((path) => path.replace('/help', '/none')));
  const { output } = await run(to, 'shop.yaml', '--backend-header', 'X-Backend', '--junit', junit, '-o', 'json');
  const { counts, requests } = JSON.parse(output) as {
    counts: { [verdict: string]: number };
    requests: { verdict: string; url: string }[];
  };
  expect(requests.filter(({ verdict }) => verdict === 'different').map(({ url }) => url)).toEqual(['http://shop.example.com/help']);
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain(`tests="${requests.length}" failures="${counts.different}" errors="0" skipped="${counts.unknown}"`);
  expect(xml).toContain('<testcase classname="shop.example.com" name="http://shop.example.com/help"');
  expect(xml).toMatch(/<failure message="expected shop\/help:80 gets \/help; got status 404"\/>/);
});

test('a backend that shows the path that it got', async () => {
  const shows =
    (path: (asked: string) => string): RequestListener =>
    (request, response) => {
      response.setHeader('X-Path', path(request.url ?? ''));
      like()(request, response);
    };
  const how = ['--backend-header', 'X-Backend', '--path-header', 'X-Path'];
  const right = await run(await serve(shows((path) => path)), 'shop.yaml', ...how);
  expect(summaryOf(right.output)).toMatch(/: \d+ as predicted, 0 different, /);
  const wrong = await run(await serve(shows((path) => path.replace('/help', '/'))), 'shop.yaml', ...how);
  expect([wrong.code, wrong.output]).toEqual([
    1,
    expect.stringMatching(
      / {2}expected shop\/help:80 gets \/help .*\n {2}got {6}status 200 of backend "help-5d4f8c7b9-abcde" that got \/\n/,
    ),
  ]);
});

test('a document that cannot be read keeps the result open', async () => {
  const to = await serve(like());
  const { code, output } = await run(to, 'shop.yaml', join(folder, 'broken.yaml'));
  expect([code, output]).toEqual([4, expect.stringContaining('not compared: not read: the document cannot be read')]);
});

test.each([
  ['no address', ['probe', 'x'], 'probe needs an address, such as --to http://127.0.0.1:8080'],
  ['an address with a path', ['probe', '--to', 'http://a/b', 'x'], '--to must be a URL with a scheme, a host and perhaps a port'],
  ['an address with a password', ['probe', '--to', 'http://a:b@c', 'x'], '--to must be a URL'],
  ['two addresses for http', ['probe', '--to', 'http://a', '--to', 'http://b', 'x'], '--to may be given once for http'],
  ['a host without an address', ['probe', '--to', 'http://a', '--resolve', 'b', 'x'], '--resolve must be "host:address"'],
  ['a rate of nothing', ['probe', '--to', 'http://a', '--rate', '0', 'x'], '--rate must be a number above 0'],
  ['a pattern that is none', ['probe', '--to', 'http://a', '--backend-pattern', '(', 'x'], '--backend-pattern is no regular expression'],
  ['a path pattern that is none', ['probe', '--to', 'http://a', '--path-pattern', '(', 'x'], '--path-pattern is no regular expression'],
  ['no routes', ['probe', '--to', 'http://a', join(folder, 'other.yaml')], 'no controller reads a route of the manifests'],
])('%s is a mistake in the usage', async (_, args, message) => {
  const { code, errors } = await runCli(args);
  expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});
