import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { type AnyObject, ruleBreaches } from './kubernetes-rules';

/**
 * Judges objects as an API server would before it stores them: first by its own schema, then by the rules that only its code
 * knows (`kubernetes-rules.ts`).
 */
const VERSION = '1.36.3';

/** Kinds of well-known operators: no schema here, so only their metadata and their outline are checked. */
const WITHOUT_SCHEMA: ReadonlySet<string> = new Set([
  'monitoring.coreos.com/v1 ServiceMonitor',
  'cert-manager.io/v1 Certificate',
  'cert-manager.io/v1 Issuer',
  'elbv2.k8s.aws/v1beta1 IngressClassParams',
]);
const OUTLINE: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec']);

type Schema = { [keyword: string]: unknown };

interface Snapshot {
  readonly roots: { readonly [kind: string]: string };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}

const snapshots = [`kubernetes-${VERSION}`, 'gateway-api-1.6.1', 'traefik-3.7.13', 'haproxy-3.2.11'].map(
  (name) => JSON.parse(readFileSync(join(__dirname, 'schemas', `${name}.json`), 'utf8')) as Snapshot,
);
const snapshot: Snapshot = {
  roots: Object.assign({}, ...snapshots.map(({ roots }) => roots)),
  components: { schemas: Object.assign({}, ...snapshots.map(({ components }) => components.schemas)) },
};
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
// Whether a number is whole says its type already.
addFormats(ajv, ['byte', 'date-time']);
for (const width of ['int32', 'int64', 'double']) ajv.addFormat(width, true);
ajv.addFormat('quantity', /^[+-]?(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/);
ajv.addSchema({
  $id: 'kubernetes',
  components: { schemas: mapValues(snapshot.components.schemas, (schema, name) => closed(schema, name)) },
});

/** What an API server would refuse in one object: `json.path: reason`, one line each. Empty: it would be stored. */
export function problemsOf(object: unknown): string[] {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return [`${JSON.stringify(object)} is no object`];
  const present = withoutNulls(object) as AnyObject;
  const type = `${present.apiVersion} ${present.kind}`;
  if (typeof present.apiVersion !== 'string' || typeof present.kind !== 'string') return ['apiVersion and kind must be given'];
  if (WITHOUT_SCHEMA.has(type)) {
    const unknown = Object.keys(present).filter((field) => !OUTLINE.has(field));
    return [...unknown.map((field) => `${field}: unknown field`), ...ruleBreaches(present)];
  }
  const root = snapshot.roots[type];
  if (root === undefined) return [`there is no schema for ${type}`];
  const validate = ajv.getSchema(`kubernetes#/components/schemas/${root}`);
  if (validate === undefined) throw new Error(`the snapshot has no ${root}`);
  // The rules may rely on the types that the schema promises.
  if (!validate(present)) return (validate.errors ?? []).map(sentence);
  return ruleBreaches(present);
}

/** Throws unless an API server would take every object, and no object is there twice. */
export function expectValid(objects: readonly unknown[]): void {
  const names = objects.map(nameOf);
  const lines = objects.flatMap((object, i) => {
    const problems = problemsOf(object);
    if (names.indexOf(names[i]!) !== i) problems.push('is there twice');
    return problems.map((problem) => `${names[i]} ${problem}`);
  });
  if (lines.length > 0) throw new Error(`the API server would refuse this:\n  ${lines.join('\n  ')}`);
}

function nameOf(object: unknown): string {
  const { kind, metadata } = (object ?? {}) as Partial<AnyObject>;
  const name = metadata?.name ?? `${metadata?.generateName ?? ''}*`;
  return `${kind} ${metadata?.namespace === undefined ? name : `${metadata.namespace}/${name}`}`;
}

/** The schema as the server applies it to a request with strict field validation: what is not listed is refused. */
function closed(schema: Schema, name = ''): Schema {
  if (name.endsWith('.IntOrString')) return { type: ['integer', 'string'] };
  if (name.endsWith('.Quantity')) return { type: ['number', 'string'], format: 'quantity' };
  const result: Schema = { ...schema };
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (Array.isArray(schema[keyword])) result[keyword] = (schema[keyword] as Schema[]).map((part) => closed(part));
  }
  for (const keyword of ['items', 'additionalProperties'] as const) {
    if (typeof schema[keyword] === 'object') result[keyword] = closed(schema[keyword] as Schema);
  }
  if (schema.properties !== undefined) {
    result.properties = mapValues(schema.properties as { [name: string]: Schema }, (property) => closed(property));
    result.additionalProperties ??= schema['x-kubernetes-preserve-unknown-fields'] === true;
  }
  return result;
}

/** The server reads a member that is null or undefined as absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

function mapValues<A, B>(record: { readonly [name: string]: A }, change: (value: A, name: string) => B): { [name: string]: B } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

function sentence({ instancePath, keyword, params, data, message }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((whole, part) => (/^\d+$/.test(part) ? `${whole}[${part}]` : whole === '' ? part : `${whole}.${part}`), '');
  const below = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (keyword === 'additionalProperties') return `${below(params.additionalProperty)}: unknown field`;
  if (keyword === 'required') return `${below(params.missingProperty)}: must be given`;
  if (keyword === 'enum') return `${path}: ${JSON.stringify(data)} must be one of ${params.allowedValues.join(', ')}`;
  return `${path}: ${JSON.stringify(data)} ${message}`;
}
