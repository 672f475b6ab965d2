import { execFileSync } from 'node:child_process';

const BRIDGE = 'cluster0';
const PREFIX_LENGTH = 16;

/** The address of the node: API server and Traefik listen on it. A loopback address would be refused as an endpoint. */
export const NODE_ADDRESS = '10.77.0.1';

/** Addresses of Services. Nothing is routed there: no kube-proxy runs, and Traefik goes to the endpoints. */
export const SERVICE_RANGE = '10.96.0.0/16';

/** A bridge with the node on it. Runs in the sandbox's own network namespace, so the names and addresses are always free. */
export function createNetwork(): void {
  ip('link', 'set', 'lo', 'up');
  ip('link', 'add', BRIDGE, 'type', 'bridge');
  ip('address', 'add', `${NODE_ADDRESS}/${PREFIX_LENGTH}`, 'dev', BRIDGE);
  ip('link', 'set', BRIDGE, 'up');
}

let pods = 0;

/** The network of one pod: a namespace with an address of its own, plugged into the bridge. */
export class PodNetwork {
  public readonly address: string;
  public readonly namespace: string;
  private readonly cable: string;

  public constructor() {
    pods += 1;
    // 10.77.1.1 to 10.77.254.250: more pods than any run has, and no address is used twice.
    this.address = `10.77.${1 + Math.floor(pods / 250)}.${1 + (pods % 250)}`;
    this.namespace = `pod${pods}`;
    this.cable = `veth${pods}`;
    ip('netns', 'add', this.namespace);
    ip('link', 'add', this.cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.namespace);
    ip('link', 'set', this.cable, 'master', BRIDGE, 'up');
    ip('-n', this.namespace, 'address', 'add', `${this.address}/${PREFIX_LENGTH}`, 'dev', 'eth0');
    ip('-n', this.namespace, 'link', 'set', 'eth0', 'up');
    ip('-n', this.namespace, 'link', 'set', 'lo', 'up');
  }

  /** The command that runs a command in this network, with a mount namespace of its own. */
  public inside(command: readonly string[]): [string, ...string[]] {
    return ['ip', 'netns', 'exec', this.namespace, ...command];
  }

  public setSysctl(name: string, value: string): void {
    execFileSync('ip', [
      'netns',
      'exec',
      this.namespace,
      'sh',
      '-c',
      'printf %s "$2" >"/proc/sys/$1"',
      'sh',
      name.replaceAll('.', '/'),
      value,
    ]);
  }

  public remove(): void {
    ip('netns', 'delete', this.namespace);
    // It goes with the namespace, but later than we might want the next one.
    execFileSync('sh', ['-c', `ip link delete ${this.cable} 2>/dev/null || true`]);
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args);
}
