import { refuse } from './refused';

/**
 * JSON as `encoding/json` of Go decodes it into a type: names of fields are compared without case, unknown ones are ignored, `null` leaves a
 * value as it was, and a value of another type is an error. A name with `?` is a pointer: undefined where it is absent.
 *
 * Sources: golang/go@go1.26.8:src/encoding/json/decode.go;
 * kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/annotations/parser.go (`ParseJSONAnnotation`).
 */
export type GoType =
  | 'text'
  | 'text?'
  | 'int32'
  | 'int32?'
  | 'boolean?'
  | 'integer or text?'
  | { readonly list: GoType }
  | { readonly map: GoType }
  | { readonly struct: Fields; readonly pointer?: true };

interface Fields {
  readonly [name: string]: GoType;
}

/** Throws `Refused`. The caller states the type that `type` describes. */
export function decodeJson<T>(text: string, type: GoType, what: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, undefined);
  } catch {
    return refuse(`${what} is no JSON: \`${text}\``);
  }
  // A number with a fraction or an exponent is no integer for Go, whatever its value is.
  if (/[\d][.eE]/.test(text)) parsed = JSON.parse(text.replace(TOKENS, (token) => (isFloat(token) ? '0.5' : token)));
  return decode(parsed, type, what) as T;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isFloat = (token: string): boolean => !token.startsWith('"') && /[.eE]/.test(token);

function decode(given: unknown, type: GoType, what: string): unknown {
  if (typeof type === 'string') return decodeSimple(given, type, what);
  if ('list' in type) {
    if (given === null || given === undefined) return [];
    if (!Array.isArray(given)) return refuse(`${what} must be a list`);
    return given.map((item, index) => decode(item, type.list, `${what}[${index}]`));
  }
  if ('struct' in type && (given === null || given === undefined) && type.pointer) return undefined;
  const members = given === null || given === undefined ? {} : given;
  if (typeof members !== 'object' || Array.isArray(members)) return refuse(`${what} must be an object`);
  if ('map' in type)
    return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, decode(value, type.map, `${what}.${key}`)]));
  return decodeStruct(members, type.struct, what);
}

function decodeStruct(members: object, fields: Fields, what: string): unknown {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(members)) {
    const name = Object.hasOwn(fields, key) ? key : Object.keys(fields).find((one) => one.toLowerCase() === key.toLowerCase());
    if (name === undefined) continue;
    const decoded = decode(value, fields[name] as GoType, `${what}.${name}`);
    if (value !== null || !found.has(name)) found.set(name, decoded);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [name, found.has(name) ? found.get(name) : decode(undefined, type, `${what}.${name}`)]),
  );
}

const ZERO = { text: '', int32: 0 } as const;

function decodeSimple(given: unknown, type: Extract<GoType, string>, what: string): unknown {
  if (given === null || given === undefined) return type === 'text' || type === 'int32' ? ZERO[type] : undefined;
  const isText = typeof given === 'string';
  const isInt32 = typeof given === 'number' && (given | 0) === given;
  const fits = type.startsWith('text')
    ? isText
    : type.startsWith('int32')
      ? isInt32
      : type === 'boolean?'
        ? typeof given === 'boolean'
        : isText || isInt32;
  return fits ? given : refuse(`${what} must be ${type.replace('?', '')}, and is ${JSON.stringify(given)}`);
}
