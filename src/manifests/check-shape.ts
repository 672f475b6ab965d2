import type { Foreign, Shape } from '../kinds/shapes';

/** Errors for which the API server would refuse an object. */
export type Misfit =
  | { readonly kind: 'type'; readonly path: FieldPath; readonly expected: string; readonly found: string }
  | { readonly kind: 'missing'; readonly path: FieldPath }
  | { readonly kind: 'foreign'; readonly path: FieldPath; readonly instead: string };

export type FieldPath = readonly (string | number)[];

/** Report at most this many per object. */
const MOST_MISFITS = 5;

export function checkShape(value: unknown, shape: Shape): readonly Misfit[] {
  const misfits: Misfit[] = [];
  collect(value, shape, [], misfits);
  return misfits.slice(0, MOST_MISFITS);
}

function collect(value: unknown, shape: Shape, path: FieldPath, misfits: Misfit[]): void {
  if (value === undefined || value === null || misfits.length >= MOST_MISFITS) return;
  const expect = (holds: boolean, expected: string): boolean => {
    if (!holds) misfits.push({ kind: 'type', path, expected, found: typeName(value) });
    return holds;
  };
  if (typeof shape === 'object' && 'list' in shape) {
    if (!expect(Array.isArray(value), 'a list')) return;
    for (const [index, item] of (value as unknown[]).entries()) collect(item, shape.list, [...path, index], misfits);
  } else if (typeof shape === 'object') {
    if (!expect(isMap(value), 'a map')) return;
    collectFields(value as Fields, shape.fields, shape.required ?? [], shape.foreign ?? {}, path, misfits);
  } else if (shape === 'texts') {
    if (!expect(isMap(value), 'a map of strings')) return;
    for (const [key, entry] of Object.entries(value as Fields)) collect(entry, 'text', [...path, key], misfits);
  } else expect(SIMPLE[shape].test(value), SIMPLE[shape].name);
}

type Fields = { readonly [name: string]: unknown };

function collectFields(
  value: Fields,
  fields: { readonly [name: string]: Shape },
  required: readonly string[],
  foreign: Foreign,
  path: FieldPath,
  misfits: Misfit[],
): void {
  for (const [name, instead] of Object.entries(foreign)) {
    if (value[name] !== undefined && value[name] !== null) misfits.push({ kind: 'foreign', path: [...path, name], instead });
  }
  // Report a mistake once.
  const explained = misfits.length > 0;
  for (const name of required) {
    if (!explained && (value[name] === undefined || value[name] === null || value[name] === ''))
      misfits.push({ kind: 'missing', path: [...path, name] });
  }
  for (const [name, shape] of Object.entries(fields)) collect(value[name], shape, [...path, name], misfits);
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const SIMPLE = {
  text: { name: 'a text', test: (value: unknown) => typeof value === 'string' },
  boolean: { name: 'true or false', test: (value: unknown) => typeof value === 'boolean' },
  integer: { name: 'a whole number', test: (value: unknown) => Number.isInteger(value) },
  'integer or text': { name: 'a whole number or a string', test: (value: unknown) => Number.isInteger(value) || typeof value === 'string' },
  map: { name: 'a map', test: isMap },
} as const;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `the ${typeof value} ${JSON.stringify(value)?.slice(0, 60)}`;
}

/** `spec.rules[0].http.paths[1]`, as Kubernetes writes it. */
export const fieldText = (path: FieldPath): string =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : /^[\w-]+$/.test(step) ? `${index > 0 ? '.' : ''}${step}` : `["${step}"]`,
    )
    .join('');

/** Parses such a path. */
export const fieldPath = (text: string): FieldPath =>
  [...text.matchAll(/\[(\d+)\]|\["([^"]*)"\]|([^.[\]]+)/g)].map(([, index, key, name]) =>
    index !== undefined ? Number(index) : (key ?? name ?? ''),
  );
