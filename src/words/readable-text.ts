/** Bytes of a request as readable text: decoded as UTF-8 where they are valid UTF-8. */
export function readableText(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? bytes : text;
}
