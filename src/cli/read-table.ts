import { READERS } from '../dialects/readers';
import { findFiles, STANDARD_INPUT } from '../manifests/find-files';
import { ManifestReader } from '../manifests/manifest-reader';
import { type ReadTable, tableOf } from '../manifests/read-table';
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

/** Reads the files and builds the table of their controller. */
export async function readTable({ files, controller, classes, configMap }: TableOptions, terminal: Terminal): Promise<ReadTable> {
  const scope = {
    classes,
    ...(controller === undefined ? {} : { controller: controllerNamed(controller) }),
    ...(configMap === undefined ? {} : { configMap }),
  };
  const progress = new Progress(terminal.errors);
  const reader = new ManifestReader((what) => progress.tell(what));
  for (const file of findFiles(files)) {
    if (file === STANDARD_INPUT) await reader.addStream('standard input', terminal.input);
    else reader.addFile(file);
  }
  const manifests = reader.manifests();
  progress.tell(() => `building the routing table of ${manifests.objects.length} objects`);
  const read = tableOf(manifests, scope);
  progress.done();
  return read;
}

function controllerNamed(name: string): string {
  const names = READERS.map(({ identity }) => identity.name);
  const found = names.find((one) => one === name);
  if (found === undefined) throw new UsageError(`--controller must be one of ${names.join(', ')}, and is "${name}"`);
  return found;
}
