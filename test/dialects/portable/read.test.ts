import { read } from '../../../src/dialects/portable/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { answer, ingress } from '../ingress-nginx/read/objects';

const H = 'https://h.example.com';
const table = (...objects: Parameters<typeof read>[0]) => read(objects);

describe('what the API says', () => {
  const on = table(
    ingress({
      host: 'h.example.com',
      paths: ['Prefix / root', 'Prefix /foo/ foo', 'Prefix /foo/bar bar', 'Exact /foo exact', 'Exact /e/ slash'],
      spec: { defaultBackend: { service: { name: 'none', port: { number: 80 } } } },
    }),
  );

  test.each([
    ['/foo', 'exact:80 /foo', 'an exact path precedes a prefix'],
    ['/foo/', 'foo:80 /foo/', 'a prefix with a slash is the same as without'],
    ['/foobar', 'root:80 /foobar', 'segments are compared whole'],
    ['/foo/bar/x', 'bar:80 /foo/bar/x', 'the longest path'],
    ['/FOO', 'root:80 /FOO', 'case counts'],
    ['/e/', 'slash:80 /e/', 'exact is exact'],
    ['/e', 'root:80 /e', 'even with a slash'],
    [
      '/x//y',
      'undecided: whether the path is decoded and its slashes and dots are resolved is not known',
      'nothing is said about unusual paths',
    ],
    ['/%41', 'undecided: whether the path is decoded and its slashes and dots are resolved is not known', 'nor about escapes'],
  ])('%s: %s: %s', (path, expected) => {
    expect(answer(on, H + path)).toBe(expected);
  });

  test('hosts that no rule names go to the default backend', () => {
    expect(answer(on, 'https://other.example.com/')).toBe('none:80 /');
  });
});

describe('what it leaves open', () => {
  test.each<readonly [readonly KubeObject[], RegExp | undefined, string]>([
    [
      [ingress({ host: 'h.example.com', paths: ['ImplementationSpecific / svc'] })],
      /has pathType ImplementationSpecific/,
      'how a path is read',
    ],
    [
      [ingress({ host: 'h.example.com', paths: ['Prefix /x svc'] })],
      /^undecided: no rule takes it, and there is no default backend/,
      'no match',
    ],
    [
      [
        ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / a'] }),
        ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix / b'] }),
      ],
      /^undecided: Ingress default\/b takes it too, by host "h.example.com" and path "\/"/,
      'two Ingresses',
    ],
    [
      [ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / a'] }), ingress({ name: 'b', paths: ['Prefix / b'] })],
      /takes it too, by any host/,
      'a host and no host',
    ],
    [
      [
        ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / a'] }),
        ingress({ name: 'b', host: '*.example.com', paths: ['Prefix / b'] }),
      ],
      /takes it too, by host "\*\.example\.com"/,
      'a host and its wildcard',
    ],
    [
      [ingress({ host: 'h.example.com', paths: ['Prefix / a'], spec: { tls: [{ hosts: ['h.example.com'], secretName: 's' }] } })],
      undefined,
      'https is served where there is TLS',
    ],
  ])('%#: %s: %s', (objects, expected) => {
    const said = answer(table(...objects), `${H}/`);
    if (expected === undefined) expect(said).toBe('a:80 /');
    else expect(said).toMatch(expected);
  });

  test('http where there is TLS', () => {
    const on = table(
      ingress({ host: 'h.example.com', paths: ['Prefix / a'], spec: { tls: [{ hosts: ['h.example.com'], secretName: 's' }] } }),
    );
    expect(answer(on, 'http://h.example.com/')).toMatch(/whether http is served or redirected/);
  });

  test('two Ingresses agree where they name the same Service, and where their paths have nothing in common', () => {
    const on = table(
      ingress({ name: 'a', host: 'h.example.com', paths: ['Prefix / svc', 'Prefix /a a'] }),
      ingress({ name: 'b', host: 'h.example.com', paths: ['Prefix / svc', 'Exact /b svc'] }),
    );
    expect(answer(on, `${H}/x`)).toBe('svc:80 /x');
    expect(answer(on, `${H}/b`)).toBe('svc:80 /b');
    expect(answer(on, `${H}/a`)).toMatch(/^undecided: Ingress default\/b takes it too/);
  });

  test('a wildcard stands for one label', () => {
    const on = table(ingress({ host: '*.example.com', paths: ['Prefix / w'] }));
    expect(answer(on, 'https://a.example.com/')).toBe('w:80 /');
    expect(answer(on, 'https://a.b.example.com/')).toMatch(/^undecided/);
  });
});
