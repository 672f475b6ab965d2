import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RouteValidation, type RouteValidationProps } from '../../../src';
import { ingressYaml } from '../../cli/run-cli';

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { resourceName: string; manifestPath: string; locations: readonly string[] }[];
}

/** What cdk8s-cli gives to a validation, with a report that remembers. */
class FakeContext {
  public readonly violations: Violation[] = [];
  public submitted: { readonly status: string; readonly metadata: object } | undefined;
  public readonly report = {
    addViolation: (violation: Violation) => {
      if (this.submitted !== undefined) throw new Error('cdk8s-cli takes no violations after the report was submitted');
      this.violations.push(violation);
    },
    submit: (status: string, metadata: object) => {
      this.submitted = { status, metadata };
    },
  };

  public constructor(public readonly manifests: readonly string[]) {}
}

type Files = { readonly [name: string]: string };

async function validate(files: Files, props?: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'validation-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const context = new FakeContext(Object.keys(files).map((name) => join(folder, name)));
    await new RouteValidation(props as RouteValidationProps).validate(context);
    const { violations, submitted } = context;
    // Where the folder is does not matter.
    return JSON.parse(JSON.stringify({ violations, submitted }).replaceAll(folder, 'dist')) as Pick<
      FakeContext,
      'violations' | 'submitted'
    >;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const validated = async (files: Files, props?: unknown) => {
  const { violations, submitted } = await validate(files, props);
  return { codes: violations.map(({ ruleName }) => ruleName), status: submitted?.status };
};

const SERVICE = (name: string) => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {ports: [{port: 80}]}
`;
const GOOD = `${ingressYaml()}${SERVICE('shop')}`;
const REGEX_ELSEWHERE = `${ingressYaml('search', '/search', 'ImplementationSpecific').replace(
  '  name: search\nspec',
  '  name: search\n  annotations: {nginx.ingress.kubernetes.io/use-regex: "true"}\nspec',
)}${SERVICE('search')}`;
/** A warning. */
const TAKES_MORE = { 'search.k8s.yaml': REGEX_ELSEWHERE, 'shop.k8s.yaml': GOOD };
/** An information, since another Service is given. */
const NO_SERVICE = { 'shop.k8s.yaml': `${GOOD}---\n${ingressYaml('next', '/next')}` };
/** Errors. */
const NO_PORT = { 'shop.k8s.yaml': GOOD.replace('port: 80}', 'port: 81}') };
const NOT_YAML = { 'shop.k8s.yaml': `${GOOD}---\nkind: Ingress\nmetadata: {name: [}\n` };

test('a finding is a violation with its code, its texts, and the object, file, line and field that it is about', async () => {
  expect(await validate(TAKES_MORE)).toMatchObject({
    violations: [
      {
        ruleName: 'manifest/path-takes-more',
        recommendation: `warning: path "shop.example.com/cart" (Prefix) also takes "/cartx", "/CART"
    why: every path of the host is read as a regular expression without regard to case, and the longest text is tried first (Ingress default/search metadata.annotations["nginx.ingress.kubernetes.io/use-regex"])`,
        fix: 'give the Ingress that causes this a host of its own, or run "explain" to see what else it changes',
        violatingResources: [
          {
            resourceName: 'shop',
            manifestPath: 'dist/shop.k8s.yaml',
            locations: ['dist/shop.k8s.yaml:11 (document 1) Ingress default/shop spec.rules[0].http.paths[0]'],
          },
        ],
      },
    ],
    submitted: { status: 'success', metadata: { Controller: 'ingress-nginx v1.15.1', Errors: '0', Warnings: '1', Info: '0' } },
  });
});

test.each([
  ['nothing is found', { 'shop.k8s.yaml': GOOD }, 'info', [], 'success'],
  ['a warning is no error', TAKES_MORE, undefined, ['manifest/path-takes-more'], 'success'],
  ['a warning fails if it shall', TAKES_MORE, 'warning', ['manifest/path-takes-more'], 'failure'],
  ['an information is no warning', NO_SERVICE, 'warning', ['manifest/service-not-given'], 'success'],
  ['an information fails if it shall', NO_SERVICE, 'info', ['manifest/service-not-given'], 'failure'],
  ['an error fails', NO_PORT, undefined, ['manifest/backend-unreachable'], 'failure'],
  ['what cannot be read is an error', NOT_YAML, 'error', ['input/not-yaml'], 'failure'],
  ['that nothing routes is a warning', { 'shop.k8s.yaml': SERVICE('shop') }, null, ['input/no-ingress'], 'success'],
  ['no manifests at all are an error', {}, 'error', ['input/empty'], 'failure'],
])('failOn: %s', async (_, files, failOn, codes, status) => {
  expect(await validated(files, { failOn })).toEqual({ codes, status });
});

test('errors come first', async () => {
  expect((await validated({ ...TAKES_MORE, 'third.k8s.yaml': NOT_YAML['shop.k8s.yaml'].slice(GOOD.length) })).codes).toEqual([
    'input/not-yaml',
    'manifest/path-takes-more',
  ]);
});

const resourceOf = async (files: Files) => (await validate(files)).violations.map(({ violatingResources: [resource] }) => resource);

test.each([
  [
    'what cannot be read is of no known object',
    NOT_YAML,
    {
      resourceName: 'N/A',
      manifestPath: 'dist/shop.k8s.yaml',
      locations: ['dist/shop.k8s.yaml:25 (document 3)'],
    },
  ],
  [
    'a file that is no text has no lines',
    { 'shop.k8s.yaml': `${GOOD}\0` },
    { resourceName: 'N/A', manifestPath: 'dist/shop.k8s.yaml', locations: ['dist/shop.k8s.yaml'] },
  ],
  [
    'an object that is there twice is the one that counts: the last as files are applied, in whatever order they come',
    { 'b.k8s.yaml': GOOD, 'a.k8s.yaml': ingressYaml() },
    { resourceName: 'shop', manifestPath: 'dist/b.k8s.yaml', locations: ['dist/b.k8s.yaml:1 (document 1) Ingress default/shop'] },
  ],
  [
    'what no object says is of all manifests',
    { 'a.k8s.yaml': SERVICE('a'), 'b.k8s.yaml': SERVICE('b') },
    { resourceName: 'N/A', manifestPath: 'dist/a.k8s.yaml, dist/b.k8s.yaml', locations: ['the manifests together'] },
  ],
  ['there may be none', {}, { resourceName: 'N/A', manifestPath: 'N/A', locations: ['the manifests together'] }],
])('the place: %s', async (_, files, expected) => {
  expect(await resourceOf(files as Files)).toEqual([expected]);
});

test('controller and classes mean what they mean to the command line', async () => {
  const controllerOf = async (props: object, files: Files = { 'shop.k8s.yaml': GOOD }) =>
    (await validate(files, props)).submitted?.metadata;
  expect(await controllerOf({ controller: 'portable' })).toMatchObject({ Controller: 'the Ingress API alone' });
  const ofNoClass = { 'shop.k8s.yaml': GOOD.replace('  ingressClassName: nginx\n', '') };
  expect(await controllerOf({}, ofNoClass)).toMatchObject({ Controller: 'the Ingress API alone', Info: '1' });
  expect(await controllerOf({ classes: ['nginx'] }, ofNoClass)).toMatchObject({ Controller: 'ingress-nginx v1.15.1', Info: '0' });
});

test.each([
  [{ failon: 'warning' }, '[option/unknown] RouteValidation has no option "failon"; did you mean "failOn"?'],
  [
    { failOn: 'warnings' },
    '[option/wrong-type] failOn of RouteValidation cannot be "warnings"\n    fix: give one of "error", "warning", "info"',
  ],
  [
    { controller: 'nginx' },
    '[option/wrong-type] controller of RouteValidation cannot be "nginx"\n    fix: give one of "ingress-nginx", "gateway-api/specification", ',
  ],
  [{ classes: 'nginx' }, '[option/wrong-type] classes of RouteValidation cannot be "nginx"\n    fix: give a list of names such as [nginx]'],
  [['failOn'], '[option/wrong-type] RouteValidation cannot take a list\n    fix: give properties such as { failOn: warning }'],
])('properties that it does not have are errors: %j', (props, message) => {
  expect(() => new RouteValidation(props as unknown as RouteValidationProps)).toThrow(message);
});
