import { goBoolean, isGoInteger } from '../../../annotation-table/go-text';
import { items } from '../../../annotation-table/list-text';
import { identity } from '../identity';
import { decodeJson, type GoType } from './go-json';
import { refuse } from './refused';

/**
 * Values of annotations, read as the controller reads them; what cannot be read is `Refused`.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/annotations/parser.go.
 */
export interface Annotations {
  readonly [key: string]: string;
}

const keyOf = (suffix: string): string => `${identity.annotationPrefix}${suffix}`;

export const textIn = (annotations: Annotations, suffix: string): string | undefined =>
  Object.hasOwn(annotations, keyOf(suffix)) ? annotations[keyOf(suffix)] : undefined;

export function booleanIn(annotations: Annotations, suffix: string): boolean | undefined {
  const text = textIn(annotations, suffix);
  if (text === undefined) return undefined;
  return goBoolean(text) ?? refuse(`annotation ${keyOf(suffix)} is no boolean: "${text}"`);
}

export function integerIn(annotations: Annotations, suffix: string, bits: 32 | 64 = 32): number | undefined {
  const text = textIn(annotations, suffix);
  if (text === undefined) return undefined;
  return integerOf(text, bits) ?? refuse(`annotation ${keyOf(suffix)} is no integer of ${bits} bits: "${text}"`);
}

/** `strconv.ParseInt` with base 10; undefined if the text is no such integer. */
export function integerOf(text: string, bits: 32 | 64 = 32): number | undefined {
  if (!isGoInteger(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(bits, value) === value ? Number(value) : undefined;
}

export function listIn(annotations: Annotations, suffix: string): readonly string[] | undefined {
  const text = textIn(annotations, suffix);
  return text === undefined ? undefined : items(text);
}

export function jsonIn<T>(annotations: Annotations, suffix: string, type: GoType): T | undefined {
  const text = textIn(annotations, suffix);
  return text === undefined ? undefined : decodeJson<T>(text, type, `annotation ${keyOf(suffix)}`);
}

/** `key=value,key=value`. */
export function mapIn(annotations: Annotations, suffix: string): ReadonlyMap<string, string> | undefined {
  const text = textIn(annotations, suffix);
  if (text === undefined) return undefined;
  const pairs = splitPairs(text).map((pair): readonly [string, string] => {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, equals)).trim();
    if (key === '') refuse(`annotation ${keyOf(suffix)} is no list of key=value: "${text}"`);
    return [key, pair.slice(equals + 1).trim()];
  });
  return new Map(pairs);
}

/** A comma separates only where some `=` follows, and a backslash takes the next character as it is. */
function splitPairs(text: string): readonly string[] {
  const found: string[] = [];
  let current = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\\' && i + 1 < text.length) current += text[++i];
    else if (char !== ',') current += char;
    else {
      const rest = text.slice(i + 1).trim();
      if (rest === '') current += char;
      else if (rest.includes('=')) {
        found.push(current.trim());
        current = '';
      } else return [...found, current.trim(), rest];
    }
  }
  return current === '' ? found : [...found, current.trim()];
}

/** What a Service says comes before what its Ingress says. */
export const merged = (service: Annotations, ingress: Annotations): Annotations => ({ ...ingress, ...service });
