/** Bytes of a request as readable text: decoded as UTF-8 where they are valid UTF-8. */
export function readableText(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? bytes : text;
}

/** A text that is longer than a line, with its length in the place of most of it. */
export const shortText = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, 40)}... (${text.length} characters)`);

const LONGEST = 200;
