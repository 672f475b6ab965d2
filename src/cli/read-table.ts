import { READERS } from '../dialects/readers';
import { findFiles, STANDARD_INPUT } from '../manifests/find-files';
import { ManifestReader } from '../manifests/manifest-reader';
import { type ReadTable, tablesOf } from '../manifests/read-table';
import { Progress } from './progress';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Options of commands that read manifests. */
export interface TableOptions {
  readonly files: readonly string[];
  readonly controller: string | undefined;
  readonly classes: readonly string[];
  readonly configMap: string | undefined;
}

/** Reads the files and builds the tables of their controllers. */
export async function readTables(options: TableOptions, terminal: Terminal): Promise<readonly ReadTable[]> {
  const { controller, classes } = options;
  const scope = scopeOf(options);
  const named = controller === undefined ? scope : { ...scope, controller: controllerNamed('--controller', controller) };
  const { manifests, progress } = await readFiles(options, terminal);
  progress.tell(() => `building the routing table of ${manifests.objects.length} objects`);
  const read = tablesOf(manifests, { ...named, classes });
  progress.done();
  return read;
}

/** The tables that each of several controllers makes of the same files; without those that read none of them. */
export async function readTablesOf(
  names: readonly string[],
  options: TableOptions,
  terminal: Terminal,
): Promise<{ readonly read: readonly ReadTable[]; readonly unread: readonly string[] }> {
  const wanted = names.includes('all') ? namesOf() : names.map((name) => controllerNamed('--controllers', name));
  const { manifests, progress } = await readFiles(options, terminal);
  const read: ReadTable[] = [];
  const unread: string[] = [];
  for (const controller of wanted) {
    progress.tell(() => `building the routing table of ${controller}`);
    const tables = tablesOf(manifests, { ...scopeOf(options), controller });
    const claiming = tables.filter(({ table }) => table.claimed.length + table.refused.length > 0);
    if (claiming.length === 0) unread.push(controller);
    read.push(...claiming);
  }
  progress.done();
  return { read, unread };
}

const scopeOf = ({ classes, configMap }: TableOptions) => ({ classes, ...(configMap === undefined ? {} : { configMap }) });

async function readFiles({ files }: TableOptions, terminal: Terminal) {
  const progress = new Progress(terminal.errors);
  const reader = new ManifestReader((what) => progress.tell(what));
  for (const file of findFiles(files)) {
    if (file === STANDARD_INPUT) await reader.addStream('standard input', terminal.input);
    else reader.addFile(file);
  }
  return { manifests: reader.manifests(), progress };
}

/** Implementations of Gateway API may be named without what stands before the slash. */
function controllerNamed(option: string, name: string): string {
  const found = READERS.find(
    ({ identity }) => identity.name === name || (identity.gatewayControllers !== undefined && identity.name.endsWith(`/${name}`)),
  );
  if (found === undefined) throw new UsageError(`${option} must be one of ${namesOf().join(', ')}, and is "${name}"`);
  return found.identity.name;
}

const namesOf = (): readonly string[] => READERS.map(({ identity }) => identity.name);
