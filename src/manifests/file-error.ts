/** A file that does not exist or cannot be read. */
export class FileError extends Error {
  public override readonly name = 'FileError';
}

/** The message of an error, also of one from another realm. */
export const messageOf = (error: unknown): string => String((error as { readonly message?: unknown } | null)?.message ?? error);
