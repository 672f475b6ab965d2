import { ApiObject, App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * Makes a manifest write its own YAML text: the same bytes as cdk8s writes, in about a tenth of the time.
 *
 * cdk8s passes each manifest to `stringify` of the package `yaml`, which builds a tree of nodes and tests each for being a date, a
 * number, a boolean and so on; with many routes that takes more than half of synth. Given a `Document` instead of data, it calls its
 * `toString()`. It recognizes a Document by the symbol below, so that several copies of the package understand each other
 * (eemeli/yaml@v2.8.2 and v2.9.1: src/nodes/identity.ts and src/public-api.ts; cdk8s 2.70.47 and 2.70.106 bundle these). The added
 * members are not enumerable, so for other code the manifest is plain data. A version of `yaml` that does not know the symbol writes
 * the data itself; if it reads the content of a Document, it finds the data too.
 */
export function writingItself<T extends object>(manifest: T): T {
  return Object.defineProperties(manifest, {
    [Symbol.for('yaml.node.type')]: { value: Symbol.for('yaml.document') },
    contents: { get: () => ({ ...manifest }) },
    toString: { value: () => `${textOf(manifest, '')}\n` },
  });
}

/** An object whose manifest writes itself. */
export class SelfWritingObject extends ApiObject {
  public override toJson(): unknown {
    return writingItself(super.toJson() as object);
  }
}

const BUILT_IN_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether the resolvers of an app leave plain data unchanged. The resolvers of cdk8s do, because they act only on other values. */
export function leavesPlainData(construct: IConstruct): boolean {
  return App.of(construct).resolvers.every((one) => BUILT_IN_RESOLVERS.some((builtIn) => one instanceof builtIn));
}

/** Plain data as cdk8s puts it into a manifest: a copy without absent members, with sorted keys unless sorting is switched off. */
export function plainCopy(value: unknown): unknown {
  if (!isCollection(value)) return value;
  if (Array.isArray(value)) return value.map(plainCopy);
  const names = Object.keys(value);
  if (!process.env.CDK8S_DISABLE_SORT) names.sort();
  const copy: { [name: string]: unknown } = {};
  for (const name of names) if (value[name] !== undefined && value[name] !== null) copy[name] = plainCopy(value[name]);
  return copy;
}

/** The YAML text of a value. The caller indents the first line. */
function textOf(value: unknown, indent: string): string {
  if (!isCollection(value)) return scalar(value, indent);
  const deeper = `${indent}  `;
  const separator = `\n${indent}`;
  // One growing string takes less memory and time than a list of pieces.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : separator}- ${textOf(item, deeper)}`;
    return text === '' ? '[]' : text;
  }
  for (const name of Object.keys(value)) {
    const member: unknown = value[name];
    const written = textOf(member, deeper);
    const ownLine = isCollection(member) && written !== '{}' && written !== '[]';
    text += `${text === '' ? '' : separator}${key(name)}:${ownLine ? `\n${deeper}` : ' '}${written}`;
  }
  return text === '' ? '{}' : text;
}

const isCollection = (value: unknown): value is { readonly [name: string]: unknown } | unknown[] =>
  typeof value === 'object' && value !== null && (Array.isArray(value) || value.constructor === Object);

/** Text that every version of YAML reads as a string without quotes, except for the words below: names, paths, flags and versions. */
const PLAIN = /^(?:--)?[A-Za-z/](?:[!-~]*[!-9;-~])?$|^\d+\.\d+\.\d+$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;
/** Text that YAML would read as null, a boolean or a number. */
const QUOTED = /^(?:true|false|\d*)$/;

const isPlain = (text: string): boolean => PLAIN.test(text) && !WORDS.test(text);

/** cdk8s decides every uncertain case. */
function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') {
    if (isPlain(value)) return value;
    if (QUOTED.test(value)) return `"${value}"`;
  }
  if (typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0))) return String(value);
  return Yaml.stringify({ a: value }).slice('a: '.length, -1).replaceAll('\n  ', `\n${indent}`);
}

function key(name: string): string {
  return isPlain(name) ? name : Yaml.stringify({ a: { [name]: 0 } }).slice('a:\n  '.length, -': 0\n'.length);
}
