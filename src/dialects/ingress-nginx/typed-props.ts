import type { AnnotationValue } from '../dialect';
import { separatorOf } from './annotation-value';

/** What a member of a typed struct may hold. */
export type PropValue = boolean | number | string | readonly string[] | readonly number[];

/** Values of annotations and of options. */
type TypedValue = AnnotationValue | { readonly type: 'decimal' };

/** `proxy-read-timeout` of `proxyReadTimeout`: the one rule between members of structs, and annotations and options. */
export const nameOfProp = (prop: string): string => prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `proxyReadTimeout` of `proxy-read-timeout`. */
export const propOfName = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The text of a typed value: `true`, `30`, `a,b`. Lists are joined as the value asks for, with commas where it does not say. */
export function textOf(value: TypedValue | undefined, input: PropValue): string {
  // Users of languages without types may give something else, for the checks to find.
  if (!Array.isArray(input)) return typeof input === 'object' ? JSON.stringify(input) : String(input);
  return input.join(value === undefined || value.type === 'decimal' ? ',' : separatorOf(value));
}

/** Texts by name of the members of a struct that are set. Nothing is checked. */
export function textsOfProps(props: object, valueOfName: (name: string) => TypedValue | undefined): { [name: string]: string } {
  const texts: { [name: string]: string } = {};
  for (const [prop, input] of Object.entries(props) as [string, PropValue | null | undefined][]) {
    if (input === undefined || input === null) continue;
    const name = nameOfProp(prop);
    texts[name] = textOf(valueOfName(name), input);
  }
  return texts;
}

/** The TypeScript type of the member for a value. */
export function propType(value: TypedValue): 'boolean' | 'number' | 'string' | 'string[]' | 'number[]' {
  if (value.type === 'boolean') return 'boolean';
  if (value.type === 'integer' || value.type === 'decimal') return 'number';
  if (value.type === 'integers') return 'number[]';
  return separatorOf(value) === undefined ? 'string' : 'string[]';
}
