import { withOthers } from '../dialects/build-table';
import type { Identity } from '../dialects/dialect';
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
  const { controller } = options;
  const scope = scopeOf(options);
  const named = controller === undefined ? [] : controllersNamed('--controller', controller);
  const { manifests, progress } = await readFiles(options, terminal);
  progress.tell(() => `building the routing table of ${manifests.objects.length} objects`);
  const read = named.length === 0 ? tablesOf(manifests, scope) : named.flatMap((one) => tablesOf(manifests, { ...scope, controller: one }));
  progress.done();
  const claiming = read.filter(isClaiming);
  return named.length < 2 ? read : claiming.length > 0 ? withOthers(claiming) : read.slice(0, 1);
}

const isClaiming = ({ table }: ReadTable): boolean => table.claimed.length + table.refused.length > 0;

/** The tables that each of several controllers makes of the same files; without those that read none of them. */
export async function readTablesOf(
  names: readonly string[],
  options: TableOptions,
  terminal: Terminal,
): Promise<{ readonly read: readonly ReadTable[]; readonly unread: readonly string[] }> {
  const wanted = names.includes('all') ? namesOf().map((name) => [name]) : names.map((name) => controllersNamed('--controllers', name));
  const { manifests, progress } = await readFiles(options, terminal);
  const read: ReadTable[] = [];
  const unread: string[] = [];
  for (const variants of wanted) {
    progress.tell(() => `building the routing table of ${variants.join(' and ')}`);
    const claiming = variants.flatMap((controller) => tablesOf(manifests, { ...scopeOf(options), controller })).filter(isClaiming);
    if (claiming.length === 0) unread.push(...variants);
    read.push(...claiming);
  }
  progress.done();
  return { read: withOthers(read), unread };
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

/**
 * Implementations of Gateway API may be named without what stands before the slash, and a program that reads objects of several kinds without
 * what stands behind it. The name then stands for all its readers: those that read nothing are left out.
 */
function controllersNamed(option: string, name: string): readonly string[] {
  const names = namesOf();
  const isOf = ({ name: own, gatewayControllers }: Identity): boolean =>
    gatewayControllers === undefined ? own.startsWith(`${name}/`) : own.endsWith(`/${name}`);
  const found = names.includes(name) ? [name] : READERS.flatMap(({ identity }) => (isOf(identity) ? [identity.name] : []));
  if (found.length === 0) throw new UsageError(`${option} must be one of ${names.join(', ')}, and is "${name}"`);
  return found;
}

const namesOf = (): readonly string[] => READERS.map(({ identity }) => identity.name);
