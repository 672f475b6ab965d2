/** Texts for the keys and names of slots. */

/** Text that does not depend on the order of members. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** A DNS label from a path. */
export function slug(path: string): string {
  const words = path.toLowerCase().match(/[a-z0-9]+/g);
  return (words ?? ['root']).join('-').slice(0, 40).replace(/-$/, '');
}

const texts = new WeakMap<object, string>();

/** Caches the text of objects that routes share. */
export function textOnce<T extends object>(value: T, write: (value: T) => string): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = write(value);
    texts.set(value, text);
  }
  return text;
}
