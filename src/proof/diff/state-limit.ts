/** Beyond so many states of paths a host is not followed further, unless a caller says another number. */
export const STATE_LIMIT = 100_000;
