import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** How long a named pipe may stay without a writer, and how long a writer may be silent. */
const NO_WRITER_MS = 10_000;
const SILENT_WRITER_MS = 300_000;

const PAUSE_MS = 10;
const CHUNK_BYTES = 65_536;

/**
 * The bytes of a file, of a pipe or of a device; `undefined` if there are more than `limit`. Bounded in size and in time: a device may never
 * end, and a pipe may have no writer. Throws if the file cannot be read.
 */
export function readFile(file: string, limit: number): Uint8Array | undefined {
  // Without this flag, opening a pipe waits for a writer.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (stats.isFile() && stats.size > limit) return undefined;
    return readAll(descriptor, limit, stats.isFIFO());
  } finally {
    closeSync(descriptor);
  }
}

function readAll(descriptor: number, limit: number, isPipe: boolean): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let since = Date.now();
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const count = readSome(descriptor, chunk);
    // The end of a pipe from which nothing has come: its writer has not opened it yet.
    const isWaiting = count === undefined || (count === 0 && length === 0 && isPipe);
    if (isWaiting) {
      if (Date.now() - since > (count === undefined ? SILENT_WRITER_MS : NO_WRITER_MS)) throw new Error('nothing is written to it');
      Atomics.wait(SLEEP, 0, 0, PAUSE_MS);
      continue;
    }
    if (count === 0) return Buffer.concat(chunks);
    since = Date.now();
    length += count;
    if (length > limit) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
}

const SLEEP = new Int32Array(new SharedArrayBuffer(4));

/** `undefined`: a writer has it open, and nothing is there yet. */
function readSome(descriptor: number, chunk: Uint8Array): number | undefined {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
