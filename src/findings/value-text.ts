/** A value that the user gave, as JSON. Never throws: such a value may have no form in JSON at all. */
export function quote(value: unknown): string {
  try {
    return JSON.stringify(value) ?? describe(value);
  } catch {
    return describe(value);
  }
}

/** A value that the user gave, as text without quotes. Never throws. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  return Array.isArray(value) ? quote(value) : describe(value);
}

/** Only the class of an object, because its members would be too long. */
export function describe(value: unknown): string {
  if (value === undefined || typeof value === 'number') return `${value}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object' || value === null) return quote(value);
  const name = classOf(value);
  return name === undefined || name === 'Object' ? 'an object' : `an object of class ${name}`;
}

/** Undefined: it has none that can be read. */
export function classOf(value: object): string | undefined {
  try {
    const name: unknown = value.constructor?.name;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** A text of a manifest as part of a line: its line breaks are shown escaped, so that nobody can write lines of output with a name. */
export const oneLine = (text: string): string =>
  text.replace(BREAK, (char) =>
    JSON.stringify(char)
      .slice(1, -1)
      .replace(/^[^\\]$/, escapeOf),
  );

const BREAK = /[\n\r\v\f\x85\u2028\u2029]/g;
const escapeOf = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
