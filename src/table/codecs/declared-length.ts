/** How long a body is by its first `Content-Length`; `undefined` if that is no number. */
export function declaredLength([text = '']: readonly string[]): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
