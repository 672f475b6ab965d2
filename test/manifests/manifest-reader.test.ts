import { execFileSync, spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { findFiles } from '../../src/manifests/find-files';
import { LONGEST_FILE_BYTES, ManifestReader } from '../../src/manifests/manifest-reader';
import type { Manifests } from '../../src/manifests/manifests';
import { LONGEST_YAML_DOCUMENT } from '../../src/manifests/parse-document';
import { folderWith, ingressYaml } from '../cli/run-cli';

async function read(input: string | Uint8Array): Promise<Manifests> {
  async function* chunks() {
    yield input;
  }
  const reader = new ManifestReader();
  await reader.addStream('standard input', chunks());
  return reader.manifests();
}

function readFiles(args: readonly string[]): Manifests {
  const reader = new ManifestReader();
  for (const file of findFiles(args).files) reader.addFile(file);
  return reader.manifests();
}

const names = ({ objects }: Manifests) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`);
const codes = ({ findings }: Manifests) => findings.map(({ code, where }) => `${code} ${where}`);

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {ports: [{port: 80}]}\n';
const INGRESS = ingressYaml();
const JSON_SERVICE = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"shop"},"spec":{"ports":[{"port":80}]}}';
const TWO = ['Ingress default/shop', 'Service default/shop'];

test.each([
  ['documents with markers', `---\n${INGRESS}---\n${SERVICE}`, TWO],
  ['a marker with a comment, and one at the end', `--- # first\n${INGRESS}--- # second\n${SERVICE}---\n`, TWO],
  ['an end marker', `${INGRESS}...\n---\n${SERVICE}...\n`, TWO],
  ['a directive before each document', `%YAML 1.1\n---\n${INGRESS}...\n%YAML 1.1\n---\n${SERVICE}`, TWO],
  ['lines that end as on Windows', `${INGRESS}---\n${SERVICE}`.replaceAll('\n', '\r\n'), TWO],
  ['a byte order mark', `\ufeff${INGRESS}---\n${SERVICE}`, TWO],
  ['UTF-16, as PowerShell writes what a command prints', Buffer.from(`\ufeff${INGRESS}---\n${SERVICE}`, 'utf16le'), TWO],
  ['JSON', JSON_SERVICE, ['Service default/shop']],
  ['JSON after a marker', `---\n${JSON_SERVICE}\n`, ['Service default/shop']],
  [
    'flow style that is no JSON',
    '{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: [{port: 80}]}}',
    ['Service default/shop'],
  ],
  ['a List in YAML', `apiVersion: v1\nkind: List\nitems:\n- ${SERVICE.trim().replaceAll('\n', '\n  ')}\n`, ['Service default/shop']],
  ['a List in JSON', `{"kind":"List","apiVersion":"v1","items":[${JSON_SERVICE}]}`, ['Service default/shop']],
  [
    'a list of one kind, whose items need not say it',
    '{"kind":"ServiceList","apiVersion":"v1","items":[{"metadata":{"name":"shop"},"spec":{"ports":[{"port":80}]}}]}',
    ['Service default/shop'],
  ],
  [
    'anchors and merging',
    `${SERVICE}---\napiVersion: v1\nkind: Service\nmetadata: &m {name: merged}\nspec: {ports: [{port: 80}], selector: {<<: *m}}\n`,
    ['Service default/shop', 'Service default/merged'],
  ],
  ['kinds that say nothing about routes, unread', `kind: Role\nmetadata: {name: x, broken: [}\n---\n${SERVICE}`, ['Service default/shop']],
  [
    'an Ingress of another group',
    `apiVersion: networking.example.com/v1\nkind: Ingress\nmetadata: {name: x}\n---\n${SERVICE}`,
    ['Service default/shop'],
  ],
  ['a kind in quotes, with a comment', SERVICE.replace('kind: Service', 'kind: "Service" # of the shop'), ['Service default/shop']],
  [
    'a kind that stands inside a text too',
    `${SERVICE}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  text: |\n    kind: Role\n`,
    ['Service default/shop', 'ConfigMap default/c'],
  ],
  [
    'a Deployment that runs a controller',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: c}\nspec: {template: {spec: {containers: [{image: registry.k8s.io/ingress-nginx/controller:v1.15.1}]}}}\n',
    ['Deployment default/c'],
  ],
  [
    'no Deployment that runs something else',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: c}\nspec: {template: {spec: {containers: [{image: shop}]}}}\n',
    [],
  ],
  ['nothing of an empty stream', '', []],
  ['nothing of comments', '# a\n---\n# b\n', []],
])('reads %s', async (_, input, expected) => {
  const manifests = await read(input);
  expect(names(manifests)).toEqual(expected);
  expect(codes(manifests).filter((code) => !/^input\/(?:no-ingress|empty) /.test(code))).toEqual([]);
});

test('values are those that kubectl reads: YAML 1.1, but times and numbers with colons are texts', async () => {
  const data = 'data: {a: "yes", time: 2026-01-02, sexagesimal: 12:34:56, hex: "0x1f"}';
  const { objects, findings } = await read(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${data}\n`);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(objects[0]!.data).toEqual({ a: 'yes', time: '2026-01-02', sexagesimal: '12:34:56', hex: '0x1f' });
  expect((await read('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: yes}\n')).findings[0]!.what).toContain(
    'the boolean true',
  );
});

test.each([
  ['syntax', `${SERVICE}---\nkind: Service\nmetadata: {name: [}\n---\n${INGRESS}`, 'input/not-yaml standard input:7 (document 2)'],
  [
    'a tab as indentation',
    `${SERVICE}---\nkind: Service\nmetadata:\n\tname: x\n---\n${INGRESS}`,
    'input/not-yaml standard input:8 (document 2)',
  ],
  [
    'a key twice',
    `${SERVICE}---\nkind: Service\nmetadata: {name: a}\nspec: {}\nspec: {}\n---\n${INGRESS}`,
    'input/not-yaml standard input:9 (document 2)',
  ],
  [
    'an alias of nothing',
    `${SERVICE}---\nkind: Service\nmetadata: *nothing\n---\n${INGRESS}`,
    'input/not-yaml standard input:7 (document 2)',
  ],
  [
    'an alias of itself',
    `${SERVICE}---\nkind: Service\nmetadata: &m {a: *m}\n---\n${INGRESS}`,
    'input/not-yaml standard input:7 (document 2)',
  ],
  ['deep nesting in YAML', `${SERVICE}---\na: ${'['.repeat(20_000)}\n---\n${INGRESS}`, 'input/not-yaml standard input:6 (document 2)'],
  ['deep nesting in JSON', `${SERVICE}---\n${'['.repeat(200_000)}\n---\n${INGRESS}`, 'input/not-yaml standard input:6 (document 2)'],
  [
    'a key twice in JSON',
    `${SERVICE}---\n{"kind": "Service",\n "metadata": {"name": "a"},\n "spec": {}, "sp\\u0065c": {}}\n---\n${INGRESS}`,
    'input/not-yaml standard input:8 (document 2)',
  ],
  [
    'a list of objects',
    `${SERVICE}---\n- ${INGRESS.trim().replaceAll('\n', '\n  ')}\n---\n${INGRESS}`,
    'input/list-of-objects standard input:6 (document 2)',
  ],
  [
    '20 000 nested lists',
    `${SERVICE}---\n${'{"apiVersion":"v1","kind":"List","items":['.repeat(20_000)}${']}'.repeat(20_000)}\n---\n${INGRESS}`,
    'input/lists-in-lists standard input:6 (document 2)',
  ],
  ['a text', `${SERVICE}---\njust a text\n---\n${INGRESS}`, 'input/not-an-object standard input:6 (document 2)'],
])('%s in one document leaves the others readable, and is told with its line', async (_, input, expected) => {
  const manifests = await read(input);
  expect(names(manifests)).toEqual(['Service default/shop', 'Ingress default/shop']);
  expect(codes(manifests)).toEqual([expected]);
});

test('a template of Helm is recognized', async () => {
  const { findings } = await read(`${INGRESS}---\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n`);
  expect(findings.map(({ code, fix }) => [code, fix])).toEqual([['input/not-yaml', expect.stringContaining('helm template')]]);
});

test.each([
  ['no text', Uint8Array.of(0x89, 0x50, 0xff, 0xfe, 0x00), 'input/not-text standard input'],
  ['zero bytes', 'kind: \0', 'input/not-text standard input'],
])('a file with %s is refused', async (_, input, expected) => {
  expect(codes(await read(input))).toEqual([expected]);
});

// ---- fields

const ingress = (changed: string, to: string) => INGRESS.replace(changed, to);
test.each([
  [
    'an annotation that is no text',
    ingress('  name: shop\nspec', '  name: shop\n  annotations:\n    a/b: true\nspec'),
    'input/field-type',
    6,
    'metadata.annotations["a/b"] must be a text, and is the boolean true',
  ],
  [
    'a path that is a number',
    ingress('path: /cart', 'path: 7'),
    'input/field-type',
    11,
    'spec.rules[0].http.paths[0].path must be a text, and is the number 7',
  ],
  [
    'a port number in quotes',
    ingress('number: 80', 'number: "80"'),
    'input/field-type',
    17,
    'port.number must be a whole number, and is the string "80"',
  ],
  [
    'rules that are no list',
    ingress('rules:\n    - host', 'rules:\n      host'),
    'input/field-type',
    7,
    'spec.rules must be a list, and is a map',
  ],
  ['no name', ingress('  name: shop\nspec', '  labels: {}\nspec'), 'input/field-missing', 3, 'metadata.name is missing'],
  [
    'no path type',
    ingress('            pathType: Prefix\n', ''),
    'input/field-missing',
    11,
    'spec.rules[0].http.paths[0].pathType is missing',
  ],
  [
    'a backend of the old version',
    ingress(
      'service:\n                name: shop\n                port:\n                  number: 80',
      'serviceName: shop\n              servicePort: 80',
    ),
    'input/field-of-another-version',
    14,
    'networking.k8s.io/v1 has no spec.rules[0].http.paths[0].backend.serviceName',
  ],
  [
    'a default backend of the old version',
    ingress('  rules:', '  backend: {serviceName: shop, servicePort: 80}\n  rules:'),
    'input/field-of-another-version',
    7,
    'networking.k8s.io/v1 has no spec.backend',
  ],
])('an Ingress with %s is left out, as the API server refuses it', async (_, input, code, line, what) => {
  const manifests = await read(`${SERVICE}---\n${input}`);
  expect(names(manifests)).toEqual(['Service default/shop']);
  const [first] = manifests.findings;
  expect([first!.code, first!.where]).toEqual([code, `standard input:${line + 5} (document 2)`]);
  expect(first!.what).toContain(what);
});

test.each([
  [
    'of a path',
    ingress('            pathType', '            patType: Exact\n            pathType'),
    12,
    'paths[0].patType; did you mean "pathType"?',
  ],
  ['of the metadata', ingress('  name: shop\nspec', '  name: shop\n  labls: {}\nspec'), 5, 'metadata.labls; did you mean "labels"?'],
  ['of no kind', ingress('spec:', 'colour: red\nspec:'), 5, 'there is no field colour'],
])('a field %s that the API does not have is told, and the object is read without it', async (_, input, line, what) => {
  const manifests = await read(`${SERVICE}---\n${input}`);
  expect(names(manifests)).toEqual([...TWO].reverse());
  expect(codes(manifests)).toEqual([`input/field-unknown standard input:${line + 5} (document 2)`]);
  expect(manifests.findings[0]!.what).toContain(what);
});

test('each version of a kind of Kubernetes that no API server has is told', async () => {
  const manifests = await read(`${ingress('networking.k8s.io/v1', 'networking.k8s.io/v9')}---\n${SERVICE}`);
  expect(codes(manifests)).toEqual(['input/kind-not-served standard input:1 (document 1)']);
});

test('of an object that is there twice the last one counts', async () => {
  const manifests = await read(`${INGRESS}---\n${SERVICE}---\n${ingressYaml('shop', '/basket')}`);
  expect(names(manifests)).toEqual(['Service default/shop', 'Ingress default/shop']);
  expect(codes(manifests)).toEqual(['input/object-twice standard input:24 (document 3)']);
  expect(JSON.stringify(manifests.objects)).toContain('/basket');
});

test('a place is found for a field of a document, of a list, and of JSON', async () => {
  const field = { kind: 'Ingress', namespace: 'default', name: 'shop', field: 'spec.rules[0].http.paths[0].path' };
  expect((await read(`# one\n---\n${SERVICE}---\n${INGRESS}`)).placeOf(field)).toEqual({ file: 'standard input', document: 2, line: 18 });
  const list = `kind: List\nitems:\n- ${SERVICE.trim().replaceAll('\n', '\n  ')}\n- ${INGRESS.trim().replaceAll('\n', '\n  ')}\n`;
  expect((await read(list)).placeOf(field)).toMatchObject({ line: 17 });
  const json = JSON.stringify(
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop' },
      spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Exact', backend: { resource: { kind: 'Bucket', name: 'b' } } }] } }] },
    },
    null,
    1,
  );
  expect((await read(json)).placeOf(field)).toMatchObject({ line: 13 });
  expect((await read(INGRESS)).placeOf({ ...field, name: 'other' })).toBeUndefined();
});

test('places are found fast in a list of any length', async () => {
  const json = JSON.stringify(
    {
      kind: 'List',
      items: Array.from({ length: 50_000 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'Service',
        // The API server refuses such labels, but an object that it has taken before stays.
        metadata: { name: `s${index}`, uid: 'u', labels: { '}],"x': '\\"' } },
      })),
    },
    null,
    1,
  );
  const manifests = await read(json);
  expect(manifests.placeOf({ kind: 'Service', namespace: 'default', name: 's49999', field: 'metadata.name' })).toMatchObject({
    line: 4 + 49_999 * 11 + 4,
  });
});

// ---- bounds

// A file that is read in the square of its size, or without end, is stopped by the time that a test may take.
const BOUND = 60_000;

const layers = (count: number, layer: (name: string, below: string) => string, first: string) =>
  `${first}\n${Array.from({ length: count }, (_, index) => layer(`a${index + 1}`, `*a${index}`)).join('\n')}`;

test.each([
  ['lists of aliases', layers(12, (name, below) => `${name}: &${name} [${Array(9).fill(below).join(', ')}]`, 'a0: &a0 [x, x, x]')],
  ['maps of aliases', layers(40, (name, below) => `${name}: &${name} {a: ${below}, b: ${below}}`, 'a0: &a0 {k: v}')],
  [
    'merged lists of aliases',
    layers(40, (name, below) => `${name}: &${name}\n  <<: [${below}, ${below}]\n  ${name}: ${below}`, 'a0: &a0 {k: v}'),
  ],
])(
  'a bomb of %s is refused at once, and the rest is read',
  async (_, bomb) => {
    const result = await read(`${bomb}\n---\n${INGRESS}`);
    expect(codes(result)).toEqual([expect.stringContaining('input/aliases standard input:')]);
    expect(names(result)).toEqual(['Ingress default/shop']);
  },
  BOUND,
);

test(
  'many anchors, each named once, are no bomb',
  async () => {
    const pairs = Array.from({ length: 3000 }, (_, index) => `  a${index}: &a${index} x\n  b${index}: *a${index}\n`).join('');
    const result = await read(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n${pairs}---\n${INGRESS}`);
    expect(codes(result)).toEqual([]);
  },
  BOUND,
);

test(
  'many keys in one map take no square of time',
  async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `  k${index}: v\n`).join('');
    const result = await read(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n${keys}`);
    expect(codes(result)).toEqual(['input/no-ingress ']);
  },
  BOUND,
);

test(
  '50 MB of YAML in one document are refused, and the rest of the file is read',
  async () => {
    const huge = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n${'  key: value\n'.repeat(50_000_000 / 13)}`;
    const result = await read(`${huge}---\n${INGRESS}`);
    expect(codes(result)).toEqual(['input/document-too-long standard input:1 (document 1)']);
    expect(names(result)).toEqual(['Ingress default/shop']);
  },
  BOUND,
);

test(
  '50 MB that say nothing about routes are passed over',
  async () => {
    const result = await read(`${`kind: Role\nrules:\n${'- x\n'.repeat(1000)}---\n`.repeat(12_000)}${INGRESS}`);
    expect(names(result)).toEqual(['Ingress default/shop']);
  },
  BOUND,
);

test(
  'JSON of any length is read',
  async () => {
    const items = Array.from({ length: 70_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${index}` },
      spec: { ports: [{ port: 80, name: 'http', targetPort: 8080 }] },
    }));
    const text = JSON.stringify({ kind: 'List', items });
    expect(text.length).toBeGreaterThan(LONGEST_YAML_DOCUMENT);
    const result = await read(text);
    expect(result.objects).toHaveLength(70_000);
  },
  BOUND,
);

const TOO_LONG = new Uint8Array(LONGEST_FILE_BYTES + 1).fill(0x20);
const folder = folderWith({ 'long.yaml': TOO_LONG });

test('a file that is longer than can be read safely is not read', async () => {
  expect(codes(await read(TOO_LONG))).toEqual(['input/file-too-long standard input']);
  expect(codes(readFiles([`${folder}/long.yaml`]))).toEqual([`input/file-too-long ${folder}/long.yaml`]);
});

describe('what cannot be read is a finding, and the rest is read:', () => {
  const others = folderWith({ 'a.yaml': INGRESS });
  const linked = folderWith({ 'a.yaml': INGRESS });
  symlinkSync('link.yaml', `${linked}/link.yaml`);
  const told = (file: string, because: string) => {
    const manifests = readFiles([file, `${others}/a.yaml`]);
    expect(codes(manifests)).toEqual([`input/file-unreadable ${file}`]);
    expect(manifests.findings[0]!.what).toContain(because);
    expect(names(manifests)).toEqual(['Ingress default/shop']);
  };

  test('a link to itself', () => {
    told(`${linked}/link.yaml`, 'ELOOP');
  });

  test('a link to itself in a folder', () => {
    const manifests = readFiles([linked]);
    expect(codes(manifests)).toEqual([`input/file-unreadable ${linked}/link.yaml`]);
    expect(names(manifests)).toEqual(['Ingress default/shop']);
  });
});

test('a device without an end is read no further than a long file', () => {
  expect(codes(readFiles(['/dev/zero']))).toEqual(['input/file-too-long /dev/zero']);
});

test('a pipe is read until its writer closes it, however late it begins', () => {
  const pipe = `${folder}/pipe.yaml`;
  execFileSync('mkfifo', [pipe]);
  const writer = spawn(process.execPath, [
    '-e',
    `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(pipe)}, ${JSON.stringify(INGRESS)}), 300)`,
  ]);
  expect(names(readFiles([pipe]))).toEqual(['Ingress default/shop']);
  writer.kill();
});
