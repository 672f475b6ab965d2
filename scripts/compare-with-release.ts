import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/**
 * Compares the public surface with that of the last release: the assembly of jsii, which is what users of every language get. Exit code 1
 * for a change that breaks them. Needs `npm run compile`.
 */
const ROOT = resolve(__dirname, '..');
const { name } = require('../package.json') as { readonly name: string };

/** The version that a registry has; absent if it has none. Whatever else keeps npm from an answer is an error. */
function released(): string | undefined {
  const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as string;
  const { error } = JSON.parse(stdout || '{}') as { readonly error?: { readonly code?: string } };
  if (error?.code === 'E404') return undefined;
  throw new Error(`npm view ${name} ended with ${status}\n${stderr}`);
}

const version = released();
if (version === undefined) console.log(`${name} has no release yet, so there is nothing to compare with`);
else {
  console.log(`comparing with ${name} ${version}`);
  execFileSync(process.execPath, [join(ROOT, 'node_modules/jsii-diff/bin/jsii-diff'), `npm:${name}@${version}`, ROOT], {
    stdio: 'inherit',
  });
}
