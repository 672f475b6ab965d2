import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

/**
 * Uses the packed library as a stranger does: a new cdk8s app outside the project, the README's first example in it, and
 * `cdk8s synth`. The app gets the lowest versions that `peerDependencies` promises; the other tests run with the newest.
 */
const ROOT = resolve(__dirname, '..');
const EXPECTED_KINDS = ['Deployment', 'Service', 'Ingress'];

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
  peerDependencies: { [name: string]: string };
  devDependencies: { [name: string]: string };
};
const tarball = join(ROOT, 'dist/js', `${manifest.name}@${manifest.version}.jsii.tgz`);

const example = /^```ts\n([\s\S]*?)^```/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1];
if (example === undefined) throw new Error('README.md has no ```ts block');

const app = mkdtempSync(join(tmpdir(), 'smoke-package-'));
const run = (command: string, ...args: string[]) => {
  console.log(`$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: app, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
};

try {
  const lowestPeers = Object.entries(manifest.peerDependencies).map(([name, range]) => `${name}@${range.replace(/^\D+/, '')}`);
  const tools = ['typescript', 'tsx', '@types/node'].map((name) => `${name}@${manifest.devDependencies[name]}`);
  const files = {
    'package.json': JSON.stringify({ name: 'smoke', version: '0.0.0', private: true }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'ES2022', module: 'node16', strict: true, noEmit: true, types: ['node'], skipLibCheck: false },
    }),
    'cdk8s.yaml': 'language: typescript\napp: npx tsx main.ts\n',
    'main.ts': example,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
  run('npm', 'install', '--no-audit', '--no-fund', '--save-exact', tarball, ...lowestPeers, ...tools, 'cdk8s-cli@^2');
  run('npx', 'tsc');
  run('npx', 'cdk8s', 'synth', '--check-upgrade=false');

  const manifests = readdirSync(join(app, 'dist')).filter((file) => file.endsWith('.yaml'));
  const kinds = manifests.flatMap((file) =>
    parseAllDocuments(readFileSync(join(app, 'dist', file), 'utf8')).map((document) => String(document.get('kind'))),
  );
  const missing = EXPECTED_KINDS.filter((kind) => !kinds.includes(kind));
  if (missing.length > 0) throw new Error(`${manifests.join(', ')} holds ${kinds.join(', ') || 'nothing'}, but no ${missing.join(', ')}`);
  console.log(`smoke test passed: ${manifests.join(', ')} holds ${kinds.join(', ')}`);
} finally {
  rmSync(app, { recursive: true, force: true });
}
