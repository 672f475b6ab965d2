/** The bytes of a text in UTF-8, one character each. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it looks for
export const bytesOf = (text: string): string => (/^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));

/** The text of bytes in UTF-8, one character each. */
export const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** ASCII letters alone. */
export const lowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
