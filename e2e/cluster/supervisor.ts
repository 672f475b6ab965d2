import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How a program is started. */
export interface Program {
  /** Names the process and its log. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** Owner of the log, where a program that is not root opens its own standard output again. */
  readonly logOwner?: { readonly user: number; readonly group: number };
  /** Called when it ends without having been stopped. Without this, the whole run fails. */
  readonly onDeath?: () => void;
}

/** Starts processes, each the leader of a group of its own, and stops those groups and nothing else. */
export class Supervisor {
  private readonly running = new Set<RunningProgram>();
  private readonly death = new AbortController();

  public constructor(private readonly logFolder: string) {}

  /** Aborted as soon as a process dies that should not. */
  public get failure(): AbortSignal {
    return this.death.signal;
  }

  /** Ends the run: something died on which all depends. */
  public fail(why: Error): void {
    this.death.abort(why);
  }

  public start(program: Program): RunningProgram {
    const log = join(this.logFolder, `${program.name}.log`);
    const fd = openSync(log, 'a');
    if (program.logOwner !== undefined) fchownSync(fd, program.logOwner.user, program.logOwner.group);
    const [file, ...args] = program.command;
    const child = spawn(file, args, { env: { ...process.env, ...program.env }, stdio: ['ignore', fd, fd], detached: true });
    closeSync(fd);
    const running = new RunningProgram(program.name, child, log);
    this.running.add(running);
    void running.ended.then((how) => {
      this.running.delete(running);
      if (running.stopping) return;
      if (program.onDeath !== undefined) program.onDeath();
      else this.fail(new Error(`"${program.name}" died: ${how}\n${running.lastLines()}`));
    });
    return running;
  }

  /** Stops all, the last started first, so that nobody misses what it depends on. */
  public async stopAll(): Promise<void> {
    for (const program of this.running) program.stopping = true;
    for (const program of [...this.running].reverse()) await program.stop();
  }
}

/** A process and its group. */
export class RunningProgram {
  /** How it ended, in words. */
  public readonly ended: Promise<string>;
  public stopping = false;

  public constructor(
    public readonly name: string,
    private readonly child: ChildProcess,
    public readonly log: string,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal === null ? `exit status ${code}` : signal));
    });
  }

  /** Asks it to end, insists after the given time, and comes back when it has ended. */
  public async stop(graceSeconds = 10): Promise<void> {
    this.stopping = true;
    this.signalGroup('SIGTERM');
    const patience = new AbortController();
    const insist = pause(graceSeconds * 1000, undefined, { signal: patience.signal }).then(
      () => this.signalGroup('SIGKILL'),
      () => {},
    );
    await this.ended;
    patience.abort();
    await insist;
    // Whoever the leader has left behind.
    this.signalGroup('SIGKILL');
  }

  /** Ends it the hard way, as a crash would. */
  public crash(): void {
    this.signalGroup('SIGKILL');
  }

  public lastLines(count = 30): string {
    return this.lines().slice(-count).join('\n');
  }

  /** All that it has written. */
  public lines(): string[] {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n');
  }

  private signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
