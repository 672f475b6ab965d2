/**
 * Keys that cdk8s cannot write: it takes an object with a member `constructor` for one of a class, and loses a member `__proto__`.
 * Source: cdk8s-team/cdk8s-core@v2.70.47:src/_util.ts (`sanitizeValue`).
 */
const UNWRITABLE: ReadonlySet<string> = new Set(['constructor', '__proto__']);

/** The path of such a key in plain data, if there is one. */
export function unwritableKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    const path = Array.isArray(value) ? `[${key}]` : key;
    if (!Array.isArray(value) && UNWRITABLE.has(key)) return path;
    const below = unwritableKey((value as { readonly [key: string]: unknown })[key]);
    if (below !== undefined) return below.startsWith('[') ? path + below : `${path}.${below}`;
  }
  return undefined;
}
