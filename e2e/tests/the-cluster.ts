import { it } from 'node:test';
import { Cluster } from '../cluster/cluster';
import { inventory } from '../inventory';

let running: Cluster | undefined;

/** Starts the one cluster that all checks use. */
export async function startTheCluster(): Promise<void> {
  running = await Cluster.start(inventory());
}

export async function stopTheCluster(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/** The cluster, while tests run. */
export function theCluster(): Cluster {
  if (running === undefined) throw new Error('the cluster does not run');
  return running;
}

/** Name of the failed precondition, because of which the checks after it would say nothing new. */
let failedPrecondition: string | undefined;

/** Begins something new, for which earlier failures do not matter. */
export function forgetFailures(): void {
  failedPrecondition = undefined;
}

/** A test that, where it fails, prints what was there in the namespaces it is about. */
export function check(name: string, namespaces: readonly string[], run: () => Promise<void>): void {
  it(name, async () => {
    if (failedPrecondition !== undefined) throw new Error(`not looked at, because "${failedPrecondition}" failed`);
    await explained(name, namespaces, run);
  });
}

/** A check whose failure makes the following ones pointless: they fail with its name, unlooked at. */
export function precondition(name: string, namespaces: readonly string[], run: () => Promise<void>): void {
  check(name, namespaces, async () => {
    failedPrecondition = name;
    await run();
    failedPrecondition = undefined;
  });
}

/** A check that is made in any case. */
export function cleanup(name: string, namespaces: readonly string[], run: () => Promise<void>): void {
  it(name, () => explained(name, namespaces, run));
}

/** Runs something, and prints what was there where it fails. */
export async function explained(name: string, namespaces: readonly string[], run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const explanation = await theCluster().explain(namespaces);
    console.log(`\n===== ${name}: what was there =====\n${explanation}\n===== end of ${name} =====\n`);
    throw error;
  }
}
