import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, filesBelow, fromCache } from './cache';
import { output } from './command';
import { copyWritable, goEnvironment, goModule } from './go-module';

const SOURCES = join(__dirname, '..', 'programs');
const LEGO = 'github.com/go-acme/lego/v5';
const PACKAGES = ['./control-plane', './echo', 'github.com/traefik/traefik/v3/cmd/traefik'];
const KUBERNETES = 'k8s.io/kubernetes';
const TRAEFIK = 'github.com/traefik/traefik/v3';
const GATEWAY_API = 'sigs.k8s.io/gateway-api';

/** Lego's folders and files that are not built: its DNS providers, whose SDKs are many and large, and what depends on them. */
const LEGO_LEFT_OUT = [
  'cmd',
  'docs',
  'e2e',
  'internal/dnsdocs',
  'internal/releaser',
  'main.go',
  'providers',
  'zz_gen_version.go',
  'go.sum',
];

/** The programs of the cluster that are written in Go. */
export interface Programs {
  /** etcd, kube-apiserver, kube-controller-manager and kube-scheduler: the first argument chooses. */
  readonly controlPlane: string;
  readonly traefik: string;
  readonly echo: string;
  /** The CustomResourceDefinitions of the Gateway API's standard channel. */
  readonly gatewayCrds: string;
  /** The CustomResourceDefinitions of Traefik. */
  readonly traefikCrds: string;
  readonly versions: { readonly kubernetes: string; readonly etcd: string; readonly traefik: string; readonly gatewayApi: string };
}

/** Finds the programs in the cache, or builds them: 10 minutes on two cores, most of it for the API server and Traefik. */
export async function programs(): Promise<Programs> {
  const versions = versionsOf(readFileSync(join(SOURCES, 'go.mod'), 'utf8'));
  const flags = buildFlags(versions);
  const sources = filesBelow(SOURCES).flatMap((file) => [file, readFileSync(join(SOURCES, file))]);
  const go = await output('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH']);
  const folder = await fromCache({
    name: `programs-${contentHash([...sources, ...flags, ...LEGO_LEFT_OUT, go])}`,
    announcement: `building Kubernetes ${versions.kubernetes} and Traefik ${versions.traefik} from source: about 10 minutes on two idle cores, once`,
    make: (unfinished, stop) => build(unfinished, flags, stop),
  });
  return {
    controlPlane: join(folder, 'control-plane'),
    traefik: join(folder, 'traefik'),
    echo: join(folder, 'echo'),
    gatewayCrds: join(folder, 'gateway-crds'),
    traefikCrds: await traefikCrds(versions.traefik),
    versions,
  };
}

/** They are a page of Traefik's documentation, which its module holds. */
async function traefikCrds(version: string): Promise<string> {
  const file = 'kubernetes-crd-definition-v1.yml';
  const folder = await fromCache({
    name: `traefik-crds-${version}`,
    announcement: `fetching the CRDs of Traefik ${version}`,
    make: async (unfinished, signal) => {
      const { Dir } = await goModule(TRAEFIK, version, unfinished, signal);
      cpSync(join(Dir, 'docs/content/reference/dynamic-configuration', file), join(unfinished, file));
    },
  });
  return join(folder, file);
}

function versionsOf(goMod: string): Programs['versions'] {
  const version = (module: string) => {
    const [, found] = new RegExp(`^\\s${module} v(\\S+)`, 'm').exec(goMod) ?? [];
    if (found === undefined) throw new Error(`e2e/programs/go.mod does not require "${module}"`);
    return found;
  };
  return {
    kubernetes: version(KUBERNETES),
    etcd: version('go.etcd.io/etcd/server/v3'),
    traefik: version(TRAEFIK),
    gatewayApi: version(GATEWAY_API),
  };
}

function buildFlags({ kubernetes, traefik }: Programs['versions']): string[] {
  const [major, minor] = kubernetes.split('.');
  const variables = {
    'k8s.io/component-base/version.gitVersion': `v${kubernetes}`,
    'k8s.io/component-base/version.gitMajor': major,
    'k8s.io/component-base/version.gitMinor': minor,
    [`${TRAEFIK}/pkg/version.Version`]: traefik,
  };
  const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  return ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', `-s -w ${settings.join(' ')}`];
}

async function build(folder: string, flags: readonly string[], signal: AbortSignal): Promise<void> {
  const cwd = join(folder, 'source');
  cpSync(SOURCES, cwd, { recursive: true });
  const go = (...args: string[]) => output('go', args, { cwd, env: goEnvironment(), signal });

  // A replaced module is not downloaded: lego's own text is asked for by its version, from outside of our module.
  const [, version] = /^\sgithub\.com\/go-acme\/lego\/v5 v(\S+)/m.exec(readFileSync(join(cwd, 'go.mod'), 'utf8')) ?? [];
  if (version === undefined) throw new Error(`e2e/programs/go.mod does not require "${LEGO}"`);
  addLego((await goModule(LEGO, version, folder, signal)).Dir, join(cwd, 'lego'));

  await go('build', ...flags, '-o', `${folder}/`, ...PACKAGES);
  const gatewayApi = (await go('list', '-m', '-f', '{{.Dir}}', GATEWAY_API)).trim();
  copyWritable(join(gatewayApi, 'config', 'crd', 'standard'), join(folder, 'gateway-crds'));
  rmSync(cwd, { recursive: true });
}

/** Completes our lego (a bare go.mod and a package without providers) by upstream's text. */
function addLego(from: string, to: string): void {
  const leftOut = new Set(LEGO_LEFT_OUT.map((path) => join(from, path)));
  copyWritable(from, to, (path) => !leftOut.has(path) && !path.endsWith('_test.go') && path !== join(from, 'go.mod'));
}
