import { dataKeyReasons } from '../../model/kubernetes-syntax';
import { record, text, texts } from '../ingress-view';
import type { KubeObject } from '../kube-object';
import type { FieldFaults } from './field-faults';

/** Source of this file: kubernetes/kubernetes@v1.36.3:pkg/apis/core/validation/validation.go (`ValidateSecret`, `ValidateConfigMap`). */

const MOST_BYTES = 1024 * 1024;

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** Go ignores line breaks in it, and refuses other space. */
const isBase64 = (value: string): boolean => BASE64.test(value.replace(/[\r\n]/g, ''));

const bytesOf = (value: string): Buffer => Buffer.from(value, 'base64');

function validateBase64(data: unknown, field: string, faults: FieldFaults): void {
  for (const [key, value] of Object.entries(record(data))) if (!isBase64(text(value))) faults.add([field, key], 'illegal base64 data');
}

export function validateSecret({ metadata, type, data, stringData }: KubeObject, faults: FieldFaults): void {
  validateBase64(data, 'data', faults);
  // Of a key that is in both, the plain text counts.
  const values = new Map<string, { readonly field: string; readonly bytes: Buffer }>();
  for (const [key, value] of Object.entries(record(data))) values.set(key, { field: 'data', bytes: bytesOf(text(value)) });
  for (const [key, value] of Object.entries(record(stringData))) values.set(key, { field: 'stringData', bytes: Buffer.from(text(value)) });
  for (const [key, { field }] of values) faults.invalid([field, key], key, ...dataKeyReasons(key));
  if (sum([...values.values()].map(({ bytes }) => bytes.length)) > MOST_BYTES) faults.tooLong(['data'], MOST_BYTES);
  validateType(text(type), texts(record(metadata).annotations), new Map([...values].map(([key, { bytes }]) => [key, bytes])), faults);
}

const SERVICE_ACCOUNT = 'kubernetes.io/service-account.name';

/** Types of Secrets that must have a JSON object under a key. */
const JSON_KEYS: { readonly [type: string]: string } = {
  'kubernetes.io/dockercfg': '.dockercfg',
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
};

function validateType(
  type: string,
  annotations: { readonly [key: string]: string },
  values: ReadonlyMap<string, Buffer>,
  faults: FieldFaults,
): void {
  const require = (...keys: readonly string[]): void => {
    for (const key of keys) if (!values.has(key)) faults.required(['data', key]);
  };
  const json = Object.hasOwn(JSON_KEYS, type) ? JSON_KEYS[type] : undefined;
  if (json !== undefined) {
    require(json);
    const value = values.get(json);
    if (value !== undefined && !isJsonObject(value.toString()))
      faults.invalid(['data', json], '<secret contents redacted>', 'no JSON object');
  }
  if (type === 'kubernetes.io/service-account-token' && !annotations[SERVICE_ACCOUNT])
    faults.required(['metadata', 'annotations', SERVICE_ACCOUNT]);
  if (type === 'kubernetes.io/basic-auth' && !values.has('username') && !values.has('password')) require('username', 'password');
  if (type === 'kubernetes.io/ssh-auth' && (values.get('ssh-privatekey')?.length ?? 0) === 0) faults.required(['data', 'ssh-privatekey']);
  if (type === 'kubernetes.io/tls') require('tls.crt', 'tls.key');
}

/** As Go reads JSON into a map, where `null` is one too. */
function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

export function validateConfigMap({ data, binaryData }: KubeObject, faults: FieldFaults): void {
  validateBase64(binaryData, 'binaryData', faults);
  const texts = Object.entries(record(data));
  const bytes = Object.entries(record(binaryData));
  for (const [key] of texts) {
    faults.invalid(['data', key], key, ...dataKeyReasons(key));
    if (bytes.some(([other]) => other === key)) faults.invalid(['data', key], key, 'duplicate of key present in binaryData');
  }
  for (const [key] of bytes) faults.invalid(['binaryData', key], key, ...dataKeyReasons(key));
  const size = [...texts.map(([, value]) => Buffer.byteLength(text(value))), ...bytes.map(([, value]) => bytesOf(text(value)).length)];
  if (sum(size) > MOST_BYTES) faults.tooLong([], MOST_BYTES);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
