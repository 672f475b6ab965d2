import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePeer } from './bindings';
import { runApp, sizeOf } from './files';
import type { Built, Language } from './language';
import { printed, run } from './program';
import { EXAMPLE, PEERS, targetsOf } from './repository';

/** What is generated says "go 1.25". */
const OLDEST_GO = 25;

/** The line of go.mod that requires a peer: the module's name begins as the assembly of the peer says. */
const requirementOf = (peer: string): RegExp => new RegExp(`^\\s*(${targetsOf(peer).go!.moduleName}/\\S+) (v\\S+)$`, 'm');

/** The module, in an app that replaces it and each peer that cannot be downloaded with generated code. */
export const go: Language = {
  name: 'Go',
  block: 'go',
  async missing() {
    const minor = /go1\.(\d+)/.exec((await printed('go', 'env', 'GOVERSION')) ?? '')?.[1];
    return minor === undefined || Number(minor) < OLDEST_GO ? [`Go 1.${OLDEST_GO} or newer`] : [];
  },
  async build(code, folder): Promise<Built> {
    const module = join(code, 'go/cdk8singress');
    const required = readFileSync(join(module, 'go.mod'), 'utf8');
    const name = /^module (\S+)$/m.exec(required)![1]!;
    const app = join(folder, 'app');
    cpSync(join(EXAMPLE, 'go'), app, { recursive: true });
    const replace = (path: string, by: string) => run('go', ['mod', 'edit', `-replace=${path}=${by}`], { cwd: app });
    await replace(name, module);
    const peers: string[] = [];
    for (const peer of PEERS) {
      const [, path, version] = requirementOf(peer).exec(required) ?? [];
      if (path === undefined) throw new Error(`the module does not require ${peer}`);
      const isPublished = (await printed('go', 'mod', 'download', `${path}@${version}`)) !== undefined;
      peers.push(`${peer} ${version!.slice(1)} ${isPublished ? 'published' : 'generated'}`);
      if (isPublished) continue;
      const generated = await generatePeer(join(folder, 'peers', peer), 'go', peer);
      await replace(path, join(generated, packageOf(path)));
    }
    // Several programs in one module, so that each package is compiled once.
    const build = async (program: string) => {
      await run('go', ['vet', '-mod=mod', `./${program}`], { cwd: app });
      await run('go', ['build', '-mod=mod', '-o', join(folder, 'bin/'), `./${program}`], { cwd: app });
      return join(folder, 'bin', program === '.' ? 'shop' : program);
    };
    const add = (program: string, write: (file: string) => void) => {
      mkdirSync(join(app, program));
      write(join(app, program, 'main.go'));
      return build(program);
    };
    const shop = await build('.');
    const size = sizeOf(module);
    return {
      size: { published: size, installed: size },
      peers: peers.join(', '),
      runExample: () => runApp(shop, [], join(folder, 'dist'), { cwd: folder }),
      runReadme: async (block) => {
        const program = await add('readme', (file) => writeFileSync(file, block));
        return runApp(program, [], join(folder, 'readme'), { cwd: folder });
      },
      answer: async (questions) => {
        const program = await add('answers', (file) => copyFileSync(join(__dirname, 'answers/answers.go'), file));
        return JSON.parse((await run(program, [questions], { cwd: folder })).stdout);
      },
    };
  },
};

/** The last part of a module's path but for its major version: the folder that the code of it is generated into. */
const packageOf = (path: string): string =>
  path
    .replace(/\/v\d+$/, '')
    .split('/')
    .at(-1)!;
