import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { READERS } from '../../src/dialects/readers';
import { DIALECTS } from '../../src/dialects/registry';
import { isRoutingKind } from '../../src/dialects/routing-kinds';
import { WORKLOADS } from '../../src/kinds/shapes';

const SRC = resolve(__dirname, '../../src');

/** All that is loaded at the latest when every command has run: what `import type` names is not there when it runs. */
function loadedBy(entry: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8')
      .replace(/^(?:import|export) type [^;]*;/gm, '')
      .replace(/typeof import\([^)]*\)/g, '');
    for (const [, from, required] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)';|\brequire\('([^']+)'\)/gm)) {
      const module = from ?? required;
      if (!module!.startsWith('.')) packages.add(module!);
      else if (!module!.endsWith('.json')) {
        const base = resolve(dirname(file), module!);
        visit([`${base}.ts`, join(base, 'index.ts')].find((path) => existsSync(path))!);
      }
    }
  };
  visit(join(SRC, entry));
  return { files: [...files].map((file) => relative(SRC, file).replaceAll('\\', '/')), packages: [...packages].sort() };
}

test('the command line loads neither cdk8s nor what renders and installs', () => {
  const { files, packages } = loadedBy('cli/main.ts');
  expect(files).toContain('dialects/ingress-nginx/read.ts');
  expect(packages.filter((name) => !name.startsWith('node:'))).toEqual(['picomatch', 'yaml']);
  expect(files.filter((file) => /^dialects\/registry|(^|\/)render|\/install\b|^index\.ts/.test(file))).toEqual([]);
});

test('the first line lets a shell run it', () => {
  expect(readFileSync(join(SRC, 'cli/main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('nothing of the command line is public', () => {
  expect(readFileSync(join(SRC, 'index.ts'), 'utf8')).not.toContain('cli');
});

const BACKEND = { service: { name: 'web', port: { number: 80 } } };

test('every dialect that reads is among the readers, with what its own files say', () => {
  const reading: readonly string[] = Object.values(DIALECTS).flatMap(({ read, identity: { name }, variants }) => {
    if (read === undefined) return [];
    return variants === undefined ? [name] : variants.map(({ variant }) => `${name}/${variant}`);
  });
  const readers = READERS.map(({ identity }) => identity.name);
  expect(reading.filter((name) => !readers.includes(name))).toEqual([]);
  // The registry loads its reader late, so what they give is compared.
  const spec = { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] } }] };
  const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a', namespace: 'a' }, spec };
  for (const { identity, load } of READERS) {
    const table = load()([ingress]);
    expect(table.controller).toBe(identity.name);
    const dialect = Object.values(DIALECTS).find((one) => one.identity.name === identity.name);
    if (dialect !== undefined) expect(dialect.read?.([ingress])).toEqual(table);
  }
});

test('every kind that controllers look at is read', () => {
  const text = readFileSync(join(SRC, 'kinds/cluster-view.ts'), 'utf8');
  const kinds = [...text.matchAll(/\bof\(([^)]*)\)/g)].flatMap(([, list]) => [...list!.matchAll(/'(\w+)'/g)].map(([, kind]) => kind!));
  expect(kinds.length).toBeGreaterThan(5);
  expect([...kinds, ...WORKLOADS].filter((kind) => !isRoutingKind(kind))).toEqual([]);
});

test('every kind that a dialect reads by its name is handed on to it', () => {
  const folder = join(SRC, 'dialects');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /^[^/]+\/read(?:\.|\/.*\.)ts$/.test(file));
  const kindsIn = (text: string) => [...text.matchAll(/\bkind (?:===|!==) '([A-Z][A-Za-z]+)'/g)].map(([, kind]) => kind!);
  expect(kindsIn("objects.filter(({ kind }) => kind === 'Widget')").filter((kind) => !isRoutingKind(kind))).toEqual(['Widget']);
  expect(files.length).toBeGreaterThan(10);
  const unread = files.flatMap((file) => kindsIn(readFileSync(join(folder, file), 'utf8')).filter((kind) => !isRoutingKind(kind)));
  expect(unread).toEqual([]);
});
