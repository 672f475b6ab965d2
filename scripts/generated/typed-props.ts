import { type AnnotationValue, separatorOf } from '../../src/annotation-table/value';

/** `proxyReadTimeout` of `proxy-read-timeout`. */
export const propOfName = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The TypeScript type of the member for a value. */
export function propType(value: AnnotationValue): 'boolean' | 'number' | 'string' | 'string[]' | 'number[]' {
  if (value.type === 'boolean') return 'boolean';
  if (value.type === 'integer' || value.type === 'decimal') return 'number';
  if (value.type === 'integers') return 'number[]';
  return separatorOf(value) === undefined ? 'string' : 'string[]';
}
