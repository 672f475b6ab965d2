import { copyFileSync, cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPython } from '../../scripts/package-python';
import { fileIn, millisecondsBeyond, runApp, sizeOf } from './files';
import type { Built, Language } from './language';
import { createOnCluster } from './on-cluster';
import { printed, run } from './program';
import { EXAMPLE, PEERS, ROOT } from './repository';

const SITE_PACKAGES = 'import sysconfig; print(sysconfig.get_path("purelib"), end="")';

/** The wheel, in a virtual environment with the newest peers that it accepts. */
export const python: Language = {
  name: 'Python',
  block: 'python',
  async missing() {
    const version = /^Python 3\.(\d+)/.exec((await printed('python3', '--version')) ?? '')?.[1];
    if (version === undefined || Number(version) < 10) return ['Python 3.10 or newer'];
    return (await printed('python3', '-c', 'import ensurepip, venv; print()')) === undefined ? ['the package python3-venv'] : [];
  },
  async build(code, folder): Promise<Built> {
    const dist = join(folder, 'dist');
    buildPython(join(code, 'python'), dist);
    const wheel = fileIn(dist, '.whl');
    const environment = join(folder, 'environment');
    const interpreter = join(environment, 'bin/python');
    await run('python3', ['-m', 'venv', environment], { cwd: folder });
    const requirements = join(EXAMPLE, 'python/requirements.txt');
    await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wheel, '-r', requirements, 'mypy'], {
      cwd: folder,
    });
    const installed = (await run(interpreter, ['-c', SITE_PACKAGES], { cwd: folder })).stdout;
    const frozen = (await run(interpreter, ['-m', 'pip', 'list', '--format=freeze'], { cwd: folder })).stdout.split('\n');
    const peers = frozen.filter((line) => PEERS.includes(line.split('==')[0]!)).map((line) => line.replace('==', ' '));
    const cpuOf = async (source: string) => (await run(interpreter, ['-c', source], { cwd: folder })).cpuSeconds;
    const app = join(folder, 'app');
    cpSync(join(EXAMPLE, 'python'), app, { recursive: true });
    return {
      size: { published: statSync(wheel).size, installed: sizeOf(join(installed, 'cdk8s_ingress'), '__pycache__') },
      peers: `${peers.join(', ')} published`,
      runExample: () => runApp(interpreter, ['main.py'], join(app, 'dist'), { cwd: app }),
      runReadme: (block) => {
        mkdirSync(join(folder, 'readme'));
        writeFileSync(join(folder, 'readme/main.py'), block);
        return runApp(interpreter, ['readme/main.py'], join(folder, 'readme/dist'), { cwd: folder });
      },
      answer: async (questions) => {
        copyFileSync(join(__dirname, 'answers/answers.py'), join(folder, 'answers.py'));
        return JSON.parse((await run(interpreter, ['answers.py', questions], { cwd: folder })).stdout);
      },
      importMilliseconds: () =>
        millisecondsBeyond(
          () => cpuOf('import cdk8s'),
          () => cpuOf('import cdk8s, cdk8s_ingress'),
        ),
      async runOwnTests() {
        const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
        cpSync(join(ROOT, 'python/tests'), join(folder, 'tests'), { recursive: true });
        for (const tests of ['tests', 'app']) console.log((await run(interpreter, [...pytest, tests], { cwd: folder })).stdout.trim());
        // An app has types: the checker fails for an unknown option, or a value of another type.
        await run(interpreter, ['-m', 'mypy', '--strict', 'main.py', 'test_routes.py'], { cwd: app });
        // The command line comes with the wheel.
        const command = await run(join(environment, 'bin/cdk8s-ingress'), ['routes', join(EXAMPLE, 'expected/today.k8s.yaml')], {
          cwd: folder,
        });
        if (!command.stdout.includes('shop/httpd-service:8080')) throw new Error(`cdk8s-ingress routes prints\n${command.stdout}`);
        await createOnCluster(interpreter, join(app, 'create_ingress.py'), join(app, 'dist/today.k8s.yaml'));
      },
    };
  },
};
