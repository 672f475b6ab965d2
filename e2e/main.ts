import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INVENTORY_VARIABLE, type Inventory } from './inventory';
import { envoyGatewayPrograms } from './outside/envoy-gateway';
import { kubectlProgram } from './outside/kubectl';
import { missingNeeds } from './outside/needs';
import { programs } from './outside/programs';
import { runInSandbox } from './outside/sandbox';

const USAGE = `usage: npm run e2e            starts a cluster and runs the tests
       npm run e2e:build      only builds and downloads the programs
       npm run e2e:record     starts a cluster and records how the controller answers the probes of the cases`;

const TASKS = { test: 'tests/main.ts', record: 'record/main.ts' };

async function main([task = 'test', ...args]: string[]): Promise<number> {
  if (task !== 'build' && task !== 'test' && task !== 'record') {
    console.error(USAGE);
    return 2;
  }
  const missing = missingNeeds(task === 'build' ? 'build' : 'run');
  if (missing.length > 0) {
    console.error(missing.join('\n'));
    return 1;
  }
  const started = Date.now();
  const inventory: Inventory = {
    programs: await programs(),
    envoyGateway: await envoyGatewayPrograms(),
    kubectl: await kubectlProgram(),
  };
  console.log(`programs are there (${Math.round((Date.now() - started) / 1000)} s)`);
  if (task === 'build') return 0;

  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  // For programs that count: the lines "# pass N" and "# fail N" at the end of this file.
  if (process.env.E2E_TAP) reporters.push('--test-reporter=tap', `--test-reporter-destination=${process.env.E2E_TAP}`);
  const status = await runInSandbox(process.execPath, ['--import', tsx, ...reporters, join(__dirname, TASKS[task]), ...args], {
    ...process.env,
    TSX_TSCONFIG_PATH: join(__dirname, '..', 'test', 'tsconfig.json'),
    [INVENTORY_VARIABLE]: JSON.stringify(inventory),
  });
  console.log(`${task} ended with ${status} after ${Math.round((Date.now() - started) / 1000)} s`);
  return status;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
