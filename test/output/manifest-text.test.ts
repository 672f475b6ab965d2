import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy, type ResolutionContext, Testing, Yaml, YamlOutputType } from 'cdk8s';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { SelfWritingObject } from '../../src/output/manifest-text';

/** What cdk8s makes of the same object is the judge: every test compares `SelfWritingObject` with `ApiObject`. */
type ObjectClass = typeof ApiObject;

const written = (value: unknown, Class: ObjectClass = SelfWritingObject): string => {
  const props = { apiVersion: 'v1', kind: 'ConfigMap', data: { value } };
  return Yaml.stringify(new Class(Testing.chart(), 'object', props).toJson());
};

test.each<readonly [unknown, string]>([
  ['', 'empty'],
  ['y', 'a boolean of YAML 1.1'],
  ['On', 'a boolean of YAML 1.1, in upper case'],
  ['null', 'null'],
  ['~', 'null'],
  ['true', 'a boolean'],
  ['TRUE', 'a boolean, in upper case'],
  ['308', 'a number'],
  ['007', 'an octal number'],
  ['089', 'a number with a zero before it'],
  ['1.15.1', 'a version'],
  ['1e3', 'a number with exponent'],
  ['e0', 'a number that is only an exponent'],
  ['E+12', 'a number that is only an exponent with a sign'],
  ['0x1f', 'a hexadecimal number'],
  ['12:30:45', 'a number to the base of 60'],
  ['2026-03-31', 'a date'],
  ['.inf', 'infinity'],
  ['=', 'a value of YAML 1.1'],
  ['<<', 'a merge key'],
  ['*.example.com', 'an alias'],
  ['&anchor', 'an anchor'],
  ['!tag', 'a tag'],
  ['%', 'a directive'],
  ['--flag=:80', 'a flag'],
  ['--flag:', 'a flag that would be a key'],
  ['---', 'the start of a document'],
  ['...', 'the end of a document'],
  ['- a', 'a list'],
  ['-', 'a list item'],
  ['? a', 'a key'],
  ['a: b', 'a member'],
  ['a:', 'a member without value'],
  ['a:b', 'a colon inside'],
  ['a #b', 'a comment'],
  ['a#b', 'a hash inside'],
  ["it's", 'a quote'],
  ['"', 'a double quote'],
  ['\\', 'a backslash'],
  [' a', 'a space first'],
  ['a ', 'a space last'],
  ['a b', 'a space inside'],
  ['/team(/|$)(.*)', 'a regular expression'],
  ['/[a-z]+/{x}', 'brackets inside'],
  ['a\nb', 'two lines'],
  ['a\n\n  b\n', 'an empty line and an indented one'],
  ['\n', 'a line break'],
  ['a\n\n', 'line breaks last'],
  [' a\nb', 'two lines and a space first'],
  ['a\tb', 'a tab'],
  ['a\rb', 'a carriage return'],
  ['\u0000', 'a control character'],
  ['größer', 'beyond ASCII'],
  ['😀', 'beyond the basic plane'],
  ['\ud800', 'half a character'],
  ['x'.repeat(500), 'a long word'],
  ['x y '.repeat(100), 'a long line'],
  [0, 'zero'],
  [-0, 'minus zero'],
  [-1.5, 'a fraction'],
  [1e21, 'a large number'],
  [true, 'true'],
  [[], 'an empty list'],
  [{}, 'an empty map'],
  [[[1, [2]], [], {}], 'lists in a list'],
  [[{ a: { b: [{ c: {} }] } }], 'maps in a list'],
])('%j is written as cdk8s writes it: %s', (value) => {
  expect(written(value)).toBe(written(value, ApiObject));
  if (typeof value !== 'string') return;
  expect(written([value, { [value]: value }])).toBe(written([value, { [value]: value }], ApiObject));
});

test('whatever data is written as cdk8s writes it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme-ascii' }),
    fc.string({ unit: fc.constantFrom(...'aeyEN01 \n\t:#-?.,%/&*!|>\'"@`{}[]~<=_+\\') }),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      // cdk8s compares classes by `constructor`, which is a member here.
      fc.pre(!/"(?:constructor|__proto__|resolve|value)":/.test(JSON.stringify(value)));
      expect(written(value)).toBe(written(value, ApiObject));
    }),
    { numRuns: 1000 },
  );
});

const build = (Class: ObjectClass, app: App): Chart => {
  const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'a' } });
  const paths = [{ pathType: 'Prefix', path: '/a', backend: { service: { port: { number: 80 }, name: 'a' } } }];
  const object = new Class(chart, 'one', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { annotations: { 'example.com/b': 'true' } },
    spec: { rules: [{ host: 'shop.example.com', http: { paths } }], absent: undefined, late: Lazy.any({ produce: () => 'yes' }) },
  });
  object.metadata.addLabel('z', '1');
  object.addJsonPatch(JsonPatch.add('/spec/added', null), JsonPatch.add('/spec/rules/-', { host: '*.example.com' }));
  new Class(chart, 'two', { apiVersion: 'v1', kind: 'ConfigMap', data: { file: 'a\nb\n' } });
  return chart;
};

class Shouting implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'shop.example.com') context.replaceValue('SHOP.EXAMPLE.COM');
  }
}

describe('an app with such objects', () => {
  const text = (Class: ObjectClass, app = new App()): string => {
    build(Class, app);
    return app.synthYaml();
  };

  test('is synthesized to the same text', () => {
    expect(text(SelfWritingObject)).toBe(text(ApiObject));
  });

  test('has its values seen by the resolvers of the app', () => {
    const withResolver = (Class: ObjectClass) => text(Class, new App({ resolvers: [new Shouting()] }));
    expect(withResolver(SelfWritingObject)).toBe(withResolver(ApiObject));
    expect(withResolver(SelfWritingObject)).toContain('SHOP');
  });

  test('keeps the order of members where cdk8s is told not to sort', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(text(SelfWritingObject)).toBe(text(ApiObject));
      expect(text(SelfWritingObject)).toMatch(/pathType: .*\n +path: /);
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  test.each(Object.values(YamlOutputType).filter((type) => typeof type === 'number'))('writes the same files, output type %i', (type) => {
    const files = (Class: ObjectClass): readonly [string, string][] => {
      const outdir = mkdtempSync(join(tmpdir(), 'manifest-text-'));
      const app = new App({ outdir, yamlOutputType: type });
      build(Class, app);
      app.synth();
      const found = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
      const contents = found.sort().map((file): [string, string] => [file, readFileSync(join(outdir, file), 'utf8')]);
      rmSync(outdir, { recursive: true });
      return contents;
    };
    expect(files(SelfWritingObject).length).toBeGreaterThan(0);
    expect(files(SelfWritingObject)).toEqual(files(ApiObject));
  });
});

describe('the manifest of such an object', () => {
  const manifests = (Class: ObjectClass) => Testing.synth(build(Class, Testing.app()));

  test('is plain data for everybody but the writer of YAML', () => {
    expect(manifests(SelfWritingObject)).toStrictEqual(manifests(ApiObject));
    expect(JSON.stringify(manifests(SelfWritingObject))).toBe(JSON.stringify(manifests(ApiObject)));
    expect(Object.keys(manifests(SelfWritingObject)[0])).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  });

  test('is written as it is then, also after a change', () => {
    const changed = (Class: ObjectClass): string => {
      const [manifest] = manifests(Class);
      manifest.spec.rules = [];
      manifest.metadata.name = '1';
      return Yaml.stringify(manifest);
    };
    expect(changed(SelfWritingObject)).toBe(changed(ApiObject));
  });

  test('can be part of a larger document, and be written with other options as a copy', () => {
    expect(stringify({ items: manifests(SelfWritingObject) })).toBe(stringify({ items: manifests(ApiObject) }));
    const [one] = manifests(SelfWritingObject);
    expect(stringify({ ...one }, { indent: 4 })).toBe(stringify(manifests(ApiObject)[0], { indent: 4 }));
  });
});
