/** What an error says, also one of another realm. */
export const messageOf = (error: unknown): string => String((error as { readonly message?: unknown } | null)?.message ?? error);
