import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parseAllDocuments } from 'yaml';

/**
 * Uses the packed library as a stranger does: a new cdk8s app outside the project, the README's first example in it, `cdk8s synth`, and the
 * command line on what that wrote; the README's test in jest; then the app of docs/validation-plugin.md, whose routes cdk8s-cli reports. The
 * app gets the lowest versions that `peerDependencies` promises; the other tests run with the newest.
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
};
const tarball = join(ROOT, 'dist/js', `${manifest.name}@${manifest.version}.jsii.tgz`);

/** The first block of code in a page that holds some text; of the language '' is what has none, such as output. */
function blockOf(page: string, language: string, holds = ''): string {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const text = blocks.find(([, of, content]) => of === language && content?.includes(holds))?.[2];
  if (text === undefined) throw new Error(`${page} has no block of "\`\`\`${language}"`);
  return text;
}

/** TypeScript is compiled away without a check: `tsc` does that. */
const JEST = { testMatch: ['**/*.test.ts'], transform: { '\\.ts$': ['ts-jest', { isolatedModules: true, diagnostics: false }] } };

const app = mkdtempSync(join(tmpdir(), 'smoke-package-'));
const options = { cwd: app, shell: process.platform === 'win32' };
const run = (command: string, ...args: string[]) => {
  console.log(`$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
};

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
  return execFileSync('npx', [manifest.name, ...args], { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
};
const write = (files: { readonly [name: string]: string }) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
};

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
  const lowestPeers = Object.entries(manifest.peerDependencies).map(([name, range]) => `${name}@${range.replace(/^\D+/, '')}`);
  const atOurs = (...names: string[]): string[] => names.map((name) => `${name}@${manifest.devDependencies[name]}`);
  const tools = atOurs('typescript', 'tsx', '@types/node');
  const jest = atOurs('jest', 'ts-jest', '@types/jest');
  write({
    'package.json': JSON.stringify({ name: 'smoke', version: '0.0.0', private: true }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'ES2022', module: 'node16', strict: true, noEmit: true, types: ['node'], skipLibCheck: false },
    }),
    'cdk8s.yaml': 'language: typescript\napp: npx tsx main.ts\n',
    'main.ts': blockOf('README.md', 'ts'),
    'is-a-validation.ts': IS_A_VALIDATION,
  });
  run('npm', 'install', '--no-audit', '--no-fund', '--save-exact', tarball, ...lowestPeers, ...tools, 'cdk8s-cli@^2');
  run('npx', 'tsc');
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

  // As the types of jest are there, the matchers are known.
  write({ 'shop.test.ts': blockOf('README.md', 'ts', 'toRoute'), 'jest.config.json': JSON.stringify(JEST) });
  run('npm', 'install', '--no-audit', '--no-fund', '--save-exact', ...jest);
  run('npx', 'tsc', '--types', 'node,jest');
  run('npx', 'jest');
  rmSync(join(app, 'shop.test.ts'));

  // A warning about a route fails the validation, or does not.
  const page = 'docs/validation-plugin.md';
  const config = blockOf(page, 'yaml');
  write({ 'main.ts': blockOf(page, 'ts'), 'cdk8s.yaml': config });
  run('npx', 'tsc');
  expectSynth(2, blockOf(page, ''));
  write({ 'cdk8s.yaml': config.replace('failOn: warning', 'failOn: error') });
  expectSynth(0, 'manifest/path-takes-more');

  // By its name: installed as cdk8s-cli does it, which cannot have it from a registry yet.
  const plugins = join(app, 'plugins');
  run('npm', 'install', '--no-audit', '--no-fund', '--no-save', '--prefix', join(plugins, manifest.name, manifest.version), tarball);
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
