import { skipSpace } from './json-space';

/**
 * The first key that a map in a JSON text has twice, with its offset: `JSON.parse` silently takes the last, and kubectl refuses both. The text
 * must be valid JSON. Takes linear time.
 */
export function repeatedKey(text: string): { readonly key: string; readonly offset: number } | undefined {
  // The keys of each map around the place; undefined for a list.
  const around: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === BRACE) around.push(new Set());
    else if (char === BRACKET) around.push(undefined);
    else if (char === END_OF_MAP || char === END_OF_LIST) around.pop();
    else if (char === QUOTE) {
      const end = endOfText(text, at);
      const keys = around.at(-1);
      if (keys !== undefined && text.charCodeAt(skipSpace(text, end)) === COLON) {
        const written = text.slice(at, end);
        const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
        if (keys.has(key)) return { key, offset: at };
        keys.add(key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

const [BRACE, END_OF_MAP, BRACKET, END_OF_LIST, QUOTE, COLON] = [...'{}[]":'].map((char) => char.charCodeAt(0));

/** The offset behind a quoted text. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    if (end < 0) return text.length;
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
}
