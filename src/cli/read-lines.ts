import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../manifests/file-error';
import { STANDARD_INPUT } from '../manifests/find-files';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** A line that is longer is no request. */
const LONGEST_LINE = 1024 * 1024;
const TOO_LONG = '(a line that is too long)';

/** Gives the lines of a file, of a file that gzip has packed, or of standard input, one after the other: the file may be of any length. */
export async function eachLine(file: string, terminal: Terminal, take: (line: string) => void): Promise<void> {
  const source = file === STANDARD_INPUT ? terminal.input : createReadStream(file);
  const packed = file.endsWith('.gz') && source !== terminal.input;
  const chunks = packed ? (source as ReturnType<typeof createReadStream>).pipe(createGunzip()) : source;
  if (packed)
    (source as ReturnType<typeof createReadStream>).on('error', (error) => (chunks as ReturnType<typeof createGunzip>).destroy(error));
  let rest = '';
  /** Whether the beginning of the line was too long and is forgotten. */
  let isCut = false;
  try {
    for await (const chunk of chunks) {
      const text = rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('latin1'));
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        // A line that is too long is given as one that is no request, so that it is counted.
        take(isCut || end - from > LONGEST_LINE ? TOO_LONG : text.slice(from, text.charAt(end - 1) === '\r' ? end - 1 : end));
        isCut = false;
        from = end + 1;
      }
      isCut ||= text.length - from > LONGEST_LINE;
      rest = isCut ? '' : text.slice(from);
    }
  } catch (error) {
    throw new UsageError(`"${file}" cannot be read: ${messageOf(error)}`);
  }
  if (isCut || rest !== '') take(isCut ? TOO_LONG : rest);
}
