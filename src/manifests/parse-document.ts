import {
  type CollectionTag,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type ParsedNode,
  parseDocument,
  type ScalarTag,
  Schema,
} from 'yaml';
import { messageOf } from './file-error';
import { repeatedKey } from './repeated-key';
import { contentOf, countLines } from './split-documents';

/** Why a text could not be read. */
export interface Problem {
  readonly cause: 'syntax' | 'size' | 'aliases';
  readonly because: string;
  /** The line in the text, from 1. */
  readonly line: number;
}

export type Parsed = { readonly value: unknown; readonly items?: ItemRanges } | { readonly problem: Problem };

/** The place of each item of a list of objects in the text; only for YAML. */
export type ItemRanges = readonly TextRange[];

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The parser needs about a second and 100 MB for each megabyte. JSON has no such limit.
 */
export const LONGEST_YAML_DOCUMENT = 8_000_000;

/** The maximum number of values that aliases may repeat. */
const MOST_ALIASED_VALUES = 100_000;

/** Two sets of manifests that are compared share most of their documents. */
const parsed = new Map<string, Parsed>();
const MOST_PARSED = 200;
const LONGEST_PARSED = 20_000;

/** Reads one document as the tools of Kubernetes do. Time and memory grow only with its length. The same text gives the same value. */
export function parseText(text: string): Parsed {
  if (text.length > LONGEST_PARSED) return parse(text);
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const made = parse(text);
  if (parsed.size < MOST_PARSED) parsed.set(text, made);
  return made;
}

function parse(text: string): Parsed {
  const content = contentOf(text) ?? 0;
  const json = /[{[]/.test(text.charAt(content)) ? parseJson(text, content) : undefined;
  if (json !== undefined && 'value' in json) return json;
  if (text.length > LONGEST_YAML_DOCUMENT) {
    if (json !== undefined) return json;
    return { problem: { cause: 'size', because: `it has ${text.length} characters`, line: 1 } };
  }
  return parseYaml(text);
}

function parseJson(text: string, content: number): Parsed {
  try {
    const json = content === 0 ? text : text.slice(content);
    const value: unknown = JSON.parse(json);
    const repeated = repeatedKey(json);
    if (repeated === undefined) return { value };
    const line = countLines(text.slice(0, content + repeated.offset)) + 1;
    return { problem: { cause: 'syntax', because: `key "${repeated.key}" is given twice`, line } };
  } catch (error) {
    return { problem: { cause: 'syntax', because: messageOf(error), line: 1 } };
  }
}

function parseYaml(text: string): Parsed {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
    const [error] = document.errors;
    if (error !== undefined) return problemAt('syntax', error.message, error.pos[0], lines);
    if (document.contents === null) return { value: null };
    return { value: new Conversion().valueOf(document.contents), ...itemRanges(document.contents) };
  } catch (error) {
    if (error instanceof ConversionError) return problemAt(error.problem, error.message, error.offset, lines);
    return problemAt('syntax', messageOf(error), 0, lines);
  }
}

function itemRanges(root: ParsedNode): { readonly items?: ItemRanges } {
  const list = isMap(root) ? root.get('items', true) : undefined;
  return isSeq<ParsedNode>(list) ? { items: list.items.map(({ range: [start, end] }) => ({ start, end })) } : {};
}

const problemAt = (cause: Problem['cause'], because: string, offset: number, lines: LineCounter): Parsed => ({
  problem: {
    cause,
    because: because.replace(/^Maximum call stack size exceeded$/, 'it is nested too deeply'),
    line: lines.linePos(offset).line || 1,
  },
});

/**
 * YAML 1.1, as kubectl and Helm read it: `yes` is a boolean, `012` is ten. These tools read times and numbers with colons as strings.
 * Merging is done below, and repeated keys are found below in linear time. The schema is made once, because making it costs more than
 * reading a small document.
 */
const SCHEMA = new Schema({
  schema: 'yaml-1.1',
  merge: false,
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isForeign(tag)),
});

export const OPTIONS = { version: '1.1', schema: SCHEMA, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

function isForeign({ tag, ...rest }: ScalarTag | CollectionTag): boolean {
  return /:(?:timestamp|merge|binary)$/.test(tag) || ('format' in rest && rest.format === 'TIME');
}

class ConversionError extends Error {
  public constructor(
    public readonly problem: Problem['cause'],
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

/** Turns nodes into plain values. An aliased value exists once but is counted each time. */
class Conversion {
  private readonly anchors = new Map<string, { readonly value: unknown; readonly count: number }>();
  /** Number of values, including those that aliases repeat. */
  private count = 0;
  private aliased = 0;

  public valueOf(node: ParsedNode | null | undefined): unknown {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return this.aliasOf(node.source, node.range[0]);
    const before = this.count;
    this.count += 1;
    const value = isMap<ParsedNode, ParsedNode | null>(node)
      ? this.mapOf(node.items)
      : isSeq<ParsedNode>(node)
        ? node.items.map((item) => this.valueOf(item))
        : node.value;
    if (node.anchor !== undefined) this.anchors.set(node.anchor, { value, count: this.count - before });
    return value;
  }

  private aliasOf(name: string, offset: number): unknown {
    const anchor = this.anchors.get(name);
    if (anchor === undefined) throw new ConversionError('syntax', `alias "*${name}" has no complete anchor before it`, offset);
    this.repeat(anchor.count, offset);
    return anchor.value;
  }

  private repeat(count: number, offset: number): void {
    this.count += count;
    this.aliased += count;
    if (this.aliased > MOST_ALIASED_VALUES)
      throw new ConversionError('aliases', `its aliases repeat more than ${MOST_ALIASED_VALUES} values`, offset);
  }

  private mapOf(pairs: readonly Pair<ParsedNode, ParsedNode | null>[]): object {
    const map: { [key: string]: unknown } = {};
    const merged: ParsedNode[] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key)) throw new ConversionError('syntax', 'a key is not a string', key.range[0]);
      const name = String(key.value ?? '');
      if (name === '<<' && key.type === 'PLAIN') {
        if (value !== null) merged.push(value);
        continue;
      }
      if (Object.hasOwn(map, name)) throw new ConversionError('syntax', `key "${name}" is given twice`, key.range?.[0] ?? 0);
      define(map, name, this.valueOf(value));
    }
    for (const node of merged) this.merge(map, this.valueOf(node), node.range[0]);
    return map;
  }

  /** Existing keys are kept. */
  private merge(map: { [key: string]: unknown }, from: unknown, offset: number): void {
    for (const source of Array.isArray(from) ? from : [from]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source))
        throw new ConversionError('syntax', '"<<" merges a value that is not a map', offset);
      const entries = Object.entries(source);
      this.repeat(entries.length, offset);
      for (const [key, value] of entries) if (!Object.hasOwn(map, key)) define(map, key, value);
    }
  }
}

function define(map: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
