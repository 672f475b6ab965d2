import type { KubeObject } from '../dialects/dialect';
import { READERS, type Reader } from '../dialects/readers';
import type { Finding } from '../findings/finding';
import type { RoutingTableData } from '../resolve/routing-table';
import { Progress } from './progress';
import { type Manifests, readManifests } from './read-manifests';
import { modernIngress } from './read-manifests/old-versions';
import { OLD_INGRESS_VERSIONS } from './read-manifests/shapes';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** What commands ask for that look at manifests. */
export interface TableOptions {
  readonly files: readonly string[];
  readonly controller: string | undefined;
  readonly classes: readonly string[];
}

export interface ReadTable {
  readonly table: RoutingTableData;
  /** The controller, for people. */
  readonly title: string;
  readonly manifests: Manifests;
  /** As the controller gets them: in the version of the API of today, and with a class. */
  readonly objects: readonly KubeObject[];
  /** Of the input and of the choice of the controller. */
  readonly findings: readonly Finding[];
}

/** Reads the files and builds the table of their controller. */
export async function readTable(options: TableOptions, terminal: Terminal): Promise<ReadTable> {
  const chosen = options.controller === undefined ? undefined : readerOf(options.controller);
  const progress = new Progress(terminal.errors);
  const manifests = await readManifests(options.files, terminal, progress);
  const { reader, findings } = chosen === undefined ? recognize(manifests.objects, options.classes) : { reader: chosen, findings: [] };
  progress.tell(() => `building the routing table of ${manifests.objects.length} objects`);
  const objects = manifests.objects.map((object) => withClass(object, reader, options.classes[0]));
  const scope = options.classes.length === 0 ? {} : { ingressClasses: options.classes };
  const table = reader.load()(objects, reader.version, scope);
  progress.done();
  return { table, title: reader.title, manifests, objects, findings: [...manifests.findings, ...findings] };
}

function readerOf(name: string): Reader {
  const reader = READERS.find((one) => one.name === name);
  if (reader === undefined) throw new UsageError(`--controller must be one of ${controllers().join(', ')}, and is "${name}"`);
  return reader;
}

export const controllers = (): readonly string[] => READERS.map(({ name }) => name);

/** The controller that most Ingresses show the marks of. */
function recognize(objects: readonly KubeObject[], classes: readonly string[]): { reader: Reader; findings: readonly Finding[] } {
  const found = READERS.map((reader) => ({ reader, marks: objects.filter((object) => shows(object, reader, classes)).length }))
    .filter(({ marks }) => marks > 0)
    .sort((a, b) => b.marks - a.marks);
  const [first, ...others] = found.map(({ reader }) => reader);
  if (first !== undefined && others.length === 0) return { reader: first, findings: [] };
  // Loaded only now: most often there is nothing to find.
  const { finding } = require('../findings/catalogue') as typeof import('../findings/catalogue');
  if (first !== undefined)
    return {
      reader: first,
      findings: [finding('input/several-controllers', '', { controller: first.title, others: others.map(({ name }) => name) })],
    };
  const reader = READERS[READERS.length - 1] as Reader;
  const ingresses = objects.some(({ kind }) => kind === 'Ingress');
  return {
    reader,
    findings: ingresses ? [finding('input/controller-assumed', '', { controller: reader.title, known: controllers() })] : [],
  };
}

function shows({ kind, metadata, spec }: KubeObject, { marks }: Reader, classes: readonly string[]): boolean {
  const { controller, ingressClassName } = (spec ?? {}) as { readonly controller?: unknown; readonly ingressClassName?: unknown };
  if (kind === 'IngressClass') return marks.ingressClassController !== undefined && controller === marks.ingressClassController;
  if (kind !== 'Ingress') return false;
  const { annotationPrefix, className } = marks;
  const annotations = metadata.annotations ?? {};
  if (annotationPrefix !== undefined && Object.keys(annotations).some((key) => key.startsWith(annotationPrefix))) return true;
  const named = ingressClassName ?? annotations['kubernetes.io/ingress.class'] ?? classes[0];
  return className !== undefined && named === className;
}

/** An Ingress that names no class gets the one that the user says, as from an API server with a default class. */
function withClass(object: KubeObject, { marks }: Reader, said: string | undefined): KubeObject {
  if (object.kind !== 'Ingress') return object;
  if (Object.hasOwn(OLD_INGRESS_VERSIONS, object.apiVersion)) return modernIngress(object, said ?? marks.className);
  const spec = (object.spec ?? {}) as { readonly ingressClassName?: unknown };
  const named = (spec.ingressClassName ?? object.metadata.annotations?.['kubernetes.io/ingress.class']) !== undefined;
  return named || said === undefined ? object : { ...object, spec: { ...spec, ingressClassName: said } };
}
