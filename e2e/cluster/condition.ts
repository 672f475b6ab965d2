import { setTimeout as pause } from 'node:timers/promises';

/** How long a condition may take on a slow machine. Nothing waits that long when it works. */
const LIMIT_SECONDS = 60;
const PAUSE_MILLISECONDS = 50;

/**
 * Waits until `look` gives something, and gives it. What `look` throws counts as "not yet", and is told if it stays so.
 * `giveUp` ends the waiting at once with an error: a process on which all depends has died.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { limitSeconds = LIMIT_SECONDS, giveUp }: { readonly limitSeconds?: number; readonly giveUp?: AbortSignal } = {},
): Promise<T> {
  const end = Date.now() + limitSeconds * 1000;
  let seen: unknown;
  do {
    giveUp?.throwIfAborted();
    try {
      const found = await look();
      if (found !== undefined) return found;
      seen = undefined;
    } catch (error) {
      seen = error;
    }
    await pause(PAUSE_MILLISECONDS, undefined, giveUp === undefined ? {} : { signal: giveUp }).catch(() => giveUp?.throwIfAborted());
  } while (Date.now() < end);
  throw new Error(`after ${limitSeconds} s still not so: ${what}`, { cause: seen });
}
