import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Builds the wheel and the source distribution. jsii-pacmak alone would leave out python/, which is written by hand, so it only generates
 * code here.
 */
const ROOT = resolve(__dirname, '..');

/** What builds distributions, in an environment of its own. */
const BUILDER = 'build==1.*';

/** Builds the distributions from generated code. */
export function buildPython(code: string, outdir: string): void {
  copyFileSync(join(ROOT, 'python/testing.py'), join(code, 'src/cdk8s_ingress/testing.py'));
  const environment = mkdtempSync(join(tmpdir(), 'package-python-'));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    run('python3', '-m', 'venv', environment);
    const python = join(environment, 'bin/python');
    run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', BUILDER);
    run(python, '-m', 'build', '--outdir', outdir, code);
  } finally {
    rmSync(environment, { recursive: true, force: true });
  }
}

if (require.main === module) {
  const generated = mkdtempSync(join(tmpdir(), 'package-python-'));
  try {
    const args = ['jsii-pacmak', '--no-npmignore', '--code-only', '--target', 'python', '--outdir', generated];
    execFileSync('npx', args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    buildPython(join(generated, 'python'), join(ROOT, 'dist/python'));
  } finally {
    rmSync(generated, { recursive: true, force: true });
  }
}
