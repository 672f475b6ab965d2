/** The way from an object to one of its fields. */
export type FieldPath = readonly (string | number)[];

/** `spec.rules[0].http.paths[1]`, as Kubernetes writes it. */
export const fieldText = (path: FieldPath): string =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : /^[\w-]+$/.test(step) ? `${index > 0 ? '.' : ''}${step}` : `["${step}"]`,
    )
    .join('');

/** Parses such a text. */
export const fieldPath = (text: string): FieldPath =>
  [...text.matchAll(/\[(\d+)\]|\["([^"]*)"\]|([^.[\]]+)/g)].map(([, index, key, name]) =>
    index !== undefined ? Number(index) : (key ?? name ?? ''),
  );
