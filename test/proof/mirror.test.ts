import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { PathIngress, PathType, Rewrite, RouteTarget } from '../../src';
import { ControllerKind } from '../../src/api/controller/controller-kind';
import { IngressController } from '../../src/api/controller/ingress-controller';
import { read } from '../../src/dialects/ingress-nginx/read';
import type { KubeObject } from '../../src/kinds/kube-object';
import { Intent, intendedRoutes } from '../../src/model/intent';
import { mirrorOf } from '../../src/proof/mirror';
import { type Claim, verify } from '../../src/proof/verify';
import { Resolver } from '../../src/table/resolve';
import type { Candidate, HostEntry, RoutingTableData } from '../../src/table/routing-table';
import { collectWarnings } from '../synth-routes';

collectWarnings();

interface WrittenRoute {
  readonly path: string;
  readonly exact: boolean;
  readonly service: string;
  readonly rewrite: 'none' | 'strip' | 'replace' | 'whole';
}

/** What is rendered for routes, and what they mean. */
function rendered(routes: readonly WrittenRoute[], byHand: { readonly [key: string]: string } = {}) {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'n' });
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings: {} });
  const ingress = new PathIngress(chart, 'shop', { controller, host: 'a.b', annotations: { ...byHand } });
  for (const { path, exact, service, rewrite } of routes)
    ingress.addRoute(path, RouteTarget.external(service, 80), {
      pathType: exact ? PathType.EXACT : PathType.PREFIX,
      ...(rewrite === 'strip' ? { rewrite: Rewrite.stripPrefix() } : {}),
      ...(rewrite === 'replace' ? { rewrite: Rewrite.replacePrefix('/new') } : {}),
      ...(rewrite === 'whole' ? { rewrite: Rewrite.replacePath('/one') } : {}),
    });
  const objects = ingress.objects.map((object) => object.toJson() as KubeObject);
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and what the library itself goes by
  const intended = intendedRoutes(ingress['routeSet'](), 'n', byHand);
  return { table: read(objects, { settings: {} }), intended };
}

/** The same table, where something stands before the paths: then every request is asked. */
const asked = (table: RoutingTableData): RoutingTableData => {
  const nothing: Candidate = {
    match: { path: { kind: 'exact', path: '/nobody-asks-for-this', caseSensitive: true } },
    steps: [],
    outcome: { kind: 'answer', status: 404, because: 'test' },
    origin: { kind: 'Ingress', namespace: 'n', name: 'x', field: '' },
  };
  const withNothing = <H extends HostEntry>(host: H): H => ({ ...host, before: [...host.before, nothing] });
  return { ...table, hosts: table.hosts.map(withNothing), fallback: withNothing(table.fallback) };
};

const mirrorsOf = (table: RoutingTableData, claims: readonly Claim[]) =>
  mirrorOf(
    'a.b',
    new Resolver(table).candidatesOf('a.b') ?? [],
    new Intent(
      claims.map(({ route }) => route),
      () => '',
    ),
    'pcre2',
  );

const claimsFor = (intended: ReturnType<typeof rendered>['intended'], wrote: Claim['wrote'] = () => false): readonly Claim[] =>
  intended.map((route) => ({ route, wrote }));

test('what is plain to see is what requests would show', () => {
  const path = fc.array(fc.constantFrom('a', 'B', 'a.b', 'x-y', 'A'), { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
  const route = fc.record<WrittenRoute>({
    path,
    exact: fc.boolean(),
    service: fc.constantFrom('web', 'api'),
    rewrite: fc.constantFrom('none', 'strip', 'strip', 'replace', 'whole'),
  });
  const routes = fc.uniqueArray(route, { minLength: 1, maxLength: 5, selector: ({ path, exact }) => `${path} ${exact}` });
  let seen = 0;
  fc.assert(
    fc.property(routes, fc.boolean(), (written, byHand) => {
      const allowed = written.map((one) => (one.exact && one.rewrite !== 'whole' ? { ...one, rewrite: 'none' as const } : one));
      const { table, intended } = rendered(allowed);
      if (table.frozen.length > 0 || table.refused.length > 0) return;
      const claims = claimsFor(intended, ({ kind, name }) => byHand && kind === 'Ingress' && name.endsWith('c'));
      const byMirror = verify(table, claims);
      expect(byMirror).toEqual(verify(asked(table), claims));
      if (mirrorsOf(table, claims)?.caseless !== undefined) seen++;
    }),
    { numRuns: 400 },
  );
  expect(seen).toBeGreaterThan(30);
});

test.each<[string, readonly WrittenRoute[]]>([
  [
    'two routes strip their prefixes',
    [
      { path: '/cart', exact: false, service: 'web', rewrite: 'strip' },
      { path: '/api', exact: false, service: 'api', rewrite: 'strip' },
    ],
  ],
  [
    'one strips and one does not',
    [
      { path: '/cart', exact: false, service: 'web', rewrite: 'strip' },
      { path: '/api', exact: false, service: 'api', rewrite: 'none' },
    ],
  ],
  [
    'one below the other, and one for the rest',
    [
      { path: '/', exact: false, service: 'web', rewrite: 'none' },
      { path: '/api', exact: false, service: 'api', rewrite: 'strip' },
      { path: '/api/v2', exact: false, service: 'web', rewrite: 'replace' },
    ],
  ],
  [
    'an exact path beside a prefix that is stripped',
    [
      { path: '/api', exact: false, service: 'api', rewrite: 'strip' },
      { path: '/login', exact: true, service: 'web', rewrite: 'none' },
    ],
  ],
])('no request is asked where %s', (_, written) => {
  const { table, intended } = rendered(written);
  expect(mirrorsOf(table, claimsFor(intended))?.caseless?.size).toBe(written.length);
});

test('each change of a candidate makes the host no mirror', () => {
  const { table, intended } = rendered([
    { path: '/api', exact: false, service: 'api', rewrite: 'strip' },
    { path: '/cart', exact: false, service: 'web', rewrite: 'strip' },
  ]);
  const changes: ((candidate: Candidate) => Candidate)[] = [
    (one) => ({ ...one, outcome: { kind: 'answer', status: 404, because: 'test' } }),
    (one) => ({ ...one, steps: [] }),
    (one) => ({ ...one, steps: [...one.steps, ...one.steps] }),
    (one) => ({ ...one, match: { path: { kind: 'regex', pattern: '^/api', caseSensitive: false } } }),
    (one) => ({ ...one, match: { path: { kind: 'regex', pattern: '^/other(/|$)(.*)', caseSensitive: false } } }),
    (one) => ({ ...one, match: { ...one.match, conditions: [{ kind: 'method', methods: ['GET'] }] } }),
    (one) => ({
      ...one,
      steps: one.steps.map((step) =>
        step.kind === 'rewrite' && step.rewrite.kind === 'regexReplaceAll'
          ? { ...step, rewrite: { ...step.rewrite, substitution: ['/x/', { capture: 2 }] } }
          : step,
      ),
    }),
  ];
  const claims = claimsFor(intended);
  const changed = (change: (candidate: Candidate) => Candidate) => ({
    ...table,
    hosts: table.hosts.map((host) => ({
      ...host,
      candidates: host.candidates.map((one, index) => (index === 0 ? change(one) : one)),
    })),
  });
  expect(mirrorsOf(table, claims)).toBeDefined();
  expect(changes.map((change) => mirrorsOf(changed(change), claims))).toEqual(changes.map(() => undefined));
  const reversed = { ...table, hosts: table.hosts.map((host) => ({ ...host, candidates: [...host.candidates].reverse() })) };
  expect(mirrorsOf(reversed, claims)).toBeUndefined();
});
