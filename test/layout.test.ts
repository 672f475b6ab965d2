import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Who may know whom. The rules keep a dialect inside its folder and the model free of everything that renders. */
const SRC = resolve(__dirname, '../src');

interface Source {
  /** Path below src/, with "/" on every system. */
  readonly path: string;
  readonly text: string;
  /** Imported modules: packages by their name, files by their path below src/. */
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    const modules = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!);
    const below = (module: string) =>
      relative(SRC, resolve(SRC, dirname(file), module))
        .split(sep)
        .join('/');
    return {
      path: file.split(sep).join('/'),
      text,
      imports: modules.map((module) => (module.startsWith('.') ? below(module) : module)),
    };
  });

/** What is loaded with a file at once: neither types nor what a function requires when it is called. */
function loadedWith(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  const text = sources.find((source) => source.path === path)!.text.replace(/^(?:import|export) type [^;]*;/gm, '');
  for (const [, module] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)';/gm)) {
    const base = relative(SRC, resolve(SRC, dirname(path), module!))
      .split(sep)
      .join('/');
    loadedWith(sources.some((source) => source.path === `${base}.ts`) ? `${base}.ts` : `${base}/index.ts`, loaded);
  }
  return loaded;
}

const dialects = readdirSync(join(SRC, 'dialects'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The dialect whose folder a path below src/ lies in, if any. */
const dialectOf = (path: string) => dialects.find((dialect) => `${path}/`.startsWith(`dialects/${dialect}/`));

const violations = (files: readonly Source[], forbidden: (imported: string, source: Source) => boolean) =>
  files.flatMap((source) =>
    source.imports.filter((imported) => forbidden(imported, source)).map((imported) => `src/${source.path} imports "${imported}"`),
  );

test('the rules see the sources and their imports', () => {
  expect(sources.length).toBeGreaterThan(0);
  expect(dialects.length).toBeGreaterThan(0);
  expect(sources.some((source) => source.imports.some((imported) => imported.startsWith('model/')))).toBe(true);
});

test.each([
  ['model', 'what routes mean does not depend on how they are rendered'],
  ['resolve', 'looking up knows only the table'],
])('src/%s imports neither cdk8s nor a dialect: %s', (folder) => {
  const pure = sources.filter((source) => source.path.startsWith(`${folder}/`));
  expect(violations(pure, (imported) => /^(cdk8s|constructs)\b/.test(imported) || `${imported}/`.startsWith('dialects/'))).toEqual([]);
});

test('loading the library loads nothing that reads manifests: that is for when they are there', () => {
  const loaded = [...loadedWith('index.ts')];
  expect(loaded).toContain('route-validation.ts');
  expect(loaded.filter((path) => /^(?:cli|manifest-files|manifest-checks|resolve|validation)\/|\/read\b/.test(path))).toEqual([]);
});

test('no dialect imports from the folder of another: each can be read, changed and removed alone', () => {
  const foreign = (imported: string, source: Source) => {
    const dialect = dialectOf(imported);
    return dialect !== undefined && dialect !== dialectOf(source.path);
  };
  expect(
    violations(
      sources.filter((source) => dialectOf(source.path)),
      foreign,
    ),
  ).toEqual([]);
});

test('shared code has no controller in a condition: what differs is data of the dialect', () => {
  const names = [...new Set([...dialects, 'ingress-nginx', 'nginx', 'traefik', 'haproxy', 'aws-load-balancer', 'alb', 'gateway-api'])];
  const name = `['"\`](?:${names.join('|')})['"\`]`;
  const condition = new RegExp(`[!=]==?\\s*${name}|${name}\\s*[!=]==?|\\bcase\\s+${name}|\\.(?:startsWith|includes)\\(${name}`, 'g');
  const shared = sources.filter((source) => dialectOf(source.path) === undefined && !source.path.endsWith('.generated.ts'));
  expect(shared.flatMap((source) => [...source.text.matchAll(condition)].map((match) => `src/${source.path}: ${match[0]}`))).toEqual([]);
});
