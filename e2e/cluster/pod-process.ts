import { chmodSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { until } from './condition';
import type { Image } from './images/image';
import type { KubeApi } from './kube-api';
import { NODE_ADDRESS, PodNetwork } from './network';
import type { Container, Pod, Probe } from './pod';
import type { RunningProgram, Supervisor } from './supervisor';

const CONTAINER = join(__dirname, 'container.sh');

/** What a pod needs of its node. */
export interface Surroundings {
  readonly api: KubeApi;
  readonly supervisor: Supervisor;
  readonly home: string;
}

/** A pod on this node, and the process of its first container. */
export class PodProcess {
  /** What went wrong, for people. */
  public trouble: string | undefined;
  private readonly network = new PodNetwork();
  private readonly end = new AbortController();
  private program: RunningProgram | undefined;
  private restarts = 0;
  private stopped: Promise<void> | undefined;

  public constructor(
    public readonly pod: Pod,
    private readonly image: { readonly image: Image; readonly folder: string } | undefined,
    private readonly surroundings: Surroundings,
  ) {}

  public get address(): string {
    return this.network.address;
  }

  public async start(): Promise<void> {
    try {
      const { image } = this;
      if (image === undefined) {
        await this.report(false, { waiting: { reason: 'NoStandIn', message: 'no program stands in for this image' } });
        return;
      }
      for (const { name, value } of this.pod.spec.securityContext?.sysctls ?? []) this.network.setSysctl(name, value);
      this.program = this.surroundings.supervisor.start({
        name: this.logName(),
        command: this.command(image),
        env: this.environment(image.image),
        logOwner: this.user(),
        onDeath: () => void this.onDeath(),
      });
      await this.report(false, { running: {} });
      for (const probe of [this.container.startupProbe, this.container.readinessProbe]) {
        if (probe !== undefined) await until(`${this.logName()} passes its probe`, () => this.passes(probe), { giveUp: this.end.signal });
      }
      await this.report(true, { running: {} });
    } catch (error) {
      if (this.end.signal.aborted) return;
      this.trouble = error instanceof Error ? error.message : String(error);
      await this.report(false, { waiting: { reason: 'Trouble', message: this.trouble } }).catch(() => {});
    }
  }

  /** Ends the process as a crash would. */
  public crash(): void {
    this.program?.crash();
  }

  public stop(): Promise<void> {
    this.stopped ??= (async () => {
      this.end.abort(new Error('the pod was deleted'));
      await this.program?.stop(this.pod.spec.terminationGracePeriodSeconds);
      this.network.remove();
    })();
    return this.stopped;
  }

  /** What the process said last. */
  public lastLines(count = 10): string {
    return this.trouble ?? this.program?.lastLines(count) ?? '(no process)';
  }

  private get container(): Container {
    return this.pod.spec.containers[0];
  }

  private logName(): string {
    return `pod-${this.pod.metadata.namespace}-${this.pod.metadata.name}`;
  }

  private async onDeath(): Promise<void> {
    this.restarts += 1;
    await this.report(false, { waiting: { reason: 'Restarting' } }).catch(() => {});
    // The kubelet's first restart is at once, too. One that dies again and again is reported by whoever waits for it.
    if (!this.end.signal.aborted && this.restarts <= 5) await this.start();
  }

  private command({ image, folder }: { readonly image: Image; readonly folder: string }): [string, ...string[]] {
    const { container } = this;
    const { home } = this.surroundings;
    const mode = container.securityContext?.readOnlyRootFilesystem === true ? 'read-only' : 'writable';
    const own = [...(container.command ?? image.command), ...(container.args ?? [])];
    return this.network.inside([
      'sh',
      CONTAINER,
      folder,
      this.folder('root'),
      image.place,
      mode,
      ...this.mounts(home),
      '--',
      ...this.privileges(),
      ...own,
    ]);
  }

  private mounts(home: string): string[] {
    const emptyDirs = new Set((this.pod.spec.volumes ?? []).filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name));
    return (this.container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath = '' }) => {
      if (!emptyDirs.has(name)) return [];
      const folder = join(home, 'volumes', name, subPath);
      mkdirSync(folder, { recursive: true });
      // The mode that the kubelet gives to an emptyDir and to its subfolders.
      chmodSync(folder, 0o777);
      return [folder, mountPath];
    });
  }

  private user(): { readonly user: number; readonly group: number } {
    const pod = this.pod.spec.securityContext;
    const own = this.container.securityContext;
    const user = own?.runAsUser ?? pod?.runAsUser ?? 0;
    if (user === 0 && (own?.runAsNonRoot ?? pod?.runAsNonRoot) === true) {
      throw new Error(`container "${this.container.name}" has runAsNonRoot, and would run as root`);
    }
    return { user, group: own?.runAsGroup ?? pod?.runAsGroup ?? 0 };
  }

  private privileges(): string[] {
    const { user, group } = this.user();
    const { capabilities, allowPrivilegeEscalation } = this.container.securityContext ?? {};
    const added = (capabilities?.add ?? []).map((name) => `,+${name.toLowerCase()}`).join('');
    return [
      'setpriv',
      `--reuid=${user}`,
      `--regid=${group}`,
      '--clear-groups',
      ...(capabilities?.drop?.includes('ALL') ? [`--bounding-set=-all${added}`, '--inh-caps=-all'] : []),
      ...(allowPrivilegeEscalation === false ? ['--no-new-privs'] : []),
      '--',
    ];
  }

  private environment(image: Image): NodeJS.ProcessEnv {
    const fields: { readonly [path: string]: string | undefined } = {
      'metadata.name': this.pod.metadata.name,
      'metadata.namespace': this.pod.metadata.namespace,
      'status.podIP': this.address,
    };
    const own = (this.container.env ?? []).map(({ name, value, valueFrom }) => [
      name,
      value ?? fields[valueFrom?.fieldRef?.fieldPath ?? ''],
    ]);
    const memory = this.container.resources?.limits?.memory;
    const heap =
      memory === undefined || image.env?.JAVA_TOOL_OPTIONS === undefined
        ? {}
        : { JAVA_TOOL_OPTIONS: `${image.env.JAVA_TOOL_OPTIONS} -XX:MaxRAM=${memory.replace('i', '')}` };
    return { ...image.env, ...heap, ...(Object.fromEntries(own) as NodeJS.ProcessEnv) };
  }

  private folder(name: string): string {
    const folder = join(this.surroundings.home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private async passes({ httpGet, tcpSocket }: Probe): Promise<true | undefined> {
    const port = this.portNumber(httpGet?.port ?? tcpSocket?.port ?? 0);
    if (httpGet === undefined) return connects(this.address, port);
    const status = await statusOf(`http://${this.address}:${port}${httpGet.path ?? '/'}`);
    if (status >= 200 && status < 400) return true;
    throw new Error(`the probe got ${status}`);
  }

  private portNumber(port: number | string): number {
    if (typeof port === 'number') return port;
    const named = this.container.ports?.find(({ name }) => name === port);
    if (named === undefined) throw new Error(`container "${this.container.name}" has no port "${port}"`);
    return named.containerPort;
  }

  private async report(ready: boolean, state: object): Promise<void> {
    const { namespace, name } = this.pod.metadata;
    const condition = (type: string, holds: boolean) => ({
      type,
      status: holds ? 'True' : 'False',
      lastTransitionTime: new Date().toISOString(),
    });
    await this.surroundings.api.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, {
      metadata: { uid: this.pod.metadata.uid },
      status: {
        phase: 'running' in state ? 'Running' : 'Pending',
        hostIP: NODE_ADDRESS,
        podIP: this.address,
        podIPs: [{ ip: this.address }],
        conditions: [
          condition('PodScheduled', true),
          condition('Initialized', true),
          condition('ContainersReady', ready),
          condition('Ready', ready),
        ],
        containerStatuses: [
          {
            name: this.container.name,
            image: this.container.image,
            imageID: '',
            ready,
            started: ready,
            restartCount: this.restarts,
            state,
          },
        ],
      },
    });
  }
}

function connects(host: string, port: number): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', reject);
  });
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .once('timeout', function (this: { destroy(error: Error): void }) {
        this.destroy(new Error('no answer'));
      });
  });
}
