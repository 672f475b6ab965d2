import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWith } from '../cli/run-cli';
import { checked, explained } from './ask';

/** Odd objects, and what a kube-apiserver 1.36.3 answered when it was asked to create them; of kinds that it has not, kubectl. */
interface Hostile {
  readonly name: string;
  readonly object: { readonly kind?: string; readonly metadata: { readonly annotations?: { readonly [key: string]: string } } };
  /** Field and reason of each fault. Absent: the object was taken. */
  readonly refused?: readonly string[];
  /** The value of each annotation is repeated as often. */
  readonly repeat?: number;
}

const OBJECTS = JSON.parse(readFileSync(join(__dirname, 'hostile/objects.json'), 'utf8')) as readonly Hostile[];

const manifestOf = ({ object, repeat = 1 }: Hostile): string => {
  const { annotations } = object.metadata;
  const repeated = Object.fromEntries(Object.entries(annotations ?? {}).map(([key, value]) => [key, value.repeat(repeat)]));
  return JSON.stringify(annotations === undefined ? object : { ...object, metadata: { ...object.metadata, annotations: repeated } });
};

/** The field alone, and the reason alone: the server writes some fields in another way, and has no way to name a key. */
const reasonOf = (refusal: string): string => refusal.replace(/^[^ ]+: /, '');

/** Where `check` says it in other words, because it looks at types and missing fields first. */
const OTHER_WORDS: { readonly [name: string]: RegExp } = {
  'namespace invalid': /metadata\.namespace: Invalid value: "A_b"/,
  'no name': /metadata\.name is missing/,
  'no pathType': /pathType is missing/,
  'no backend': /backend is missing/,
  'svc no name': /backend\.service\.name is missing/,
  'port 1e20': /port\.number: Invalid value: 100000000000000000000: must be between 1 and 65535/,
  'typo serviceName (v1beta1 form)': /networking\.k8s\.io\/v1 has no .*serviceName/,
  'apiVersion v9': /there is no kind "Ingress" in version "networking\.k8s\.io\/v9"/,
  'apiVersion missing': /apiVersion is missing/,
  'apiVersion v1': /there is no kind "Ingress" in version "v1"/,
  'kind ingress': /there is no kind "ingress" in version "networking\.k8s\.io\/v1"/,
  'kind missing': /kind is missing/,
};

/** Nothing in these says which controller is meant, so that it is not known how it answers. */
const NO_CONTROLLER: ReadonlySet<string> = new Set(['spec null', 'class invalid', 'apiVersion missing', 'kind missing', 'Service port 0']);

describe('odd objects are refused as by the API server', () => {
  const refused = OBJECTS.filter((one) => one.refused !== undefined);

  test.each(refused.map((one) => [one.name, one] as const))('%s: an error, and no routes', async (name, one) => {
    const manifest = manifestOf(one);
    const found = await checked(manifest);
    const told = OTHER_WORDS[name];
    if (told !== undefined) expect(found).toMatch(told);
    else for (const refusal of one.refused ?? []) expect(found).toContain(reasonOf(refusal));
    expect(found).toMatch(/ error \[input\//);
    expect((await runWith(manifest, 'check')).code).toBe(1);
    const { answer } = await explained(manifest, { url: 'http://app.example.com/a' });
    expect(answer).toBe(NO_CONTROLLER.has(name) ? 'undecided' : '404');
  });

  test.each(OBJECTS.filter((one) => one.refused === undefined).map((one) => [one.name, one] as const))('%s: is taken', async (_, one) => {
    expect(await checked(manifestOf(one))).not.toMatch(/ error \[input\//);
  });

  test('they are all there', () => {
    expect([OBJECTS.length, refused.length]).toEqual([57, 53]);
  });
});
