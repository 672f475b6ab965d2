import { PathType, Rewrite, RouteTarget } from '../../../../src';
import type { PathIngress } from '../../../../src/api/routes/path-ingress';
import { read } from '../../../../src/dialects/ingress-nginx/read';
import type { KubeObject } from '../../../../src/kinds/kube-object';
import { requestTo } from '../../../../src/table/request';
import { Resolver } from '../../../../src/table/resolve';
import { SHOP, synthRoutes, to } from '../../../synth-routes';

/**
 * What we render, judged by what reads as the real controller does (test/truth). Ingresses made in the same second are read by name, so
 * each set is read in its own order and in the opposite one, by the time at which they were made.
 */
function answers(build: (ingress: PathIngress) => void, paths: readonly string[]): { [order: string]: string[] } {
  const rendered = synthRoutes(build) as unknown as KubeObject[];
  const at = (seconds: (index: number) => number): KubeObject[] =>
    rendered.map((object, index) => ({
      ...object,
      metadata: { ...object.metadata, creationTimestamp: new Date(seconds(index) * 1000).toISOString() },
    }));
  const ask = (objects: KubeObject[]): string[] => {
    const resolver = new Resolver(read(objects));
    return paths.map((path) => {
      const { status, backend, upstreamUri, location, undecided } = resolver.resolve(requestTo(`http://${SHOP}${path}`));
      if (undecided !== undefined) return `undecided: ${undecided}`;
      const service = backend?.kind === 'service' ? backend.service : undefined;
      return location === undefined ? `${service ?? status} ${upstreamUri ?? ''}`.trim() : `${status} ${location}`;
    });
  };
  return { 'oldest first': ask(at((index) => index)), 'newest first': ask(at((index) => -index + 1000)), 'one second': ask(at(() => 0)) };
}

const inEveryOrder = (expected: string[]) => ({ 'oldest first': expected, 'newest first': expected, 'one second': expected });

test.each<[string, (ingress: PathIngress) => void, [path: string, answer: string][]]>([
  [
    'a stripped prefix takes whole segments and leaves its neighbour alone',
    (i) => i.addRoute('/httpd', to('httpd'), { rewrite: Rewrite.stripPrefix() }),
    [
      ['/httpd', 'httpd /'],
      ['/httpd/', 'httpd /'],
      ['/httpd/x?y', 'httpd /x?y'],
      ['/httpdocs', '404'],
    ],
  ],
  [
    'a replaced prefix',
    (i) => i.addRoute('/v1', to('api'), { rewrite: Rewrite.replacePrefix('/api') }),
    [
      ['/v1', 'api /api'],
      ['/v1/x', 'api /api/x'],
      ['/v10', '404'],
    ],
  ],
  [
    'a whole path that is replaced, also by itself',
    (i) => {
      i.addRoute('/a', to('a'), { rewrite: Rewrite.replacePath('/') });
      i.addRoute('/foo', to('foo'), { pathType: PathType.REGEX, rewrite: Rewrite.replacePath('/foo') });
    },
    [
      ['/a/css/x.css', 'a /'],
      ['/foo/x', 'foo /foo'],
    ],
  ],
  [
    'captures',
    (i) => i.addRoute('/items/([0-9]+)/(.*)', to('items'), { pathType: PathType.REGEX, rewrite: Rewrite.regex('/$2/of/$1') }),
    [['/items/7/parts', 'items /parts/of/7']],
  ],
  [
    'on a host with rewrites an exact path and longer prefixes still come first',
    (i) => {
      i.addRoute('/', to('root'));
      i.addRoute('/a', to('a'), { rewrite: Rewrite.stripPrefix() });
      i.addRoute('/a/b', to('ab'));
      i.addRoute('/a/b', to('exact'), { pathType: PathType.EXACT });
    },
    [
      ['/', 'root /'],
      ['/a/x', 'a /x'],
      ['/a/b/c', 'ab /a/b/c'],
      ['/a/b', 'exact /a/b'],
      ['/a/bc', 'a /bc'],
    ],
  ],
  [
    'redirects take their own requests only, with a default backend for the rest',
    (i) => {
      i.addRoute('/old', RouteTarget.redirect({ path: '/new', status: 308 }));
      i.addRoute('/moved', RouteTarget.redirect({ hostname: 'b.example.com' }));
      i.addRoute('/new', to('new'));
      i.addDefaultBackend(to('rest'));
    },
    [
      ['/old', '308 /new'],
      ['/old/x', '308 /new'],
      ['/moved/x?y', '302 http://b.example.com/moved/x?y'],
      ['/new/x', 'new /new/x'],
      ['/else', 'rest /else'],
      ['/older', 'rest /older'],
    ],
  ],
])('%s', (_, build, expected) => {
  const found = answers(
    build,
    expected.map(([path]) => path),
  );
  expect(found).toEqual(inEveryOrder(expected.map(([, answer]) => answer)));
});
