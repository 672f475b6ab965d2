/** There is no such file, or it cannot be read at all. */
export class FileError extends Error {
  public override readonly name = 'FileError';
}

/** What an error says, also one of another realm. */
export const messageOf = (error: unknown): string => String((error as { readonly message?: unknown } | null)?.message ?? error);
