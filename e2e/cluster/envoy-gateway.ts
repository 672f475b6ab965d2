import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { EnvoyGatewayPrograms } from '../outside/envoy-gateway';
import { until } from './condition';
import type { KubeApi } from './kube-api';
import { PodNetwork } from './network';
import type { RunningProgram, Supervisor } from './supervisor';

const NAMESPACE = 'envoy-gateway-system';

/** Where it says that it is ready (internal/provider/kubernetes/kubernetes.go of envoyproxy/gateway v1.9.1). */
const HEALTH = { port: 8081, path: '/readyz' };

/** Where a controller that reads Kubernetes looks for its certificates (internal/xds/runner/runner.go). */
const CERTIFICATES = '/certs';

/** What to start Envoy Gateway with. */
export interface EnvoyGatewaySetup {
  readonly programs: EnvoyGatewayPrograms;
  readonly api: KubeApi;
  readonly kubeconfig: string;
  readonly folder: string;
  readonly supervisor: Supervisor;
}

/**
 * Envoy Gateway as in a cluster, but that it starts Envoy as a process beside it. Both are in a network of their own, as a pod is, so Envoy
 * listens on the ports of the Gateways. All Gateways of one class share an Envoy.
 */
export class EnvoyGateway {
  private constructor(
    private readonly program: RunningProgram,
    /** Of Envoy's listeners. */
    public readonly address: string,
  ) {}

  public static async start({ programs, api, kubeconfig, folder, supervisor }: EnvoyGatewaySetup): Promise<EnvoyGateway> {
    const home = join(folder, 'envoy-gateway');
    const settings = join(home, 'settings.yaml');
    const binaries = join(home, 'data/envoy-versions', programs.versions.envoy, 'bin');
    for (const name of ['config', 'state', 'runtime']) mkdirSync(join(home, name), { recursive: true });
    mkdirSync(binaries, { recursive: true });
    copyFileSync(programs.envoy, join(binaries, 'envoy'));
    // JSON is YAML.
    writeFileSync(settings, JSON.stringify(settingsOf(home, programs)));
    await api.create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    const env = { KUBECONFIG: kubeconfig, HOME: home, ENVOY_GATEWAY_NAMESPACE: NAMESPACE };
    const generate = (...options: string[]) =>
      execFileSync(programs.gateway, ['certgen', ...options], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    generate('--local', '--config-home', join(home, 'config'));
    generate('--disable-topology-injector');

    const network = new PodNetwork();
    mkdirSync(CERTIFICATES, { recursive: true });
    // A network namespace of "ip netns exec" has a mount namespace of its own.
    const withCertificates = [
      'sh',
      '-c',
      `mount --bind "$1" ${CERTIFICATES} && shift && exec "$@"`,
      'sh',
      join(home, 'config/certs/envoy-gateway'),
    ];
    const program = supervisor.start({
      name: 'envoy-gateway',
      command: network.inside([...withCertificates, programs.gateway, 'server', '--config-path', settings]),
      env,
    });
    await until('Envoy Gateway is ready', () => isReady(network.address), { giveUp: supervisor.failure });
    return new EnvoyGateway(program, network.address);
  }

  /** The last lines of Envoy Gateway and of Envoy. */
  public lastLines(count = 20): string {
    return this.program.lastLines(count);
  }

  /** By request whose path contains a text, the address that Envoy sent it to: Envoy writes its access log as JSON, some seconds later. */
  public askedEndpoints(text: string): string[] {
    const requests = this.program.lines().filter((line) => line.startsWith('{') && line.includes('":authority"') && line.includes(text));
    return requests.map((line) => (JSON.parse(line) as { upstream_host: string | null }).upstream_host ?? '(nobody)');
  }
}

/** Without a provider of the type Host, Envoy would be made as a Deployment; without a version, Envoy would be downloaded. */
function settingsOf(home: string, { versions }: EnvoyGatewayPrograms): object {
  const folders = {
    configHome: join(home, 'config'),
    dataHome: join(home, 'data'),
    stateHome: join(home, 'state'),
    runtimeDir: join(home, 'runtime'),
  };
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyGateway',
    gateway: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    provider: {
      type: 'Custom',
      custom: {
        resource: { type: 'Kubernetes', kubernetes: { leaderElection: { disable: true } } },
        infrastructure: { type: 'Host', host: folders },
      },
    },
    envoyProxy: { mergeGateways: true, provider: { type: 'Host', host: { envoyVersion: versions.envoy } } },
    extensionApis: { enableBackend: true },
    logging: { level: { default: 'warn' } },
  };
}

function isReady(host: string): Promise<true> {
  return new Promise((resolve, reject) => {
    get({ host, ...HEALTH, agent: false }, (response) => {
      response.resume();
      if (response.statusCode === 200) resolve(true);
      else reject(new Error(`${HEALTH.path}: ${response.statusCode}`));
    }).once('error', reject);
  });
}
