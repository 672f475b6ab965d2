import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { KeyPair } from './certificates';
import { until } from './condition';
import { NODE_ADDRESS } from './network';
import type { RunningProgram, Supervisor } from './supervisor';

/** Where Traefik tells what it has made of the objects. */
const API = { host: '127.0.0.1', port: 8099 };

/** Said at every start. */
const HARMLESS = /encoded characters in the request path|aliasHeadersStrategy is not configured/;

/** A Service as Traefik sees it. */
export interface TraefikService {
  readonly name: string;
  readonly provider: string;
  readonly loadBalancer?: { readonly servers?: readonly { readonly url: string }[] };
}

/** A router as Traefik sees it. */
export interface TraefikRouter {
  readonly name: string;
  readonly rule: string;
  readonly entryPoints: readonly string[];
  readonly priority: number;
  readonly service: string;
  readonly status: string;
}

/** What to start Traefik with. */
export interface TraefikSetup {
  readonly program: string;
  readonly kubeconfig: string;
  readonly folder: string;
  readonly supervisor: Supervisor;
  /** Shown where no Secret has a certificate for the host. */
  readonly defaultCertificate: KeyPair;
}

/** Traefik with its four Kubernetes providers: plain Ingress, its own kinds, ingress-nginx (class "nginx") and Gateway API. */
export class Traefik {
  private constructor(private readonly program: RunningProgram) {}

  public static async start({ program, kubeconfig, folder, supervisor, defaultCertificate }: TraefikSetup): Promise<Traefik> {
    const settings = join(folder, 'traefik.yaml');
    const { certificate: certFile, key: keyFile } = defaultCertificate;
    // JSON is YAML, and Traefik wants to see the ending of a format that it knows.
    writeFileSync(settings, JSON.stringify({ tls: { stores: { default: { defaultCertificate: { certFile, keyFile } } } } }));
    const running = supervisor.start({
      name: 'traefik',
      command: [program, ...flags(settings)],
      env: { KUBECONFIG: kubeconfig },
    });
    const traefik = new Traefik(running);
    await until('Traefik answers', () => traefik.routers(), { giveUp: supervisor.failure });
    return traefik;
  }

  public services(): Promise<TraefikService[]> {
    return ask('/api/http/services?per_page=100000');
  }

  public routers(): Promise<TraefikRouter[]> {
    return ask('/api/http/routers?per_page=100000');
  }

  /** The addresses that Traefik sends requests to. */
  public async endpoints(): Promise<Set<string>> {
    const servers = (await this.services()).flatMap(({ loadBalancer }) => loadBalancer?.servers ?? []);
    return new Set(servers.map(({ url }) => url.replace('http://', '')));
  }

  /** By request whose path contains a text, the address that it was sent to: the access log has a line for each. */
  public askedEndpoints(text: string): string[] {
    const requests = this.program.lines().filter((line) => (line.includes('" "http://') || / \d+ms$/.test(line)) && line.includes(text));
    return requests.map((line) => /"http:\/\/([\d.:]+)"/.exec(line)?.[1] ?? '(nobody)');
  }

  /** What it complains about, and the last requests. */
  public lastLines(count = 20): string {
    return this.program
      .lines()
      .filter((line) => !HARMLESS.test(line))
      .slice(-count)
      .join('\n');
  }
}

function flags(settings: string): string[] {
  return [
    `--entrypoints.web.address=${NODE_ADDRESS}:80`,
    `--entrypoints.websecure.address=${NODE_ADDRESS}:443`,
    '--entrypoints.websecure.http.tls=true',
    `--entrypoints.traefik.address=${API.host}:${API.port}`,
    '--api.insecure=true',
    '--api.dashboard=false',
    '--accesslog=true',
    '--log.level=WARN',
    '--log.nocolor=true',
    '--global.checknewversion=false',
    '--global.sendanonymoususage=false',
    '--providers.providersthrottleduration=50ms',
    `--providers.file.filename=${settings}`,
    '--providers.kubernetesingress=true',
    '--providers.kubernetesingress.ingressclass=traefik',
    '--providers.kubernetesingress.allowemptyservices=true',
    '--providers.kubernetescrd=true',
    '--providers.kubernetescrd.allowemptyservices=true',
    '--providers.kubernetescrd.allowcrossnamespace=true',
    '--providers.kubernetesingressnginx=true',
    '--providers.kubernetesingressnginx.httpentrypoint=web',
    '--providers.kubernetesingressnginx.httpsentrypoint=websecure',
    `--providers.kubernetesingressnginx.publishstatusaddress=${NODE_ADDRESS}`,
    '--providers.kubernetesgateway=true',
    `--providers.kubernetesgateway.statusaddress.ip=${NODE_ADDRESS}`,
  ];
}

function ask<T>(path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    get({ ...API, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()) as T);
        else reject(new Error(`${path}: ${response.statusCode}`));
      });
    }).once('error', reject);
  });
}
