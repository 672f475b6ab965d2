import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { UsageError } from '../../../src/cli/usage-error';
import { shapeOf } from '../../../src/dialects/routing-kinds';
import { fieldText } from '../../../src/kinds/field-path';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { checkShape } from '../../../src/kinds/validation/check-shape';
import { messageOf } from '../../../src/manifests/file-error';
import { CONTROLLERS } from './controllers';
import type { RecordedCase } from './recorded-case';
import type { Surroundings } from './surroundings';

export interface CaseFile {
  readonly surroundings: Surroundings;
  readonly cases: readonly RecordedCase[];
}

export type Members = { readonly [member: string]: unknown };

/** Reads a file of cases, or a recording, whose answers are left aside. Whatever else the file is, it throws a `UsageError`. */
export function readCaseFile(path: string): CaseFile {
  const file = parse(path);
  if (!isMembers(file) || !Array.isArray(file.cases)) throw new UsageError('it has no list "cases"');
  const surroundings = surroundingsOf(file);
  const { options } = file;
  const cases = file.cases.map(withoutAnswers).map((one) => (isMembers(one) && options !== undefined ? { options, ...one } : one));
  return { surroundings, cases: cases.map(checkCase) };
}

export function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`it cannot be read: ${messageOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`it is not JSON: ${messageOf(error)}`);
  }
}

export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** By the name of the controller, or by the head of a recording. */
function surroundingsOf(file: Members): Surroundings {
  const found = CONTROLLERS.find(
    ({ controller, recording }) =>
      file.controller === controller || Object.entries(recording).every(([member, value]) => file[member] === value),
  );
  if (found !== undefined) return found;
  const head = ['controller', 'schema', 'provider'].filter((member) => Object.hasOwn(file, member));
  const said = head.map((member) => `${member} ${JSON.stringify(file[member])}`).join(', ') || 'no controller';
  throw new UsageError(
    `it has ${said}; cases of these controllers can be answered: ${CONTROLLERS.map((one) => one.controller).join(', ')}`,
  );
}

/** A recording has requests beside the answers to them. */
function withoutAnswers(given: unknown): unknown {
  if (!isMembers(given) || !isMembers(given.result)) return given;
  const { rejected, ...result } = given.result;
  // It says of each object that was refused why.
  const names = Array.isArray(rejected) ? { rejected: rejected.map((one) => (isMembers(one) ? one.object : one)) } : {};
  return { ...result, ...names, ...given };
}

// ---- what a case must be

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: TEXT };
const TEXTS = { type: 'object', additionalProperties: TEXT };
const OBJECTS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      apiVersion: TEXT,
      kind: TEXT,
      metadata: { type: 'object', required: ['name'], properties: { name: TEXT, namespace: TEXT } },
    },
  },
};
const PORT = {
  type: 'object',
  required: ['port'],
  properties: { name: TEXT, port: { type: 'integer' }, targetPort: { type: ['integer', 'string'] }, appProtocol: TEXT },
};
const SERVICE = {
  type: 'object',
  required: ['namespace', 'name', 'ports', 'endpoints'],
  properties: {
    namespace: TEXT,
    name: TEXT,
    type: { enum: ['ClusterIP', 'ExternalName', 'Headless'] },
    externalName: TEXT,
    annotations: TEXTS,
    ports: { type: 'array', items: PORT },
    endpoints: { enum: ['ready', 'none', 'noslice', 'notready'] },
  },
};
const REQUEST = {
  type: 'object',
  required: ['host', 'path'],
  properties: {
    scheme: { enum: ['http', 'https'] },
    method: TEXT,
    host: { type: ['string', 'null'] },
    path: TEXT,
    headers: { anyOf: [TEXTS, { type: 'array', items: { type: 'array', items: TEXT, minItems: 2, maxItems: 2 } }] },
    sni: { type: ['string', 'null'] },
    port: { type: 'integer' },
    pause: { type: 'number' },
    httpVersion: TEXT,
  },
};
const isCase = new Ajv({ strict: false }).compile<RecordedCase>({
  type: 'object',
  required: ['name', 'services', 'requests'],
  anyOf: [{ required: ['ingresses'] }, { required: ['objects'] }],
  properties: {
    name: TEXT,
    ingresses: OBJECTS,
    objects: OBJECTS,
    services: { type: 'array', items: SERVICE },
    configMap: TEXTS,
    mode: { enum: ['enforce', 'bypass'] },
    rejected: LIST,
    options: LIST,
    traefikArgs: LIST,
    noTlsDefault: { type: 'boolean' },
    haproxyArgs: LIST,
    haproxyArgsWithout: LIST,
    before: {
      type: 'object',
      required: ['objects', 'services'],
      properties: { objects: OBJECTS, services: { type: 'array', items: SERVICE } },
    },
    update: OBJECTS,
    requests: { type: 'array', items: REQUEST },
  },
});

function checkCase(given: unknown, index: number): RecordedCase {
  if (isCase(given)) {
    for (const object of [...(given.ingresses ?? []), ...(given.before?.objects ?? []), ...(given.objects ?? []), ...(given.update ?? [])])
      checkFields(object, index);
    return given;
  }
  const { instancePath = '', message = '', params = {} } = isCase.errors?.[0] ?? {};
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
  throw new UsageError(`case ${index}${instancePath} ${message}${allowed}`);
}

/** A field of another type cannot have been there: no controller can decode it. */
function checkFields(object: KubeObject, index: number): void {
  const shape = shapeOf(object.apiVersion, object.kind);
  const misfit = shape && checkShape(object, shape).find(({ kind }) => kind === 'type');
  if (misfit?.kind !== 'type') return;
  const { path, expected, found } = misfit;
  throw new UsageError(`case ${index}, ${object.kind} ${object.metadata.name}: ${fieldText(path)} must be ${expected}, and is ${found}`);
}
