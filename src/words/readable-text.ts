/** Bytes of a request as people and JSON read them: UTF-8 where it is. */
export function readableText(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? bytes : text;
}
