import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Who may know whom. The rules keep a dialect inside its folder and the model free of everything that renders. */
const SRC = resolve(__dirname, '../src');

/** Folders from top to bottom: a file imports only from its own folder and from those below. */
const ORDER = [
  'cli',
  'jest.ts',
  'index.ts',
  'api',
  'app',
  'proof',
  'manifests',
  'dialects',
  'annotation-table',
  'installation',
  'output',
  'words',
  'table',
  'regex',
  'kinds',
  'model',
  'input',
  'findings',
];

/**
 * Files outside the folders of dialects that may name a controller, and why. Everything else asks the dialect.
 * A name in a comment or in the example of a docstring is no use of it.
 */
const MAY_NAME_CONTROLLERS: { readonly [path: string]: string } = {
  'dialects/dialect.ts': 'the union of names',
  'dialects/registry.ts': 'the list of dialects',
  'dialects/readers.ts': 'the list of dialects that read',
  'dialects/check-foreign-annotations.ts': 'prefixes that users confuse, of controllers without a dialect too',
  'api/controller/controller-kind.ts': 'a factory for each controller',
  'api/controller/ingress-controller.ts': 'the controller that is installed unless another is named',
  'api/routes/policy-shapes.ts': 'the options of one controller',
  'api/routes/route-shapes.ts': 'examples in hints',
  'api/routes/route-policies.ts': 'the options of one controller',
  'api/routes/neutral-policies.ts': 'the options of one controller',
  'api/validation-plugin/validation-shapes.ts': 'examples in hints',
  'installation/proxy-protocol.ts': 'annotations of load balancers, in the words of their clouds',
  'cli/help.ts': 'the names that users may write',
};

interface Import {
  /** A package by its name, a file by its path below src/. */
  readonly module: string;
  /** `type`: gone when the file runs. `late`: required by a function when it is called. */
  readonly how: 'loaded' | 'type' | 'late';
}

interface Source {
  /** Path below src/, with "/" on every system. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const below = (path: string): string => relative(SRC, path).split(sep).join('/');

const fileOf = (from: string, module: string): string => {
  const base = resolve(SRC, dirname(from), module);
  return below([base, `${base}.ts`, join(base, 'index.ts')].find((path) => existsSync(path) && /\.\w+$/.test(path))!);
};

function importsOf(path: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (module: string, how: Import['how']) => found.push({ module: module.startsWith('.') ? fileOf(path, module) : module, how });
  for (const [, type, names, module] of text.matchAll(/^(?:import|export)( type)?\b([^;']*?)\bfrom\s*'([^']+)';/gm)) {
    const onlyTypes = /^\s*\{\s*(?:type [^,}]+,?\s*)+\}\s*$/.test(names!);
    add(module!, type !== undefined || onlyTypes ? 'type' : 'loaded');
  }
  for (const [, module] of text.matchAll(/^import '([^']+)';/gm)) add(module!, 'loaded');
  for (const [, module] of text.matchAll(/\brequire\('([^']+)'\)/g)) add(module!, 'late');
  for (const [, module] of text.matchAll(/\btypeof import\('([^']+)'\)/g)) add(module!, 'type');
  return found;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    const path = file.split(sep).join('/');
    return { path, text, imports: importsOf(path, text) };
  });

const byPath = new Map(sources.map((source) => [source.path, source]));

/** Everything that is there once a file has run: `late` too, if asked for. Packages by their name. */
function loadedWith(path: string, hows: readonly Import['how'][] = ['loaded']): ReadonlySet<string> {
  const loaded = new Set<string>();
  const visit = (one: string): void => {
    if (loaded.has(one)) return;
    loaded.add(one);
    for (const { module, how } of byPath.get(one)?.imports ?? []) if (hows.includes(how)) visit(module);
  };
  visit(path);
  loaded.delete(path);
  return loaded;
}

const dialects = readdirSync(join(SRC, 'dialects'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The dialect whose folder a path below src/ lies in, if any. */
const dialectOf = (path: string) => dialects.find((dialect) => path.startsWith(`dialects/${dialect}/`));

const rankOf = (path: string) => ORDER.indexOf(path.split('/')[0]!);

test('the rules see the sources and their imports', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(dialects).toContain('portable');
  const hows = new Set(sources.flatMap(({ imports }) => imports.map(({ how }) => how)));
  expect([...hows].sort()).toEqual(['late', 'loaded', 'type']);
});

test('no file is loose at the top of src/ but the two entries', () => {
  expect(sources.map(({ path }) => path).filter((path) => !path.includes('/'))).toEqual(['index.ts', 'jest.ts']);
});

test('imports go down the list of folders, types included', () => {
  const up = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ module }) => byPath.has(module) && rankOf(module) < rankOf(path))
      .map(({ module }) => `src/${path} imports src/${module}`),
  );
  expect(sources.map(({ path }) => path).filter((path) => rankOf(path) < 0)).toEqual([]);
  expect(up).toEqual([]);
});

test('no files import each other in a circle, types included', () => {
  const inCircle = sources.map(({ path }) => path).filter((path) => reachable(path).has(path));
  expect(inCircle).toEqual([]);
});

function reachable(path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const { module } of byPath.get(one)?.imports ?? []) {
      if (found.has(module)) continue;
      found.add(module);
      visit(module);
    }
  };
  visit(path);
  return found;
}

test.each([
  ['model', 'what routes mean does not depend on how they are rendered'],
  ['regex', 'a pattern knows nothing of what it is used for'],
  ['table', 'looking up knows only the table'],
  ['words', 'a table can be described without its makers'],
  ['proof', 'a proof knows only tables'],
])('src/%s loads neither cdk8s nor a dialect, not even through others: %s', (folder) => {
  const pure = sources.filter((source) => source.path.startsWith(`${folder}/`));
  expect(pure.length).toBeGreaterThan(0);
  const loaded = pure.flatMap(({ path }) =>
    [...loadedWith(path, ['loaded', 'late'])]
      .filter((module) => /^(?:cdk8s|constructs)\b/.test(module) || module.startsWith('dialects/'))
      .map((module) => `src/${path} loads ${module}`),
  );
  expect(loaded).toEqual([]);
});

test('loading the library loads nothing that reads manifests: that is for when they are there', () => {
  const loaded = [...loadedWith('index.ts')];
  expect(loaded).toContain('api/validation-plugin/route-validation.ts');
  expect(loaded.filter((path) => /^(?:cli|manifests|proof|regex|table|words)\/|\/read\b/.test(path))).toEqual([]);
});

test('loading the library loads no cdk8s-plus, which takes longer than all else: that is for who uses a demo service', () => {
  expect([...loadedWith('index.ts', ['loaded', 'late'])]).toContain('cdk8s-plus-27');
  expect([...loadedWith('index.ts')].filter((module) => module.startsWith('cdk8s-plus'))).toEqual([]);
});

test('no dialect imports from the folder of another, not even through others: each can be read, changed and removed alone', () => {
  const foreign = sources.flatMap(({ path }) => {
    const own = dialectOf(path);
    if (own === undefined) return [];
    return [...loadedWith(path, ['loaded', 'late', 'type'])]
      .filter((module) => dialectOf(module) !== undefined && dialectOf(module) !== own)
      .map((module) => `src/${path} reaches src/${module}`);
  });
  expect(foreign).toEqual([]);
});

describe('shared code names no controller: what differs is data of the dialect', () => {
  const names = ['ingress-?nginx', 'nginx', 'traefik', 'haproxy', '\\balb\\b', 'aws-?load-?balancer', 'envoy', 'istio', 'contour'];
  const word = new RegExp(`(?:${names.join('|')})`, 'i');

  /** Code without comments and without what it imports. */
  const codeOf = (text: string) =>
    text
      .replace(/^(?:import|export)\b[^;']*\bfrom\s*'[^']+';$/gm, '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/[^\n]*/g, '$1');

  /** Lines of code in which a controller is named, in whatever form: compared, listed, as a key, as the beginning of a text. */
  const namedIn = ({ path, text }: Pick<Source, 'path' | 'text'>) =>
    codeOf(text)
      .split('\n')
      .filter((line) => word.test(line))
      .map((line) => `src/${path}: ${line.trim()}`);

  /** A codec is of a proxy family, which several controllers have in common. */
  const isCodec = (path: string) => path.startsWith('table/codecs/');
  const isShared = ({ path }: Source) => dialectOf(path) === undefined && path !== 'index.ts' && !isCodec(path);

  test('looking up knows only the interface of codecs and their registry', () => {
    const known = sources
      .filter(({ path }) => path.startsWith('table/') && !isCodec(path))
      .flatMap(({ imports }) => imports.map(({ module }) => module).filter(isCodec));
    expect([...new Set(known)].sort()).toEqual(['table/codecs/codec.ts', 'table/codecs/registry.ts']);
  });

  test.each([
    [`if (['ingress-nginx'].includes(name)) return;`],
    [`key.startsWith('nginx.ingress.kubernetes.io/')`],
    [`const x = { traefik: 1 };`],
    [`const isNginx = true;`],
  ])('%s is seen', (text) => {
    expect(namedIn({ path: 'x.ts', text })).toHaveLength(1);
  });

  test('outside of the files that are allowed to', () => {
    const found = sources.filter((source) => isShared(source) && MAY_NAME_CONTROLLERS[source.path] === undefined).flatMap(namedIn);
    expect(found).toEqual([]);
  });

  test('each file that is allowed to does so', () => {
    const idle = Object.keys(MAY_NAME_CONTROLLERS).filter((path) => namedIn(byPath.get(path)!).length === 0);
    expect(idle).toEqual([]);
  });
});
