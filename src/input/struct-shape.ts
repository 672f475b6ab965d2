import { didYouMean } from '../findings/did-you-mean';
import { fail } from '../findings/fail';

/**
 * The values that a member of a struct may hold. `V` is the type in the interface and exists for the compiler alone, which then finds a
 * member that a shape lacks, that has the wrong kind, or that does not exist.
 */
export interface Kind<V> {
  /** The expected value, in words or as an example. */
  readonly words: string;
  readonly accepts: (value: unknown) => boolean;
  /** The members of a struct. A struct is copied without absent members. */
  readonly members?: AnyShape;
  /** The kind of the values of a map. A map is copied in the same way. */
  readonly values?: Kind<unknown>;
  readonly required?: true;
  readonly _holds?: V;
}

/** All the members of a struct. */
export type Shape<T> = {
  readonly [M in keyof T]-?: T extends Record<M, T[M]>
    ? Kind<NonNullable<T[M]>> & { readonly required: true }
    : Kind<NonNullable<T[M]>> & Optional;
};

export type AnyShape = { readonly [member: string]: Kind<unknown> };

/** Not `required`. */
export interface Optional {
  readonly required?: never;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

export const TEXT: Kind<string> & Optional = { words: 'a text', accepts: (value) => typeof value === 'string' };
export const FLAG: Kind<boolean> & Optional = { words: 'true or false', accepts: (value) => typeof value === 'boolean' };
export const LIST: Kind<never> & Optional = { words: 'a list', accepts: Array.isArray };
export const OBJECT: Kind<never> & Optional = { words: 'an object', accepts: isObject };
export const TEXTS: Kind<string[]> & Optional = {
  words: 'a list of strings',
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};
/** Checked where the value is used. */
export const CHECKED_LATER: Kind<never> & Optional = { words: 'a value', accepts: () => true };

export const mapOf = <V>(values: Kind<V>): Kind<{ [key: string]: V }> & Optional => ({
  words: 'a map',
  accepts: isObject,
  values,
});

export const oneOf = <E extends string>(members: { readonly [name: string]: E }): Kind<E> & Optional => ({
  words: `one of ${Object.values(members)
    .map((member) => JSON.stringify(member))
    .join(', ')}`,
  accepts: (value) => Object.values<unknown>(members).includes(value),
});

export const struct = <T extends object>(members: Shape<T>): Kind<T> & Optional => ({
  words: 'an object',
  accepts: isObject,
  members: members as unknown as AnyShape,
});

/** An object that only its class can make. Objects of a class of the same name from another copy of the package are accepted too. */
export const objectOf = <T extends object>(made: { readonly name: string; readonly prototype: T }): Kind<T> & Optional => ({
  words: `an object of class ${made.name}`,
  accepts: (value) => isObject(value) && classesOf(value).includes(made.name),
});

export const inWords = <K extends Kind<unknown>>(words: string, kind: K): K => ({ ...kind, words });

export const required = <V>(kind: Kind<V>): Kind<V> & { readonly required: true } => ({ ...kind, required: true });

/** Another place where an option may belong: its members, and how to give an option there. */
export interface Place {
  readonly members: AnyShape;
  readonly write: (option: string) => string;
}

/** The class or method that takes a struct, for errors. */
export interface Taker {
  /** Its name as users write it, such as "HttpdService". */
  readonly owner: string;
  /** Path of the construct; empty where none exists yet. */
  readonly where: string;
  /** What to give instead of a value that is not a struct. */
  readonly words?: string;
  readonly places?: readonly Place[];
}

/**
 * The given members of a struct, nested structs included. Null and undefined count as absent, because other languages pass them. Throws
 * for an unknown member and for a value of the wrong type. Compilers find these, but plain JavaScript has no compiler, and an unknown
 * member would have no effect without a message.
 */
export function readStruct<T extends object>(given: T | null | undefined, shape: Shape<T>, taker: Taker): T {
  return readValue(given ?? {}, inWords(taker.words ?? 'an object', struct(shape)), '', taker) as T;
}

function readValue(value: unknown, kind: Kind<unknown>, option: string, taker: Taker): unknown {
  const { owner, where } = taker;
  const { words, accepts, members, values } = kind;
  if (!takes(accepts, value)) fail('option/wrong-type', where, { option, owner, value, expected: words });
  if (members !== undefined) return readMembers(value as object, members, option, taker);
  if (values === undefined) return value;
  return Object.fromEntries(
    present(value as object, option, taker).map(([key, item]) => [key, readValue(item, values, below(option, key), taker)]),
  );
}

/** Whether a value is of a kind. One that cannot be read is of none. */
function takes(accepts: Kind<unknown>['accepts'], value: unknown): boolean {
  try {
    // Only what users write as a literal: objects of classes may have members that fail until later.
    if (isObject(value) && Object.getPrototypeOf(value) === Object.prototype) Object.values(value);
    return accepts(value);
  } catch {
    return false;
  }
}

function readMembers(value: object, members: AnyShape, option: string, taker: Taker): object {
  const { owner, where } = taker;
  const read: { [name: string]: unknown } = {};
  for (const [name, member] of present(value, option, taker)) {
    const kind = Object.hasOwn(members, name) ? members[name] : undefined;
    if (kind === undefined) failUnknown(name, members, option, taker);
    read[name] = readValue(member, kind, below(option, name), taker);
  }
  for (const [name, { words }] of requiredOf(members))
    if (read[name] === undefined) fail('option/missing', where, { option: below(option, name), owner, expected: words });
  return read;
}

/** A struct of routes is read for each route, and has many members of which none is required. */
function requiredOf(members: AnyShape): readonly (readonly [name: string, kind: Kind<unknown>])[] {
  const known = requiredMembers.get(members) ?? Object.entries(members).filter(([, kind]) => kind.required);
  requiredMembers.set(members, known);
  return known;
}

const requiredMembers = new WeakMap<AnyShape, readonly (readonly [name: string, kind: Kind<unknown>])[]>();

function present(value: object, option: string, { owner, where }: Taker): [string, unknown][] {
  try {
    return Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  } catch {
    // A member that cannot be read.
    return fail('option/wrong-type', where, { option, owner, value, expected: 'an object whose members can be read' });
  }
}

const below = (option: string, name: string): string => (option === '' ? name : `${option}.${name}`);

function failUnknown(name: string, members: AnyShape, inside: string, { owner, where, places = [] }: Taker): never {
  // A wrong member inside an option rarely belongs to the outermost struct.
  const elsewhere: readonly Place[] = [...(inside === '' ? places : []), ...structsIn(members, inside)];
  const exact = elsewhere.find((place) => Object.hasOwn(place.members, name));
  const near = exact === undefined ? (didYouMean(name, Object.keys(members)) ?? longerName(name, members)) : undefined;
  const far = elsewhere.map(({ members: there, write }) => ({ write, meant: didYouMean(name, Object.keys(there)) }));
  const likely = near === undefined ? far.find(({ meant }) => meant !== undefined) : undefined;
  fail('option/unknown', where, {
    option: below(inside, name),
    owner,
    known: Object.keys(members).map((member) => below(inside, member)),
    suggestion: near === undefined ? undefined : below(inside, near),
    instead: exact ? exact.write(name) : likely?.meant && likely.write(likely.meant),
  });
}

/** Many names are a longer word for the same thing: "allowOrigins" for "origins". */
function longerName(name: string, members: AnyShape): string | undefined {
  const wanted = name.toLowerCase();
  return Object.keys(members).find((one) => one.toLowerCase().endsWith(wanted) || one.toLowerCase().startsWith(wanted));
}

/** The structs inside a struct. Users often forget that an option is inside one. */
function structsIn(members: AnyShape, inside: string): Place[] {
  return Object.entries(members).flatMap(([name, { members: inner }]) =>
    inner === undefined ? [] : [{ members: inner, write: (option: string) => `${below(inside, name)}: { ${option}: ... }` }],
  );
}

function classesOf(value: object): string[] {
  const names: string[] = [];
  for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) names.push(at.constructor?.name ?? '');
  return names;
}
