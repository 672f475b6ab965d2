import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownText } from '../../src/cli/markdown';
import { folderWith, runCli } from './run-cli';

const ingress = (paths: readonly (readonly [string, string])[], annotations: { readonly [name: string]: string } = {}): string =>
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
            paths: paths.map(([path, name]) => ({ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } })),
          },
        },
      ],
    },
  });

/** Routes for ingress-nginx and for HAProxy. */
function two(service: string): string {
  const classOf = (name: string, controller: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: { controller },
  });
  const other = JSON.parse(ingress([['/cart', service]])) as { metadata: { name: string }; spec: { ingressClassName: string } };
  other.metadata.name = 'other';
  other.spec.ingressClassName = 'haproxy';
  return [
    JSON.stringify(classOf('nginx', 'k8s.io/ingress-nginx')),
    JSON.stringify(classOf('haproxy', 'haproxy.org/ingress-controller/haproxy')),
    ingress([['/cart', 'cart']]),
    JSON.stringify(other),
  ].join('\n---\n');
}

const partsOf = (name: string) => Array.from({ length: 5 }, (_, i) => [`/part${i}`, `${name}${i}`] as const);

const folder = folderWith({
  'old.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'open.yaml': ingress([['/cart', 'cart']]),
  'moved.yaml': ingress([['/cart', 'basket']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'broken.yaml': 'a: [',
  'text.yaml': '"just text"',
  'regex.yaml': ingress([['/cart(', 'cart']], { 'nginx.ingress.kubernetes.io/use-regex': 'true' }),
  'many.yaml': ingress([['/cart', 'basket'], ...Array.from({ length: 8 }, (_, i) => [`/part${i}`, 'cart'] as const)], {
    'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8',
  }),
  'apart.yaml': ingress(partsOf('old'), { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'apart-moved.yaml': ingress(partsOf('new')),
  'apart-guarded.yaml': ingress(partsOf('new'), { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
  'redirects.yaml': ingress(partsOf('old'), { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' }),
  'two-guarded.yaml': [
    ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
    ingress([['/help', 'help']]).replace('"name":"shop"', '"name":"help"'),
  ].join('\n---\n'),
  'two-misspelled.yaml': [
    ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/whitelist-source-rang': '10.0.0.0/8' }),
    ingress([['/help', 'help']], { 'nginx.ingress.kubernetes.io/proxy-body-siz': '1m' }).replace('"name":"shop"', '"name":"help"'),
  ].join('\n---\n'),
  'limited.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/limit-rps': '10' }),
  'less.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/limit-rps': '5' }),
  'large.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/proxy-body-size': '20m' }),
  'narrow.yaml': ingress([['/cart', 'cart']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/9' }),
  'canary.yaml': [
    ingress([['/cart', 'cart']]),
    ingress([['/cart', 'next']], {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-by-header': 'X-Beta',
    }).replace('"name":"shop","namespace"', '"name":"beta","namespace"'),
  ].join('\n---\n'),
  'admin.yaml': [
    ingress([['/admin', 'admin']], { 'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8' }),
    ingress([['/', 'shop']]).replace('"name":"shop","namespace"', '"name":"rest","namespace"'),
  ].join('\n---\n'),
  'list.yaml': '- kind: Ingress',
  'kong.yaml': ingress([['/kong', 'kong']])
    .replace('"ingressClassName":"nginx"', '"ingressClassName":"kong"')
    .replace('"name":"shop","namespace"', '"name":"kong","namespace"'),
  'two.yaml': two('cart'),
  'two-moved.yaml': two('basket'),
});
const files = (...names: readonly string[]): readonly string[] => names.map((name) => (name === '--' ? name : join(folder, name)));
const run = (args: readonly string[], ...more: readonly string[]) => runCli(['diff', '-c', 'ingress-nginx', ...more, ...args]);

test('a set of manifests is the same as itself, with exit code 0 and the sentence that says for which requests', async () => {
  const { code, output } = await run(files('old.yaml', '--', 'old.yaml'));
  expect(code).toBe(0);
  expect(output).toMatch(/^0 differences, 0 undecided\nProved for HTTP\/1\.1 requests .*: no such request is treated differently\.\n$/);
});

test('a lost list of addresses is named first, with a request, both answers and exit code 1', async () => {
  const { code, output } = await run(files('old.yaml', '--', 'open.yaml'));
  expect(code).toBe(1);
  expect(output.split('\n').slice(0, 3)).toEqual([
    'unguarded: http://shop.example.com/cart: lists of addresses no longer guard it',
    '  before shop/cart:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
    '  after  shop/cart:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
  ]);
});

test('the values of both sides are told of each access rule and effect that differs', async () => {
  const list = 'Ingress shop/shop metadata.annotations["nginx.ingress.kubernetes.io/whitelist-source-range"]';
  const lost = `lists of addresses: before clients are restricted to addresses: only 10.0.0.0/8 (${list}), after none`;
  expect((await run(files('old.yaml', '--', 'open.yaml'))).output).toContain(`\n  ${lost}\n`);
  expect((await run(files('old.yaml', '--', 'open.yaml'), '-o', 'markdown')).output).toContain(`\n  - ${markdownText(lost)}\n`);
  expect((await run(files('old.yaml', '--', 'open.yaml'), '-o', 'sarif')).output).toContain(JSON.stringify(lost).slice(1, -1));
  const { output } = await run(files('old.yaml', '--', 'open.yaml'), '-o', 'json');
  const { differences } = JSON.parse(output) as { differences: { changes: object[] }[] };
  const origin = expect.objectContaining({ kind: 'Ingress', name: 'shop' });
  expect(differences[0]?.changes).toEqual([
    {
      part: 'lists of addresses',
      before: [expect.objectContaining({ value: expect.objectContaining({ allow: ['10.0.0.0/8'] }), byDefault: false, madeBy: origin })],
      after: [],
    },
  ]);
});

test.each([
  [
    'a limit with another value',
    'limited.yaml',
    'less.yaml',
    /^effect: 2 routes of 1 host, such as \S+: limit of requests: before .*requests 10, .*, after .*requests 5, .* \(Ingress shop\/shop .*limit-rps"\]\)$/m,
  ],
  [
    'a limit beside its default',
    'large.yaml',
    'open.yaml',
    /^effect: 2 routes of 1 host, such as \S+: largest request body: before 20971520 \(Ingress shop.*\), after 1048576 \(default\)$/m,
  ],
  ['a list with another value', 'old.yaml', 'narrow.yaml', /^unguarded: .*: lists of addresses guard it in another way$/m],
])('%s', async (_, before, after, line) => {
  expect((await run(files(before, '--', after))).output).toMatch(line);
});

test('JSON and Markdown say the same', async () => {
  const { output } = await run(files('old.yaml', '--', 'moved.yaml'), '-o', 'json');
  const { verdict, differences } = JSON.parse(output) as { verdict: string; differences: { kind: string; url: string }[] };
  expect([verdict, differences.map(({ kind, url }) => [kind, url])]).toEqual([
    'different',
    [['elsewhere', 'http://shop.example.com/cart']],
  ]);
  const markdown = await run(files('old.yaml', '--', 'moved.yaml'), '-o', 'markdown');
  expect(markdown.output).toContain('- elsewhere: http://shop.example.com/cart: shop/cart:80 got it, and now shop/basket:80 does');
});

test('--only and --fail-on leave a difference without exit code 1, and what could not be read is never a success', async () => {
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--only', 'unguarded')).code).toBe(0);
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--fail-on', 'unguarded')).code).toBe(0);
  expect((await run(files('old.yaml', '--', 'moved.yaml'), '--fail-on', 'lost')).code).toBe(1);
  expect((await run(files('old.yaml', '--', 'old.yaml', 'broken.yaml'))).code).toBe(4);
});

test('the same files under two controllers are compared without "--", and what the API leaves open is undecided', async () => {
  const args = ['diff', '--before-controller', 'ingress-nginx', '--after-controller', 'portable', ...files('open.yaml')];
  const { code, output } = await runCli(args);
  expect(output).toContain('what else happens to requests is not known of the table after');
  expect(code).toBe(4);
});

test('--controllers names the controllers of both sides, and --map the new names of Services', async () => {
  const two = await runCli(['diff', '--controllers', 'ingress-nginx,portable', ...files('open.yaml')]);
  expect(two.output).toContain('what else happens to requests is not known of the table after');
  const { code } = await run(files('old.yaml', '--', 'moved.yaml'), '--map', 'shop/cart=shop/basket');
  expect(code).toBe(0);
});

test('--fail-on raw counts requests that are written in unusual ways, which have no part in the verdict', async () => {
  const args = ['--controllers', 'ingress-nginx,haproxy', '--fail-on', 'unguarded'];
  const { code, output } = await runCli(['diff', ...args, ...files('open.yaml')]);
  expect(output).toContain('raw: ');
  expect(code).not.toBe(1);
  expect((await runCli(['diff', ...args.slice(0, 2), '--fail-on', 'raw', ...files('open.yaml')])).code).toBe(1);
});

test('a guard that another way to write a request passes is lost: it counts for every --fail-on, and is no part of the verdict', async () => {
  const args = ['diff', '--controllers', 'ingress-nginx,traefik/nginx', ...files('admin.yaml')];
  const { code, output } = await runCli([...args, '--only', 'unguarded']);
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('raw, unguarded: an escaped slash: http://shop.example.com/admin%2Fx: before shop/admin:80'),
  ]);
  expect(output).toContain('\n0 differences, ');
  expect((await runCli([...args, '--fail-on', 'unguarded'])).code).toBe(1);
  const { raw } = JSON.parse((await runCli([...args, '-o', 'json'])).output) as { raw: { what: string; unguards: boolean }[] };
  expect(raw.filter(({ unguards }) => unguards).map(({ what }) => what)).toEqual(['an escaped slash', 'an escaped slash in small letters']);
  expect(raw.length).toBeGreaterThan(2);
  const open = await runCli(['diff', '--controllers', 'ingress-nginx,traefik/nginx', '--only', 'unguarded', ...files('open.yaml')]);
  expect([open.code, open.output]).toEqual([0, expect.not.stringContaining('raw')]);
});

test('SARIF names the line that decides, and has a rule for each result', async () => {
  const { output } = await run(files('old.yaml', '--', 'moved.yaml'), '-o', 'sarif');
  const { version, runs } = JSON.parse(output) as {
    version: string;
    runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; level: string; locations: object[] }[] }];
  };
  const [{ tool, results }] = runs;
  expect(version).toBe('2.1.0');
  expect(results).toEqual([
    expect.objectContaining({
      ruleId: 'diff/elsewhere',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: join(folder, 'moved.yaml') }, region: { startLine: 1 } } }],
    }),
  ]);
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(results.map(({ ruleId }) => ruleId)));
});

test('findings are told by the side that has them', async () => {
  const missing = await run(files('open.yaml', '--', 'regex.yaml'));
  expect(missing.output).toMatch(/finding introduced: \[/);
  const back = await run(files('regex.yaml', '--', 'open.yaml'));
  expect(back.output).toMatch(/finding fixed: \[/);
});

describe('what is the same at many routes', () => {
  const lines = (output: string, start: string): readonly string[] => output.split('\n').filter((line) => line.startsWith(start));

  test('is told once, with one request of them, and one by one with --all', async () => {
    const some = await run(files('many.yaml', '--', 'moved.yaml'));
    expect(some.output).toContain('lost: 8 routes of 1 host: a backend got it, and now status 404\n  such as http://shop.example.com/part');
    expect(some.output).toContain('/part5, and 2 more\n');
    expect(lines(some.output, 'lost: ')).toHaveLength(1);
    const all = await run(files('many.yaml', '--', 'moved.yaml'), '--all');
    expect(lines(all.output, 'lost: ')).toHaveLength(8);
    const { differences, counts } = JSON.parse((await run(files('many.yaml', '--', 'moved.yaml'), '-o', 'json')).output) as {
      differences: readonly unknown[];
      counts: object;
    };
    expect([differences.length, counts]).toEqual([8, { lost: 8 }]);
  });

  test('lost access rules come first, of each kind of what is not the same some are told, and the end has the counts', async () => {
    const { output } = await run(files('apart.yaml', '--', 'apart-moved.yaml'));
    expect(output).toMatch(/^unguarded: 5 routes of 1 host: lists of addresses no longer guard it\n/);
    const moved = await run(files('apart.yaml', '--', 'apart-guarded.yaml'));
    expect(lines(moved.output, 'elsewhere: ')).toHaveLength(3);
    expect(moved.output).toContain('2 more of kind elsewhere (segmentPrefix to segmentPrefix); --all shows them');
    expect(moved.output).toContain('\n5 differences (elsewhere 5), 0 undecided\n');
  });

  test('redirects that differ in one part, and values that only the controllers choose', async () => {
    const { output } = await runCli([
      ...['diff', '--controllers', 'ingress-nginx,traefik/nginx', '--class', 'nginx'],
      ...files('redirects.yaml'),
    ]);
    expect(lines(output, 'effect, by default: 5 routes of 1 host, such as ')).not.toHaveLength(0);
    expect(output).toMatch(/^answered: 5 routes of 1 host: status 413 before, and now 308 to https:\/\/<host><path>$/m);
    expect(lines(output, 'raw: ')).toHaveLength(3);
    expect(output).toMatch(/^\d+ more ways to write requests are treated differently \(raw\); --all shows them$/m);
  });
});

test('--only unguarded tells findings about what is unguarded, and no others', async () => {
  const args = (...more: readonly string[]) => [...more, ...files('two-guarded.yaml', '--', 'two-misspelled.yaml')];
  const { output } = await runCli(['diff', '-c', 'ingress-nginx', '--class', 'nginx', ...args('--only', 'unguarded')]);
  expect(output.match(/^finding \w+: .*$/gm)).toEqual([
    expect.stringMatching(/^finding introduced: \[annotation\/unknown\] .*"nginx\.ingress\.kubernetes\.io\/whitelist-source-rang"/),
  ]);
  const all = await runCli(['diff', '-c', 'ingress-nginx', '--class', 'nginx', ...args()]);
  expect(all.output).toContain('"nginx.ingress.kubernetes.io/proxy-body-siz"');
});

test('routes for two controllers are compared controller by controller', async () => {
  const both = await runCli(['diff', ...files('two.yaml', '--', 'two.yaml')]);
  expect(both.code).toBe(0);
  expect(both.output.match(/^Proved/gm)).toHaveLength(2);
  const one = await runCli(['diff', ...files('two.yaml', '--', 'two-moved.yaml')]);
  expect(one.code).toBe(1);
  expect(one.output).toMatch(/elsewhere: .*shop\/cart:80 got it, and now shop\/basket:80 does/);
});

test('two charts whose controllers lie in the files are compared under both, and readers that read nothing are left out', async () => {
  const chart = (name: string) => join(__dirname, `../../examples/${name}/expected`);
  const { code, output } = await runCli(['diff', '-o', 'json', chart('01-two-services'), '--', chart('08-traefik')]);
  const { controllers } = JSON.parse(output) as { controllers: { name: string }[] };
  expect([code, controllers.map(({ name }) => name)]).toEqual([1, ['ingress-nginx', 'traefik/crd']]);
  const same = await runCli(['diff', chart('08-traefik'), '--', chart('08-traefik')]);
  expect([same.code, same.output]).toEqual([0, expect.stringMatching(/^0 differences, 0 undecided\n/)]);
});

const git = (folderOfGit: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'protocol.file.allow=always', ...args], {
    cwd: folderOfGit,
    stdio: 'pipe',
  });

async function inFolder<T>(name: string, act: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(name);
  try {
    return await act();
  } finally {
    process.chdir(before);
  }
}

const repository = folderWith({ 'shop.yaml': ingress([['/cart', 'cart']]) });

test('--from and --to compare revisions of a git repository, and the files as they are', async () => {
  git(repository, 'init', '-q');
  git(repository, 'add', '.');
  git(repository, 'commit', '-q', '-m', 'one');
  writeFileSync(join(repository, 'shop.yaml'), ingress([['/cart', 'basket']]));
  git(repository, 'commit', '-q', '-a', '-m', 'two');
  writeFileSync(join(repository, 'shop.yaml'), ingress([['/cart', 'cart']]));
  await inFolder(repository, async () => {
    const diff = (...args: readonly string[]) => runCli(['diff', '-c', 'ingress-nginx', ...args, 'shop.yaml']);
    expect((await diff('--from', 'HEAD~1', '--to', 'HEAD')).output).toContain('shop/cart:80 got it, and now shop/basket:80 does');
    expect((await diff('--from', 'HEAD')).output).toContain('shop/basket:80 got it, and now shop/cart:80 does');
    expect((await diff('--from', 'HEAD~1')).code).toBe(0);
    const unknown = await diff('--from', 'nowhere');
    expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('git cannot read revision "nowhere"')]);
    const dash = await diff('--from=--output=x');
    expect([dash.code, dash.errors]).toEqual([2, expect.stringContaining('git cannot read revision "--output=x"')]);
  });
});

describe('files of a revision are found as those of the working tree are', () => {
  const other = folderWith({ 'x.yaml': '' });
  const tree = folderWith({});
  const at = (...args: readonly string[]) => inFolder(tree, () => runCli(['diff', '-c', 'ingress-nginx', '--from', 'HEAD', ...args]));

  beforeAll(() => {
    for (const name of ['apps/shop', 'apps/.hidden', 'linked', 'more']) mkdirSync(join(tree, name), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(tree, name), text);
    write('apps/shop/shop.yaml', ingress([['/cart', 'cart']]));
    write('apps/.hidden/more.yaml', ingress([['/hidden', 'hidden']]));
    write('more/routes.tpl', ingress([['/cart', 'cart']]));
    write('empty.yaml', '');
    write('large.yaml', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`);
    symlinkSync('../apps/shop/shop.yaml', join(tree, 'linked/shop.yaml'));
    symlinkSync('apps', join(tree, 'all'));
    symlinkSync('/etc/hosts', join(tree, 'outside.yaml'));
    symlinkSync('gone', join(tree, 'dangling.yaml'));
    symlinkSync('loop.yaml', join(tree, 'loop.yaml'));
    git(other, 'init', '-q');
    git(other, 'add', '.');
    git(other, 'commit', '-q', '-m', 'one');
    git(tree, 'init', '-q');
    git(tree, 'submodule', '-q', 'add', other, 'module');
    git(tree, 'add', '.');
    git(tree, 'commit', '-q', '-m', 'one');
    // Only the revision has what is named.
    for (const name of ['apps/shop/shop.yaml', 'more/routes.tpl']) writeFileSync(join(tree, name), ingress([['/cart', 'basket']]));
  });

  test.each([
    ['a file', 'apps/shop/shop.yaml'],
    ['a folder', 'apps'],
    ['a glob', 'apps/**/*.yaml'],
    ['a glob of folders', 'app*'],
    ['a file of any suffix', 'more/routes.tpl'],
    ['a symbolic link', 'linked/shop.yaml'],
    ['a folder with a symbolic link', 'linked'],
    ['a symbolic link to a folder', 'all'],
    ['a path through a symbolic link', 'all/shop'],
    ['an absolute path', join(realpathSync(tree), 'apps')],
  ])('%s', async (_, name) => {
    const { code, output } = await at(name);
    expect([code, output]).toEqual([1, expect.stringContaining('elsewhere: http://shop.example.com/cart')]);
  });

  test.each([
    ['a file that it has not', 'missing.yaml', 'there is no file or folder "missing.yaml" in revision "HEAD"'],
    ['a glob that matches nothing', '*.json', 'no file matches "*.json" in revision "HEAD"'],
    ['a folder without manifests', 'more', 'no *.yaml, *.yml or *.json below folder "more" in revision "HEAD"'],
    ['a link out of the repository', 'outside.yaml', 'is a symbolic link to "/etc/hosts", outside of the repository'],
    ['a link to nothing', 'dangling.yaml', 'there is no file or folder "dangling.yaml"'],
    ['a link to itself', 'loop.yaml', 'is a symbolic link to itself'],
    ['a submodule', 'module', 'is a submodule'],
    ['a folder with all of them', '.', '"dangling.yaml" in revision "HEAD" is a symbolic link to nothing'],
    ['a file outside of the repository', '../x.yaml', 'is outside of the repository'],
    ['a file of Git LFS', 'large.yaml', 'is kept by Git LFS'],
    ['standard input', '-', 'standard input has no revisions'],
  ])('%s is an error', async (_, name, message) => {
    const { code, errors } = await at('apps', name);
    expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
  });

  test('hidden folders are left out, and the statement says so', async () => {
    expect((await at('apps')).output).toContain(' Not read: hidden folder HEAD:apps/.hidden, hidden folder apps/.hidden.');
    expect((await at('apps/.hidden')).output).not.toContain('Not read');
  });

  test('an empty file keeps the verdict open', async () => {
    const { code, output } = await inFolder(tree, () => runCli(['diff', '-c', 'ingress-nginx', 'linked', 'empty.yaml', '--', 'linked']));
    expect([code, output]).toEqual([
      4,
      expect.stringContaining('the manifests before are compared only in part: empty.yaml: the file is empty'),
    ]);
  });
});

test.each([
  ['no files', ['diff'], 'diff needs files before "--"'],
  ['a rename without names', ['diff', 'a', '--map', 'x', '--', 'b'], '--map must be "namespace/service=namespace/service"'],
  ['one controller', ['diff', '--controllers', 'haproxy', 'a'], '--controllers must be two names with a comma between them'],
  ['one side', ['diff', 'a'], 'diff needs files after "--", or two controllers'],
  [
    'an unknown kind',
    ['diff', 'a', '--fail-on', 'error', '--', 'b'],
    '--fail-on must be one of any, unguarded, elsewhere, lost, rewritten, answered, gained, guarded, effect, raw, and is "error"',
  ],
])('%s is a mistake in the usage', async (_, args, message) => {
  const { code, errors } = await runCli(args);
  expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});

describe('--requests', () => {
  const both = files('old.yaml', '--', 'moved.yaml');

  test('hurl: both answers as comments, and asserts of what the controller answers', async () => {
    const { code, output } = await run(both, '--requests', 'hurl');
    expect(code).toBe(0);
    expect(output).toContain(
      [
        '# before: shop/cart:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
        '# after: shop/basket:80 gets /cart (Ingress shop/shop spec.rules[0].http.paths[0])',
        'GET http://shop.example.com/cart',
        'HTTP *',
      ].join('\n'),
    );
    expect(output).toContain('GET http://other.shop.example.com/\nHTTP 404\n');
    // A client that is not let in gets another answer.
    expect(output).toContain('GET http://shop.example.com/\nHTTP *\n');
  });

  test('curl: a script that a shell can read', async () => {
    const { output } = await run(files('canary.yaml', '--', 'canary.yaml'), '--requests', 'curl');
    expect(output).toContain(`"$@" --header 'x-beta: always' 'http://shop.example.com/cart'`);
    execFileSync('sh', ['-n'], { input: output });
  });

  test('json: the same, with what decides', async () => {
    const { output } = await run(both, '--requests', 'json');
    const { requests } = JSON.parse(output) as { requests: { url: string; before: { text: string }; after: { text: string } }[] };
    expect(requests.find(({ url }) => url === 'http://shop.example.com/cart')).toMatchObject({
      before: { kind: 'forward', text: 'shop/cart:80 gets /cart', decidedBy: { name: 'shop' } },
      after: { kind: 'forward', text: 'shop/basket:80 gets /cart' },
    });
    expect((await run(files('old.yaml', 'broken.yaml', '--', 'moved.yaml'), '--requests', 'json')).code).toBe(4);
  });

  test('the form stands for the output', async () => {
    const { code, errors } = await run(both, '--requests', 'json', '-o', 'json');
    expect([code, errors]).toEqual([2, expect.stringContaining('--requests has a form of its own')]);
  });
});

test('standard input is read once, for both sides if they are of the same files', async () => {
  const input = ingress([['/cart', 'cart']]);
  const both = await runCli(['diff', '--controllers', 'ingress-nginx,haproxy', '--class', 'nginx', '-'], { input });
  expect(both.output).not.toContain('lost: ');
  const twice = await runCli(['diff', '-c', 'ingress-nginx', '-', '--', '-'], { input });
  expect([twice.code, twice.errors]).toEqual([2, expect.stringContaining('standard input ("-") can be read only once')]);
});

test('a name of --map that no route has is a mistake', async () => {
  const unknown = await run(files('old.yaml', '--', 'moved.yaml'), '--map', 'shop/crat=shop/basket');
  expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('no route of the manifests before leads to shop/crat')]);
  const twice = await run(files('old.yaml', '--', 'moved.yaml'), '--map', 'shop/cart=shop/basket', '--map', 'shop/cart=shop/cart');
  expect([twice.code, twice.errors]).toEqual([2, expect.stringContaining('--map names a Service twice')]);
});

test('--only unguarded never hides that a side was not read', async () => {
  const only = (...more: readonly string[]) => run(files('old.yaml', '--', ...more), '--only', 'unguarded');
  expect((await only('moved.yaml')).output).toContain(': no access rule stops to apply to such a request.');
  expect((await only('text.yaml')).code).toBe(4);
  const other = await runCli([
    'diff',
    '--class',
    'nginx',
    '--only',
    'unguarded',
    '-c',
    'ingress-nginx',
    ...files('old.yaml', '--', 'kong.yaml'),
  ]);
  expect([other.code, other.output]).toEqual([
    4,
    expect.stringContaining('the controller reads none of the objects with routes of the manifests after'),
  ]);
});

test('--fail-on unguarded is no success where one side knows nothing of access rules', async () => {
  const { code, output } = await runCli([
    'diff',
    '--controllers',
    'ingress-nginx,portable',
    '--fail-on',
    'unguarded',
    ...files('open.yaml'),
  ]);
  expect([code, output]).toEqual([4, expect.stringContaining('not compared, guards among them: ')]);
});

test('objects that no controller reads are named, and must be the same where no controller is chosen', async () => {
  const chosen = await run(files('open.yaml', 'kong.yaml', '--', 'open.yaml'));
  expect([chosen.code, chosen.output]).toEqual([0, expect.stringContaining('Not read: Ingress shop/kong.')]);
  const found = await runCli(['diff', ...files('open.yaml', 'kong.yaml', '--', 'open.yaml')]);
  expect([found.code, found.output]).toEqual([4, expect.stringContaining('Ingress shop/kong is not the same on both sides')]);
  expect((await runCli(['diff', ...files('open.yaml', 'kong.yaml', '--', 'open.yaml', 'kong.yaml')])).code).toBe(0);
});

test.each([
  ['a list in place of an object', 'list.yaml', 'the document is a list of 1 item'],
  ['a text', 'text.yaml', 'the document is not an object'],
])('%s beside routes keeps the verdict open', async (_, name, because) => {
  const { code, output } = await run(files('open.yaml', name, '--', 'open.yaml'));
  expect([code, output]).toEqual([4, expect.stringContaining(because)]);
});

test.each([
  ['manifests without routes', 'ingress-nginx', 'text.yaml'],
  ['manifests of which the controller reads nothing', 'gateway-api/istio', 'old.yaml'],
])('%s prove nothing', async (_, controller, name) => {
  const { code, output } = await runCli(['diff', '-c', controller, ...files(name, '--', name)]);
  expect(code).toBe(4);
  expect(output).toContain('the controllers read no routes on either side, so nothing was compared');
});

test('readers of a program that cannot be matched are named with the options that choose them', async () => {
  const route = JSON.stringify({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'help', namespace: 'shop' },
    spec: { routes: [{ match: 'PathPrefix(`/help`)', kind: 'Rule', services: [{ name: 'help', port: 80 }] }] },
  });
  const text = `${ingress([['/cart', 'cart']]).replace('"nginx"', '"traefik"')}\n---\n${route}`;
  const args = ['diff', ...files('open.yaml'), '--', '-'];
  const { code, errors } = await runCli(args, { input: text });
  expect([code, errors]).toEqual([
    2,
    expect.stringContaining('choose one with --after-controller traefik/ingress or --after-controller traefik/crd, or with --class'),
  ]);
  const chosen = await runCli(['diff', '--after-controller', 'traefik/crd', ...args.slice(1)], { input: text });
  expect([chosen.code, chosen.output]).toEqual([1, expect.stringContaining('lost: ')]);
});
