import { READERS } from '../dialects/readers';
import { holdsRoutes, isRoutingKind, shapeOf } from '../dialects/routing-kinds';
import type { Code, Params } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { type FieldPath, fieldPath, fieldText } from '../kinds/field-path';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { OLD_INGRESS_VERSIONS } from '../kinds/old-ingress-versions';
import { servedInstead } from '../kinds/served-kinds';
import { WORKLOADS } from '../kinds/shapes';
import { checkObject, misfitFinding, nameOf } from './check-object';
import { lineOfField } from './field-lines';
import { messageOf } from './file-error';
import type { HiddenFolder } from './find-files';
import { type Manifests, type Place, placeText } from './manifests';
import { type ItemRanges, LONGEST_YAML_DOCUMENT, type Problem, parseText, type TextRange } from './parse-document';
import { readFile } from './read-file';
import { type DocumentText, kindOf, splitDocuments } from './split-documents';

/** The most bytes read from one file or from standard input. */
export const LONGEST_FILE_BYTES = 64_000_000;

/** Where an object came from: enough to find its lines later. */
interface Source {
  readonly file: string;
  readonly document: DocumentText;
  /** Path of the object in the document, or in the item. */
  readonly path: FieldPath;
  /** The place of the list item in the document. */
  readonly item?: TextRange;
  /** How many lists the object is in. */
  readonly depth: number;
}

/** Nobody nests lists on purpose; each level costs stack. */
const MOST_NESTED_LISTS = 20;

/** Collects the objects of files in the given order. An unreadable document becomes a finding, and the rest is read. */
export class ManifestReader {
  private readonly findings: Finding[] = [];
  /** By kind, namespace and name. The last of several equal objects counts, as when they are applied in order. */
  private readonly objects = new Map<string, { readonly object: KubeObject; readonly source: Source }>();
  private readonly refused: KubeObject[] = [];
  private documents = 0;
  private readonly empty: string[] = [];

  /** `tell` is called often, to report progress with the current document. */
  public constructor(private readonly tell: (what: () => string) => void = () => undefined) {}

  /** A file that cannot be read is a finding, as a document is. */
  public addFile(file: string): void {
    let bytes: Uint8Array | undefined;
    try {
      bytes = readFile(file, LONGEST_FILE_BYTES);
    } catch (error) {
      this.findings.push(finding('input/file-unreadable', file, { because: messageOf(error) }));
      return;
    }
    this.addBytes(file, bytes);
  }

  public async addStream(name: string, stream: AsyncIterable<Uint8Array | string>): Promise<void> {
    let bytes: Uint8Array | undefined;
    try {
      bytes = await readStream(stream);
    } catch (error) {
      this.findings.push(finding('input/file-unreadable', name, { because: messageOf(error) }));
      return;
    }
    this.addBytes(name, bytes);
  }

  /** `bytes` is `undefined` if they are too many. */
  public addBytes(file: string, bytes: Uint8Array | undefined): void {
    if (bytes === undefined || bytes.length > LONGEST_FILE_BYTES) {
      this.findings.push(finding('input/file-too-long', file, { limit: LONGEST_FILE_BYTES }));
      return;
    }
    const text = decode(bytes);
    if (text === undefined) {
      this.findings.push(finding('input/not-text', file, {}));
      return;
    }
    this.addText(file, text);
  }

  public addText(file: string, text: string): void {
    if (text.trim() === '') this.empty.push(file);
    for (const document of splitDocuments(text)) {
      this.documents += 1;
      this.tell(() => `reading ${file}: document ${document.number}, line ${document.line}`);
      this.addDocument(file, document);
    }
  }

  /** Reports a folder that is left out. */
  public leaveOut({ folder, files }: HiddenFolder): void {
    this.findings.push(finding('input/folder-not-read', folder, { files }));
  }

  private addDocument(file: string, document: DocumentText): void {
    // Most objects of a chart do not concern routes and need no parsing.
    const kind = kindOf(document.text);
    if (kind !== undefined && !kind.endsWith('List') && !mayMatter(kind, document.text)) return;
    const parsed = parseText(document.text);
    if ('problem' in parsed) this.findings.push(problemFinding(parsed.problem, file, document));
    else this.addValue(parsed.value, { file, document, path: [], depth: 0 }, parsed.items);
  }

  private addValue(value: unknown, source: Source, ranges?: ItemRanges): void {
    if (typeof value !== 'object' || value === null) {
      if (value !== null) this.findings.push(finding('input/not-an-object', where(source), { found: JSON.stringify(value).slice(0, 60) }));
      return;
    }
    if (Array.isArray(value)) {
      this.findings.push(finding('input/list-of-objects', where(source), { items: value.length }));
      return;
    }
    const { apiVersion, kind } = value as { readonly apiVersion?: unknown; readonly kind?: unknown };
    if (typeof kind !== 'string') {
      if (kind === undefined && typeof apiVersion === 'string' && 'metadata' in value) this.addMissing('kind', value, source);
      return;
    }
    if (kind.endsWith('List') && 'items' in value) this.addItems(value.items, kind.slice(0, -'List'.length), apiVersion, source, ranges);
    else if (apiVersion === undefined && isRoutingKind(kind) && 'metadata' in value) this.addMissing('apiVersion', value, source);
    else if (typeof apiVersion === 'string') this.addObject(value as KubeObject, source);
  }

  /** Items of a list of one kind may omit their kind. */
  private addItems(items: unknown, kind: string, apiVersion: unknown, source: Source, ranges: ItemRanges | undefined): void {
    if (items === null || items === undefined) return;
    const path = [...source.path, 'items'];
    if (source.depth >= MOST_NESTED_LISTS) {
      this.findings.push(finding('input/lists-in-lists', where({ ...source, path: [] }), { limit: MOST_NESTED_LISTS }));
      return;
    }
    const depth = source.depth + 1;
    if (!Array.isArray(items)) {
      const whole = { ...source, path: [] };
      const params = { object: `a list (${kind}List)`, field: fieldText(path), expected: 'a list', found: typeof items };
      this.findings.push(finding('input/field-type', where(whole, path), params));
      return;
    }
    for (const [index, item] of items.entries()) {
      this.tell(() => `reading ${source.file}: item ${index} of ${items.length}`);
      const known = kind === '' || typeof item !== 'object' || item === null ? item : { apiVersion, kind, ...item };
      const range = ranges?.[index];
      this.addValue(
        known,
        range === undefined ? { ...source, depth, path: [...path, index] } : { ...source, depth, path: [], item: range },
      );
    }
  }

  private addMissing(field: string, value: object, source: Source): void {
    const object = { apiVersion: '', kind: 'object', metadata: { name: '?' }, ...value };
    this.findings.push(misfitFinding({ kind: 'missing', path: [field] }, object, () => where(source)));
  }

  private addObject(object: KubeObject, source: Source): void {
    const { apiVersion, kind } = object;
    const instead = servedInstead(apiVersion, kind);
    if (instead !== undefined) {
      this.findings.push(
        finding('input/kind-not-served', where(source, ['apiVersion']), { object: nameOf(object), apiVersion, kind, instead }),
      );
      if (isMap(object.metadata)) this.refused.push({ ...object, ...instead });
      return;
    }
    const shape = isRoutingKind(kind) ? shapeOf(apiVersion, kind) : undefined;
    // Other API groups have kinds of the same name, such as an Ingress of a cloud provider.
    if (shape === undefined) return;
    const { exists, findings } = checkObject(object, shape, (field) => where(source, field));
    this.findings.push(...findings);
    if (!exists) {
      if (isMap(object.metadata)) this.refused.push(object);
      return;
    }
    const key = keyOf(object.kind, object.metadata.namespace, object.metadata.name);
    const other = this.objects.get(key);
    if (other !== undefined)
      this.findings.push(finding('input/object-twice', where(source), { object: nameOf(object), other: where(other.source) }));
    const removed = object.kind === 'Ingress' ? OLD_INGRESS_VERSIONS[object.apiVersion] : undefined;
    if (removed !== undefined)
      this.findings.push(finding('input/old-version', where(source), { object: nameOf(object), version: object.apiVersion, removed }));
    // Re-insert so that it is last.
    this.objects.delete(key);
    this.objects.set(key, { object, source });
  }

  public manifests(): Manifests {
    const { objects, refused, findings, documents, empty } = this;
    if (documents > 0) findings.push(...empty.map((file) => finding('input/file-empty', file, {})));
    const found = [...objects.values()].map(({ object }) => object);
    if (!found.some(({ kind }) => holdsRoutes(kind)) && findings.every(({ severity }) => severity !== 'error'))
      findings.push(documents === 0 ? finding('input/empty', '', {}) : finding('input/no-ingress', '', { documents }));
    return {
      objects: found,
      refused,
      findings,
      fileOf: ({ kind, namespace, name }) => objects.get(keyOf(kind, namespace, name))?.source.file,
      placeOf: ({ kind, namespace, name, field }) => {
        const entry = objects.get(keyOf(kind, namespace, name));
        return entry === undefined ? undefined : placeOf(entry.source, fieldPath(field));
      },
    };
  }
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Skip workloads other than controllers. */
const mayMatter = (kind: string, text: string): boolean =>
  (isRoutingKind(kind) || servedInstead('', kind) !== undefined) &&
  (!WORKLOADS.includes(kind) || READERS.some(({ identity }) => identity.workloads?.some((word) => text.includes(word))));

const keyOf = (kind: string, namespace: string | undefined, name: string): string => `${kind} ${namespace || DEFAULT_NAMESPACE}/${name}`;

/** `undefined` if it is too large. */
async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > LONGEST_FILE_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** `undefined` if the bytes are not text. */
function decode(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

// ---- places and findings

/** Loads the texts of findings only if there is a finding. */
function finding<C extends Code>(code: C, where: string, params: Params<C>): Finding {
  return (require('../findings/catalogue') as typeof import('../findings/catalogue')).finding(code, where, params);
}

function placeOf({ file, document, path, item }: Source, field: FieldPath): Place {
  return { file, document: document.number, line: document.line - 1 + lineOfField(document.text, [...path, ...field], item) };
}

const where = (source: Source, field: FieldPath = []): string => placeText(placeOf(source, field));

function problemFinding({ cause, because, line }: Problem, file: string, document: DocumentText): Finding {
  const place = placeText({ file, document: document.number, line: document.line - 1 + line });
  if (cause === 'size')
    return finding('input/document-too-long', place, { limit: LONGEST_YAML_DOCUMENT, characters: document.text.length });
  if (cause === 'aliases') return finding('input/aliases', place, { because });
  return finding('input/not-yaml', place, { because, template: document.text.includes('{{') });
}
