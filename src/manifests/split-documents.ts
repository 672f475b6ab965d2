/** One document of a YAML stream. */
export interface DocumentText {
  readonly text: string;
  /** From 1; documents without content are not counted. */
  readonly number: number;
  /** The line of the file on which the text begins, from 1. */
  readonly line: number;
}

/**
 * Splits a stream at its document markers, so that one unreadable document does not affect the others. A line that begins with a marker
 * ends a document in any context (YAML 1.2.2, production `c-forbidden`), so no parser is needed to find them.
 */
export function* splitDocuments(stream: string): Iterable<DocumentText> {
  const markers = /(?:^|\n)(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
  let start = 0;
  let line = 1;
  let number = 0;
  const take = (end: number): DocumentText | undefined => {
    const text = stream.slice(start, end);
    const from = line;
    start = end;
    line += countLines(text);
    if (contentOf(text) === undefined) return undefined;
    number += 1;
    return { text, number, line: from };
  };
  for (let found = markers.exec(stream); found !== null; found = markers.exec(stream)) {
    const marker = stream[found.index] === '\n' ? found.index + 1 : found.index;
    const ends = stream.startsWith('...', marker);
    const lineEnd = stream.indexOf('\n', marker);
    const end = ends ? (lineEnd < 0 ? stream.length : lineEnd + 1) : marker;
    // Directives belong to the document after the marker.
    if (!ends && hasDirectivesOnly(stream.slice(start, Math.min(end, start + 10_000)), end - start)) continue;
    const document = end > start ? take(end) : undefined;
    if (document !== undefined) yield document;
    if (ends) markers.lastIndex = Math.max(markers.lastIndex, end - 1);
  }
  const last = take(stream.length);
  if (last !== undefined) yield last;
}

export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The start of the content, after markers, directives and comments; `undefined` if there is none. */
export function contentOf(text: string): number | undefined {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    const marker = /^---(?=[ \t\r\n]|$)|^\.\.\.(?=[ \t\r\n]|$)/.test(text.slice(at, at + 4)) ? 3 : 0;
    let first = at + marker;
    while (first < next && ' \t\r\n\ufeff'.includes(text.charAt(first))) first += 1;
    const char = text.charAt(first);
    if (first < next && char !== '#' && !(char === '%' && first === at)) return first;
    at = next;
  }
  return undefined;
}

const hasDirectivesOnly = (beginning: string, length: number): boolean =>
  length === beginning.length && /^%/m.test(beginning) && contentOf(beginning) === undefined;

/**
 * The kind of an object in block style, found without parsing; `undefined` if it is not certain.
 * In a block mapping only a key can begin at the beginning of a line.
 */
export function kindOf(text: string): string | undefined {
  const content = contentOf(text);
  if (content === undefined || !/[A-Za-z]/.test(text.charAt(content)) || (content > 0 && text[content - 1] !== '\n')) return undefined;
  const found = [...text.matchAll(/\nkind:(?=[ \t])([^\n]*)/g)];
  const first = /^kind:(?=[ \t])([^\n]*)/.exec(text.slice(content, content + 200));
  const values = [
    ...(first !== null && (content === 0 || found.every(({ index }) => index + 1 !== content)) ? [first[1]] : []),
    ...found.map(([, value]) => value),
  ];
  if (values.length !== 1) return undefined;
  return /^[ \t]*(["']?)([A-Za-z]+)\1[ \t]*(?:#.*)?\r?$/.exec(values[0] ?? '')?.[2];
}
