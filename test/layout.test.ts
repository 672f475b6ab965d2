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

test('what reads manifests and matches paths is loaded when it is asked for: synth has no need of it', () => {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    const source = sources.find((one) => [`${path}.ts`, `${path}/index.ts`].includes(one.path));
    if (source === undefined || loaded.has(source.path)) return;
    loaded.add(source.path);
    for (const [, module] of source.text.matchAll(/^(?:import|export) (?!type\b)[^;]*?\bfrom '(\.[^']*)';/gm))
      load(join(dirname(source.path), module!).split(sep).join('/'));
  };
  load('index');
  expect(loaded.size).toBeGreaterThan(50);
  expect([...loaded].filter((path) => /^resolve\/|\/read\b/.test(path))).toEqual([]);
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
