import type { ParsedNode } from 'yaml';
import type { FieldPath } from '../kinds/field-path';
import { skipSpace } from './json-space';
import { LONGEST_YAML_DOCUMENT, OPTIONS, type TextRange } from './parse-document';
import { contentOf, countLines } from './split-documents';

/**
 * The line of a field in a text, from 1, or of the nearest ancestor that is there. Positions are not kept when manifests are read,
 * because few are needed. `item`: the range of the object in which the path begins, if it is not the whole text.
 */
export function lineOfField(text: string, path: FieldPath, item?: TextRange): number {
  return lineAt(text, offsetOfField(text, path, item));
}

const lineAt = (text: string, offset: number): number => {
  // Findings mostly come about in text order, so counting continues from the last place, in either direction.
  const from = counted.text === text ? counted : { text, offset: 0, line: 1 };
  const passed = countLines(text.slice(Math.min(from.offset, offset), Math.max(from.offset, offset)));
  counted = { text, offset, line: from.line + (from.offset <= offset ? passed : -passed) };
  return counted.line;
};

let counted = { text: '', offset: 0, line: 1 };

function offsetOfField(text: string, path: FieldPath, item: TextRange | undefined): number {
  if (item !== undefined) {
    // Keep the indentation, or the lines would no longer be aligned.
    const column = item.start - (text.lastIndexOf('\n', item.start - 1) + 1);
    return item.start - column + offsetInYaml(' '.repeat(column) + text.slice(item.start, item.end), path);
  }
  const content = contentOf(text) ?? 0;
  if (path.length === 0) return content;
  if (/[{[]/.test(text.charAt(content))) return offsetInJson(text, content, path);
  return text.length > LONGEST_YAML_DOCUMENT ? content : offsetInYaml(text, path);
}

function offsetInYaml(text: string, path: FieldPath): number {
  const { isMap, isScalar, isSeq } = yaml();
  const contents = contentsOf(text);
  let node: unknown = contents;
  let offset = contents?.range[0] ?? 0;
  for (const step of path) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq<ParsedNode>(node)) {
      const found = node.items[Number(step)];
      if (found === undefined) break;
      offset = found.range[0];
      node = found;
    } else break;
  }
  return offset;
}

/** Loaded late, because many answers name no place. */
const yaml = () => require('yaml') as typeof import('yaml');

/** Parsed texts by themselves: findings of one document come one after the other, and those of a few documents in turn. */
const parsed = new Map<string, ParsedNode | null>();
const MOST_PARSED = 8;
const LONGEST_PARSED = 200_000;

function contentsOf(text: string): ParsedNode | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const { contents } = yaml().parseDocument(text, OPTIONS);
  const [oldest] = parsed.keys();
  if (parsed.size >= MOST_PARSED && oldest !== undefined) parsed.delete(oldest);
  if (text.length <= LONGEST_PARSED) parsed.set(text, contents);
  return contents;
}

/** Scans flow style without building values. Unquoted keys are not found. */
function offsetInJson(text: string, start: number, path: FieldPath): number {
  const [list, index, ...rest] = path;
  if (list !== 'items' || typeof index !== 'number') return offsetBelow(text, start, path);
  if (itemStarts.text !== text) itemStarts = { text, starts: startsOfItems(text, start) };
  const item = itemStarts.starts[index];
  return item === undefined ? start : offsetBelow(text, item, rest);
}

/** Cached for the last text, because findings of one list come one after the other. */
let itemStarts: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [] };

function startsOfItems(text: string, start: number): readonly number[] {
  const starts: number[] = [];
  const key = offsetBelow(text, start, ['items']);
  const list = skipSpace(text, skipSpace(text, skipValue(text, key)) + 1);
  if (key === start || text[list] !== '[') return starts;
  for (let at = skipSpace(text, list + 1); at < text.length && text[at] !== ']'; ) {
    starts.push(at);
    at = skipSpace(text, skipValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return starts;
}

function offsetBelow(text: string, start: number, path: FieldPath): number {
  let value = start;
  let offset = start;
  for (const step of path) {
    let found: number | undefined;
    let index = 0;
    const map = text[value] === '{';
    if (!map && text[value] !== '[') break;
    for (let at = skipSpace(text, value + 1); at < text.length && text[at] !== '}' && text[at] !== ']'; index++) {
      const key = at;
      if (map) {
        at = skipSpace(text, skipValue(text, at));
        if (text[at] !== ':') return offset;
        const name = text.slice(key, at).trim();
        at = skipSpace(text, at + 1);
        if (name === JSON.stringify(step)) found = key;
      } else if (index === step) found = key;
      if (found !== undefined) {
        value = at;
        break;
      }
      at = skipSpace(text, skipValue(text, at));
      if (text[at] === ',') at = skipSpace(text, at + 1);
    }
    if (found === undefined) break;
    offset = found;
  }
  return offset;
}

/** The end of a value, always after its start. */
function skipValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at += 1;
      if (depth === 0) return at + 1;
    } else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth <= 0) return depth < 0 && at > from ? at : at + 1;
    } else if (depth === 0 && (char === ',' || char === ':') && at > from) return at;
  }
  return text.length;
}
