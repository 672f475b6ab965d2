import { withOthers } from '../dialects/build-table';
import type { Identity } from '../dialects/dialect';
import { READERS } from '../dialects/readers';
import { findFiles, STANDARD_INPUT } from '../manifests/find-files';
import { ManifestReader } from '../manifests/manifest-reader';
import type { Manifests } from '../manifests/manifests';
import { type ReadTable, tablesOf } from '../manifests/read-table';
import { reasonText } from '../proof/diff/doubts';
import type { Revision } from './git-revision';
import { Progress } from './progress';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** Options of commands that read manifests. */
export interface TableOptions {
  readonly controller: string | undefined;
  readonly classes: readonly string[];
  readonly configMap: string | undefined;
  /** As `TableScope.together`. */
  readonly together?: boolean;
}

/** Options, and the files. */
interface FileOptions extends TableOptions {
  readonly files: readonly string[];
}

/** Reads the files and builds the tables of their controllers. */
export const readTables = async (options: FileOptions, terminal: Terminal): Promise<readonly ReadTable[]> =>
  tablesIn(await readManifests(options.files, terminal), options, terminal);

/** Builds the tables of the controllers of manifests. */
export function tablesIn(manifests: Manifests, options: TableOptions, terminal: Terminal): readonly ReadTable[] {
  const { controller } = options;
  const scope = scopeOf(options);
  const named = controller === undefined ? [] : controllersNamed('--controller', controller);
  const progress = new Progress(terminal.errors);
  progress.tell(() => `building the routing table of ${manifests.objects.length} objects`);
  const read = named.length === 0 ? tablesOf(manifests, scope) : named.flatMap((one) => tablesOf(manifests, { ...scope, controller: one }));
  progress.done();
  if (named.length < 2) return read;
  const claiming = read.filter(isClaiming);
  const kept = claiming.length > 0 ? withOthers(claiming) : read.slice(0, 1);
  // One reader of a program may read what another does not.
  return kept.map((one) => ({ ...one, unread: one.unread.filter((object) => kept.every(({ unread }) => unread.includes(object))) }));
}

/** An installation shows readers of several kinds of objects: those that read routes, or all if none does. */
export function withRoutes(tables: readonly ReadTable[]): readonly ReadTable[] {
  const claiming = tables.filter(({ table }) => table.claimed.length > 0);
  return claiming.length > 0 ? claiming : tables;
}

const isClaiming = ({ table }: ReadTable): boolean => table.claimed.length + table.refused.length > 0;

/** A controller that reads none of the manifests. */
export interface Unread {
  readonly name: string;
  /** Follows a statement; empty if no reason is known. */
  readonly reason: string;
}

/** The tables that each of several controllers makes of the same files; without those that read none of them. */
export async function readTablesOf(
  names: readonly string[],
  options: FileOptions,
  terminal: Terminal,
): Promise<{ readonly read: readonly ReadTable[]; readonly unread: readonly Unread[] }> {
  const wanted = names.includes('all') ? namesOf().map((name) => [name]) : names.map((name) => controllersNamed('--controllers', name));
  const manifests = await readManifests(options.files, terminal);
  const progress = new Progress(terminal.errors);
  const read: ReadTable[] = [];
  const unread: Unread[] = [];
  for (const variants of wanted) {
    progress.tell(() => `building the routing table of ${variants.join(' and ')}`);
    const built = variants.map((name) => ({ name, tables: tablesOf(manifests, { ...scopeOf(options), controller: name }) }));
    const claiming = built.flatMap(({ tables }) => tables).filter(isClaiming);
    if (claiming.length === 0) unread.push(...built.map(({ name, tables: [first] }) => ({ name, reason: reasonText(first as ReadTable) })));
    read.push(...claiming);
  }
  progress.done();
  return { read: withOthers(read), unread };
}

const scopeOf = ({ classes, configMap, together = false }: TableOptions) => ({
  classes,
  together,
  ...(configMap === undefined ? {} : { configMap }),
});

/** Reads the files: as they are, or as a revision has them, which are then named `nameOf`. */
export async function readManifests(
  files: readonly string[],
  terminal: Terminal,
  at?: { readonly revision: Revision; readonly nameOf: (file: string) => string },
): Promise<Manifests> {
  const progress = new Progress(terminal.errors);
  const reader = new ManifestReader((what) => progress.tell(what));
  const found = findFiles(files, at?.revision);
  if (at !== undefined)
    at.revision.read(found.files).forEach((content, index) => {
      reader.addBytes(at.nameOf(found.files[index] as string), content);
    });
  else
    for (const file of found.files) {
      if (file === STANDARD_INPUT) await reader.addStream('standard input', terminal.input);
      else reader.addFile(file);
    }
  for (const { folder, files: count } of found.hidden) reader.leaveOut({ folder: at?.nameOf(folder) ?? folder, files: count });
  progress.done();
  return reader.manifests();
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
