import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

/**
 * What users of every language get is the jsii assembly, and jsii drops or widens some things without an error:
 * exported functions and constants vanish, unions become "any type". So this reads a freshly compiled assembly.
 */
const ROOT = resolve(__dirname, '..');

interface Docs {
  readonly summary?: string;
  readonly default?: string;
}

interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly optional?: boolean;
}

interface AssemblyType {
  readonly fqn: string;
  /** The submodule; absent in the root. */
  readonly namespace?: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly docs?: Docs;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
}

interface Assembly {
  readonly name: string;
  readonly types: { readonly [fqn: string]: AssemblyType };
}

/** Compiles a copy, so that the working folder gets no output and parallel runs do not meet. */
function compile(): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'public-surface-'));
  try {
    for (const name of ['package.json', 'tsconfig.json', 'src']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    execFileSync(process.execPath, [join(ROOT, 'node_modules/jsii/bin/jsii'), '--silence-warnings=reserved-word'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] },
    });
    return JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as Assembly;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw stdout || stderr ? new Error(`jsii does not compile the library:\n${stdout}${stderr}`) : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A symbol that src/index.ts exports, by its name there ("Name" or "submodule.Name"). */
interface Exported {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

function exportedSymbols(): Exported[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  // Only names and syntax are wanted: without reading further modules this takes a tenth of the time.
  const program = ts.createProgram(
    files.map((file) => join(ROOT, 'src', file)),
    { noResolve: true, noLib: true, types: [], module: ts.ModuleKind.Node16 },
  );
  const checker = program.getTypeChecker();
  const exportsOf = (module: ts.Symbol, prefix: string): Exported[] =>
    checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const name = `${prefix}${exported.name}`;
      return symbol.flags & ts.SymbolFlags.ValueModule ? exportsOf(symbol, `${name}.`) : [{ name, symbol }];
    });
  return exportsOf(checker.getSymbolAtLocation(program.getSourceFile(join(ROOT, 'src/index.ts'))!)!, '');
}

/** Where the signatures of an exported class or interface say 'a' | 'b'. Bodies and private members do not count. */
function literalUnionsIn({ name, symbol }: Exported): string[] {
  const found: string[] = [];
  const isLiteral = (type: ts.TypeNode) => ts.isLiteralTypeNode(type) && type.literal.kind !== ts.SyntaxKind.NullKeyword;
  const visit = (node: ts.Node): void => {
    const hidden = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.PrivateKeyword);
    if (hidden || ts.isBlock(node) || ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'internal')) return;
    if (ts.isUnionTypeNode(node) && node.types.some(isLiteral)) found.push(`${name}: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) visit(declaration);
  return found;
}

/** Paths of every union or intersection below `value`. */
function unionsIn(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = (inner as Partial<Member> | null)?.name;
    const here = `${path}.${typeof name === 'string' ? name : key}`;
    return key === 'union' || key === 'intersection' ? [`${path}: ${key} of ${JSON.stringify(inner)}`] : unionsIn(inner, here);
  });
}

/** The names of all types below `value`. */
function typesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(typesIn) : [];
}

describe('the public surface', () => {
  let assembly: Assembly;
  let types: readonly AssemblyType[];
  let exported: readonly Exported[];
  const membersOf = (type: AssemblyType) => [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];

  beforeAll(() => {
    assembly = compile();
    types = Object.values(assembly.types);
    exported = exportedSymbols();
  }, 180_000);

  test('holds every name that src/index.ts exports: jsii drops functions, constants and type aliases', () => {
    expect(exported.map(({ name }) => name).filter((name) => !assembly.types[`${assembly.name}.${name}`])).toEqual([]);
  });

  test('has no unions: other languages get an untyped value for them', () => {
    expect(types.flatMap((type) => unionsIn(type, type.fqn))).toEqual([]);
  });

  test('has no unions of literals: they become plain strings, and an enum would not', () => {
    expect(exported.flatMap(literalUnionsIn)).toEqual([]);
  });

  test('documents every type, property, method and enum member', () => {
    const undocumented = types.flatMap((type) => [
      ...(type.docs?.summary ? [] : [type.fqn]),
      ...membersOf(type)
        .filter((member) => !member.docs?.summary)
        .map((member) => `${type.fqn}.${member.name}`),
    ]);
    expect(undocumented).toEqual([]);
  });

  test('has no circle of modules: each is a package of Go, and these must not import each other in a circle', () => {
    const moduleOf = (fqn: string): string => assembly.types[fqn]?.namespace ?? '';
    const imports = new Map<string, Set<string>>();
    for (const type of types) {
      const own = imports.get(moduleOf(type.fqn)) ?? new Set();
      imports.set(moduleOf(type.fqn), own);
      for (const used of typesIn(type)) if (used in assembly.types && moduleOf(used) !== moduleOf(type.fqn)) own.add(moduleOf(used));
    }
    // Whatever imports nothing that is left is taken away; a circle stays.
    for (const done = new Set<string>(); ; ) {
      const free = [...imports].filter(([, used]) => [...used].every((module) => done.has(module)));
      if (free.length === 0) break;
      for (const [module] of free) {
        done.add(module);
        imports.delete(module);
      }
    }
    expect([...imports.keys()]).toEqual([]);
  });

  test('names the default of every optional prop with @default', () => {
    const silent = types
      .filter((type) => type.kind === 'interface' && type.datatype)
      .flatMap((type) =>
        (type.properties ?? []).filter((prop) => prop.optional && !prop.docs?.default).map((prop) => `${type.fqn}.${prop.name}`),
      );
    expect(silent).toEqual([]);
  });
});
