import { didYouMean } from '../../findings/did-you-mean';
import { quote } from '../../findings/value-text';
import type { FieldPath } from '../field-path';
import type { Foreign, Shape } from '../shapes';

/** Errors for which the API server would refuse an object, and fields that it does not know. */
export type Misfit =
  | { readonly kind: 'unknown'; readonly path: FieldPath; readonly meant: string | undefined }
  | { readonly kind: 'type'; readonly path: FieldPath; readonly expected: string; readonly found: string }
  | { readonly kind: 'missing'; readonly path: FieldPath }
  | { readonly kind: 'foreign'; readonly path: FieldPath; readonly instead: string };

/** Report at most this many per object. */
const MOST_MISFITS = 5;

export function checkShape(value: unknown, shape: Shape): readonly Misfit[] {
  const misfits: Misfit[] = [];
  collect(value, shape, [], misfits);
  return misfits.slice(0, MOST_MISFITS);
}

/** `path` is the path of the value. One list is changed during the walk, because most fields are correct and need no copy. */
function collect(value: unknown, shape: Shape, path: (string | number)[], misfits: Misfit[]): void {
  if (value === undefined || value === null || misfits.length >= MOST_MISFITS) return;
  const { name, test } = typeof shape === 'string' ? SIMPLE[shape] : 'list' in shape ? LIST : SIMPLE.map;
  if (!test(value)) {
    misfits.push({ kind: 'type', path: [...path], expected: name, found: typeName(value) });
    return;
  }
  if (shape === 'texts') collectAll(Object.entries(value), 'text', path, misfits);
  if (typeof shape === 'string') return;
  if ('list' in shape) {
    collectAll((value as unknown[]).entries(), shape.list, path, misfits);
    return;
  }
  collectNames(value as Fields, shape.required ?? [], shape.foreign ?? {}, path, misfits);
  if (shape.unread !== undefined) collectUnknown(value as Fields, shape, shape.unread, path, misfits);
  for (const field of Object.keys(shape.fields)) {
    path.push(field);
    collect((value as Fields)[field], shape.fields[field] as Shape, path, misfits);
    path.pop();
  }
}

function collectAll(members: Iterable<[string | number, unknown]>, shape: Shape, path: (string | number)[], misfits: Misfit[]): void {
  for (const [step, member] of members) {
    path.push(step);
    collect(member, shape, path, misfits);
    path.pop();
  }
}

type Fields = { readonly [name: string]: unknown };

/** Fields that are missing, or of another version. */
function collectNames(value: Fields, required: readonly string[], foreign: Foreign, path: FieldPath, misfits: Misfit[]): void {
  for (const [name, instead] of Object.entries(foreign)) {
    if (value[name] !== undefined && value[name] !== null) misfits.push({ kind: 'foreign', path: [...path, name], instead });
  }
  // Report a mistake once.
  if (misfits.length > 0) return;
  for (const name of required)
    if (value[name] === undefined || value[name] === null || value[name] === '') misfits.push({ kind: 'missing', path: [...path, name] });
}

type FieldsShape = Extract<Shape, { readonly fields: object }>;

/** Fields that the kind does not have, in no version. */
function collectUnknown(
  value: Fields,
  { fields, foreign = {} }: FieldsShape,
  unread: readonly string[],
  path: FieldPath,
  misfits: Misfit[],
): void {
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(fields, name) || Object.hasOwn(foreign, name) || unread.includes(name)) continue;
    misfits.push({ kind: 'unknown', path: [...path, name], meant: didYouMean(name, [...Object.keys(fields), ...unread]) });
  }
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const LIST = { name: 'a list', test: Array.isArray };

const SIMPLE = {
  text: { name: 'a text', test: (value: unknown) => typeof value === 'string' },
  boolean: { name: 'true or false', test: (value: unknown) => typeof value === 'boolean' },
  integer: { name: 'a whole number', test: (value: unknown) => Number.isInteger(value) },
  'integer or text': { name: 'a whole number or a string', test: (value: unknown) => Number.isInteger(value) || typeof value === 'string' },
  map: { name: 'a map', test: isMap },
  texts: { name: 'a map of strings', test: isMap },
} as const;

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `the ${typeof value} ${quote(value).slice(0, 60)}`;
}
