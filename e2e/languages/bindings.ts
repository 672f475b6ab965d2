import { join } from 'node:path';
import { run } from './program';
import { ROOT } from './repository';

/** Code for other languages that jsii-pacmak generates. Nothing is built, and nothing is written outside of the folder. */
async function generate(outdir: string, targets: readonly string[], ...packages: readonly string[]): Promise<void> {
  const pacmak = join(ROOT, 'node_modules/jsii-pacmak/bin/jsii-pacmak');
  const options = ['--code-only', '--no-npmignore', '--outdir', outdir, ...targets.flatMap((target) => ['--target', target])];
  // Options come last, because "--target" takes all words that follow.
  await run(process.execPath, [pacmak, ...packages, ...options], { cwd: ROOT });
}

/** The code of this package, in a folder for each target. What these sources compile to is packed first. */
export const generatePackage = (outdir: string, targets: readonly string[]): Promise<void> => generate(outdir, targets);

/** The code of a peer that is not published for a language, from its npm package. Returns its folder. */
export async function generatePeer(outdir: string, target: string, peer: string): Promise<string> {
  await generate(outdir, [target], join('node_modules', peer));
  return join(outdir, target);
}
