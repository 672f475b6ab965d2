import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileIn, millisecondsBeyond, runApp, sizeOf } from './files';
import type { Built, Language } from './language';
import { run } from './program';
import { EXAMPLE, PEERS, ROOT, tested } from './repository';

/** The package for npm, in an app with the peers that the tests run with. `npm run smoke` tries it with the lowest, as ES module and so on. */
export const typescript: Language = {
  name: 'TypeScript',
  block: 'ts',
  missing: async () => [],
  async build(code, folder): Promise<Built> {
    const tarball = fileIn(join(code, 'js'), '.tgz');
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', private: true }));
    const peers = PEERS.map((peer) => `${peer}@${tested(peer)}`);
    await run('npm', ['install', '--no-audit', '--no-fund', '--silent', tarball, ...peers], { cwd: folder });
    const tsx = (file: string, ...args: readonly string[]) => [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), file, ...args] as const;
    const cpuOf = async (source: string) => (await run(process.execPath, ['-e', source], { cwd: folder })).cpuSeconds;
    return {
      size: {
        published: statSync(tarball).size,
        installed: sizeOf(join(folder, 'node_modules/cdk8s-ingress'), 'node_modules'),
      },
      peers: `${peers.join(', ').replaceAll('@', ' ')} published`,
      runExample: () => {
        copyFileSync(join(EXAMPLE, 'main.ts'), join(folder, 'main.ts'));
        return runApp(process.execPath, tsx('main.ts'), join(folder, 'dist'), { cwd: folder });
      },
      runReadme: (block) => {
        mkdirSync(join(folder, 'readme'));
        writeFileSync(join(folder, 'readme/main.ts'), block);
        return runApp(process.execPath, tsx('readme/main.ts'), join(folder, 'readme/dist'), { cwd: folder });
      },
      answer: async (questions) => {
        copyFileSync(join(__dirname, 'answers/answers.ts'), join(folder, 'answers.ts'));
        return JSON.parse((await run(process.execPath, tsx('answers.ts', questions), { cwd: folder })).stdout);
      },
      importMilliseconds: () =>
        millisecondsBeyond(
          () => cpuOf("require('cdk8s')"),
          () => cpuOf("require('cdk8s'); require('cdk8s-ingress')"),
        ),
    };
  },
};
