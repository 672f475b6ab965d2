/** The number of bytes of the UTF-8 character at a position; the text has one character for each byte. An invalid byte counts as one. */
export function runeWidth(text: string, at: number): number {
  if (!(text.charCodeAt(at) >= 0x80)) return 1;
  const rune = RUNE.exec(text.slice(at, at + 4));
  return rune === null ? 1 : rune[0].length;
}

const RUNE =
  /^(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})/;
