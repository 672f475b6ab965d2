import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program of ours in namespaces of its own, and passes on how it ends.
 *
 * - Processes: the program is process 1 in there. When it ends, in whatever way, the kernel ends all others.
 * - Network: nothing in there reaches, or is reached from, anywhere else; two runs use the same addresses.
 * - Mounts: what is mounted in there (a fresh /run, to begin with, which holds all files of the run) is gone with it.
 *
 * So nothing has to be cleaned up, and nothing can be left behind: not after Ctrl-C, not after an exception, and not after SIGKILL,
 * because each of the three processes in the chain (this one, unshare, the program) dies with the one before.
 */
export async function runInSandbox(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const unshare = ['unshare', '--net', '--pid', '--mount', '--fork', '--kill-child=SIGKILL', '--mount-proc', '--'];
  const prepare = ['sh', '-c', 'mount -t tmpfs -o mode=755 tmpfs /run && exec "$@"', 'sh'];
  const child = spawn('setpriv', ['--pdeathsig', 'SIGKILL', ...unshare, ...prepare, command, ...args], {
    env,
    stdio: 'inherit',
    // Ctrl-C goes to whoever is in the terminal's process group: that is us alone, and we pass it on in order.
    detached: true,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
  let asked = false;
  const stop = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    // The whole group: unshare passes no signal on. Who asks twice does not want to wait.
    process.kill(-child.pid, asked ? 'SIGKILL' : signal);
    asked = true;
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  try {
    return await ended;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
  }
}
