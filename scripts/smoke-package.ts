import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parseAllDocuments } from 'yaml';

/**
 * Uses the packed library as a stranger does: an app outside the project as `cdk8s init typescript-app` makes it, the README's first example
 * in it, `cdk8s synth`, and the command line on what that wrote; the README's test in jest; the same as ES modules, and with each supported
 * version of Node.js; then the app of docs/validation-plugin.md, whose routes cdk8s-cli reports. The app gets the lowest versions that
 * `peerDependencies` promises; the other tests run with the newest.
 */
const ROOT = resolve(__dirname, '..');
const EXPECTED_KINDS = ['Deployment', 'Service', 'Ingress'];

/** The compiler compares with what cdk8s-cli asks for, which the library does not know. */
const IS_A_VALIDATION = `import type { Validation } from 'cdk8s-cli/plugins';
import { RouteValidation } from 'cdk8s-ingress';

export const validation: Validation = new RouteValidation();
`;

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
  peerDependencies: { [name: string]: string };
  devDependencies: { [name: string]: string };
  engines: { node: string };
};
const nodeVersions = [...manifest.engines.node.matchAll(/\d+/g)].map(String);
const tarball = join(ROOT, 'dist/js', `${manifest.name}@${manifest.version}.jsii.tgz`);

/** The first block of code in a page that holds some text; of the language '' is what has none, such as output. */
function blockOf(page: string, language: string, holds = ''): string {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const text = blocks.find(([, of, content]) => of === language && content?.includes(holds))?.[2];
  if (text === undefined) throw new Error(`${page} has no block of "\`\`\`${language}"`);
  return text;
}

/** Every file of the package. */
const PACKED =
  /^package\/(LICENSE|README\.md|CHANGELOG\.md|package\.json|\.jsii(\.gz)?|bin\/cdk8s-ingress\.js|lib\/(index|jest|core\/[\w-]+)\.js|lib\/core\/LICENSES\.txt|lib\/.*\.d\.ts)$/;

/** Options of `tsc` for each way in which compilers find the types of a package. */
const MODULES = [
  ['--module', 'node16', '--moduleResolution', 'node16'],
  ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  ['--module', 'preserve', '--moduleResolution', 'bundler'],
];

const REQUIRE = `const { PathIngress } = require('${manifest.name}');
if (typeof PathIngress !== 'function') throw new Error('require() gives no PathIngress');
`;

const app = mkdtempSync(join(tmpdir(), 'smoke-package-'));
const options = { cwd: app, shell: process.platform === 'win32' };
const run = (command: string, ...args: string[]) => {
  console.log(`$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
};

/** What a command prints; it must succeed. */
const outputOf = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Of the command line: arguments, and what its answer must hold. */
const ANSWERS: readonly (readonly [args: readonly string[], answer: string])[] = [
  [['--version'], `${manifest.version}\n`],
  [['explain', 'https://shop.example.com/httpd/x'], 'so     Service default/httpd-service port 8080 gets "/x"'],
  [['explain', 'http://shop.example.com/old', 'dist/*.yaml', '-o', 'json'], '"status": 308'],
  [['routes'], 'default/tomcat-service:8080'],
  [['check', '-o', 'json'], '"failed": false'],
];
const ask = (...args: readonly string[]): string => {
  console.log(`$ npx ${manifest.name} ${args.join(' ')}`);
  return outputOf('npx', manifest.name, ...args);
};
const write = (files: { readonly [name: string]: string }) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
};

const install = (...args: string[]) => run('npm', 'install', '--no-audit', '--no-fund', ...args);

/** The package holds what an app needs, and nothing else. */
function checkTarball(): void {
  const files = outputOf('tar', '-tzf', tarball)
    .split('\n')
    .filter((file) => file !== '');
  const odd = files.filter((file) => !PACKED.test(file));
  if (odd.length > 0) throw new Error(`the package must not hold ${odd.join(', ')}`);
  for (const file of [
    '.jsii',
    '.jsii.gz',
    'bin/cdk8s-ingress.js',
    'lib/index.js',
    'lib/core/api.js',
    'lib/core/LICENSES.txt',
    'lib/index.d.ts',
    'lib/jest.js',
    'lib/jest.d.ts',
  ])
    if (!files.includes(`package/${file}`)) throw new Error(`the package has no ${file}`);
  console.log(`${tarball}: ${files.length} files, ${Math.round(statSync(tarball).size / 1000)} kB\n${files.sort().join('\n')}`);
}

/** The compiler reads every declaration of the package for the files of the app. */
function checkDeclarations(): void {
  const lib = join('node_modules', manifest.name, 'lib');
  const packed = readdirSync(join(app, lib), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
  const read = outputOf('npx', 'tsc', '--listFilesOnly')
    .split(/\r?\n/)
    .map((file) => resolve(file));
  const internal = packed.filter((file) => !read.some((other) => other.endsWith(join(lib, file))));
  if (internal.length > 0) throw new Error(`no entry of the package reaches ${internal.join(', ')}`);
}

/** README's example as an ES module, `require` and the command line, with the version of Node.js that the arguments start. */
function useWith(version: string, command: string, ...args: string[]): void {
  const found = outputOf(command, ...args, '--version');
  if (!found.startsWith(`v${version}.`)) throw new Error(`${command} ${args.join(' ')} is Node.js ${found}`);
  console.log(`Node.js ${found.trim()}`);
  run(command, ...args, 'esm/main.js');
  run(command, ...args, 'esm/require.cjs');
  run(command, ...args, join('node_modules', manifest.name, 'bin/cdk8s-ingress.js'), 'check');
}

/** `cdk8s synth` with a validation must end with this exit code, and say this. */
function expectSynth(code: number, text: string, ...args: string[]): void {
  const command = ['cdk8s', 'synth', '--check-upgrade=false', ...args];
  console.log(`$ npx ${command.join(' ')}`);
  const { status, stdout, stderr } = spawnSync('npx', command, { cwd: app, encoding: 'utf8', shell: process.platform === 'win32' });
  const output = stripVTControlCharacters(stdout + stderr);
  console.log(output);
  if (status !== code) throw new Error(`the exit code is ${status} and must be ${code}`);
  if (!output.includes(text)) throw new Error(`this is not in the output:\n${text}`);
}

try {
  const listed = `${nodeVersions.slice(0, -1).join(', ')} or ${nodeVersions.at(-1)}`;
  if (!readFileSync(join(ROOT, 'README.md'), 'utf8').includes(`Node.js ${listed}`))
    throw new Error(`README.md must say "Node.js ${listed}", as "engines" does`);
  checkTarball();
  const lowestPeers = Object.entries(manifest.peerDependencies).map(([name, range]) => `${name}@${range.replace(/^\D+/, '')}`);
  // Without types of its own, the example is JavaScript too.
  const example = blockOf('README.md', 'ts');
  write({ 'package.json': JSON.stringify({ name: 'smoke', version: '0.0.0', private: true }) });
  install('--save-exact', 'cdk8s-cli@^2');
  // `cdk8s init` downloads the schemas of Kubernetes in addition, which this app does not use.
  const template = join(app, 'node_modules/cdk8s-cli/templates/typescript-app');
  const { devDependencies } = JSON.parse(readFileSync(join(template, 'package.json'), 'utf8')) as typeof manifest;
  const tools = Object.entries(devDependencies).filter(([name]) => name !== 'cdk8s-cli');
  for (const file of ['tsconfig.json', 'jest.config.js']) write({ [file]: readFileSync(join(template, file), 'utf8') });
  write({
    'cdk8s.yaml': readFileSync(join(template, 'cdk8s.yaml'), 'utf8').replace(/^imports:\n(?: .*\n?)*/m, ''),
    'main.ts': example,
  });
  install('--save-exact', tarball, ...lowestPeers, 'cdk8s-plus-33@^2', ...tools.map(([name, range]) => `${name}@${range}`));
  run('npx', 'tsc', '--noEmit');
  run('npx', 'cdk8s', 'synth', '--check-upgrade=false');

  const manifests = readdirSync(join(app, 'dist')).filter((file) => file.endsWith('.yaml'));
  const kinds = manifests.flatMap((file) =>
    parseAllDocuments(readFileSync(join(app, 'dist', file), 'utf8')).map((document) => String(document.get('kind'))),
  );
  const missing = EXPECTED_KINDS.filter((kind) => !kinds.includes(kind));
  if (missing.length > 0) throw new Error(`${manifests.join(', ')} holds ${kinds.join(', ') || 'nothing'}, but no ${missing.join(', ')}`);

  for (const [args, answer] of ANSWERS) {
    const found = ask(...args);
    if (!found.includes(answer)) throw new Error(`it should hold ${JSON.stringify(answer)}, and is:\n${found}`);
  }

  write({ 'shop.test.ts': blockOf('README.md', 'ts', 'toRoute') });
  run('npx', 'tsc', '--noEmit');
  run('npx', 'jest');
  checkDeclarations();

  // The same as ES modules, with newer tools. These have a folder of their own, whose types the app does not see.
  mkdirSync(join(app, 'esm'));
  write({
    'esm/package.json': JSON.stringify({ name: 'esm', private: true, type: 'module' }),
    'esm/main.ts': example,
    'esm/main.js': example,
    'esm/require.cjs': REQUIRE,
    'esm/shop.test.ts': blockOf('README.md', 'ts', 'toRoute'),
  });
  for (const module of MODULES) run('npx', 'tsc', '--noEmit', ...module);
  install('--prefix', 'esm', `tsx@${manifest.devDependencies.tsx}`, 'vitest@^3');
  run('npm', 'exec', '--prefix', 'esm', '--', 'tsx', join(app, 'esm/main.ts'));
  run('npm', 'exec', '--prefix', 'esm', '--', 'vitest', 'run', '--globals', '--root', join(app, 'esm'));
  useWith(String(process.versions.node.split('.')[0]), process.execPath);
  for (const version of nodeVersions) useWith(version, 'npx', '--yes', `--package=node@${version}`, 'node');
  rmSync(join(app, 'esm'), { recursive: true });
  rmSync(join(app, 'shop.test.ts'));
  // The page runs the app with it.
  install('--save-exact', `tsx@${manifest.devDependencies.tsx}`);

  // A warning about a route fails the validation, or does not.
  const page = 'docs/validation-plugin.md';
  const config = blockOf(page, 'yaml');
  write({ 'main.ts': blockOf(page, 'ts'), 'cdk8s.yaml': config, 'is-a-validation.ts': IS_A_VALIDATION });
  run('npx', 'tsc', '--noEmit', ...MODULES[0]!);
  expectSynth(2, blockOf(page, ''));
  write({ 'cdk8s.yaml': config.replace('failOn: warning', 'failOn: error') });
  expectSynth(0, 'manifest/path-takes-more');

  // By its name: installed as cdk8s-cli does it, which cannot have it from a registry yet.
  const plugins = join(app, 'plugins');
  install('--no-save', '--prefix', join(plugins, manifest.name, manifest.version), tarball);
  const named = config.replace(/package: .*/, `package: ${manifest.name}`).replace(/version: .*/, `version: ${manifest.version}`);
  write({ 'cdk8s.yaml': named });
  expectSynth(2, `Validation Report (${manifest.name}@${manifest.version})`, '--plugins-dir', plugins);
  write({ 'cdk8s.yaml': named.replace('failOn', 'failon') });
  expectSynth(1, '[option/unknown] RouteValidation has no option "failon"', '--plugins-dir', plugins);

  console.log(
    `smoke test passed: ${manifests.join(', ')} holds ${kinds.join(', ')}; the command line answers, jest asks, and cdk8s-cli reports`,
  );
} finally {
  rmSync(app, { recursive: true, force: true });
}
