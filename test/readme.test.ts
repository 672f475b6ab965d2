import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Testing } from 'cdk8s';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] as string);

/** Runs a code block as an app, and gives what its `app.synth()` would write. */
function run(code: string): string {
  const apps: App[] = [];
  const synth = jest.spyOn(App.prototype, 'synth').mockImplementation(function (this: App) {
    apps.push(this);
  });
  try {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const library = (name: string) => require(name.replace(/^cdk8s-ingress$/, '../src').replace(/^cdk8s-ingress\//, '../src/'));
    // A test in a block is run at once, here inside of one.
    new Function('require', 'exports', 'test', outputText)(library, {}, (_: string, body: () => void) => body());
  } finally {
    synth.mockRestore();
  }
  return apps.map((app) => app.synthYaml()).join('---\n');
}

test('every TypeScript block is a whole app, and the YAML that follows is part of what it writes', () => {
  const written = blocks('ts').map(run);
  expect(written.length).toBeGreaterThan(0);
  const documents = written.flatMap((text) => text.split('---\n'));
  for (const shown of blocks('yaml')) expect(documents).toContain(shown);
});

test('what the README says about the demo holds: 19 objects of the controller, two Deployments, two Services, two Ingresses', () => {
  const objects = parseAllDocuments(run(blocks('ts')[0] as string)).map(
    (document) => document.toJS() as { kind: string; metadata: { namespace?: string } },
  );
  const own = objects.filter(({ metadata }) => metadata.namespace === 'default');
  const count = (kind: string) => own.filter((object) => object.kind === kind).length;
  expect({
    controller: objects.length - own.length,
    deployments: count('Deployment'),
    services: count('Service'),
    ingresses: count('Ingress'),
  }).toEqual({
    controller: 19,
    deployments: 2,
    services: 2,
    ingresses: 2,
  });
});

test('the error that the README shows is the error that users get', () => {
  const { Chart } = jest.requireActual<typeof import('cdk8s')>('cdk8s');
  const { HttpdService, ControllerKind, IngressController, PathIngress, RouteTarget, TomcatService } =
    jest.requireActual<typeof import('../src')>('../src');
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'default' });
  new HttpdService(chart, 'httpd');
  new TomcatService(chart, 'tomcat');
  const ingress = new PathIngress(chart, 'paths', {
    controller: IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() }),
    host: 'shop.example.com',
  });
  ingress.addRoute('/alpine', RouteTarget.named('alpine-service', 8080));
  const shown = /^```\n(\[backend\/service-not-found][\s\S]*?)\n```/m.exec(README)?.[1] as string;
  expect(() => app.synthYaml()).toThrow(shown);
});

test('every link leads to a file or folder', () => {
  const links = [...README.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] as string).filter((link) => !link.startsWith('http'));
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect([link, existsSync(join(ROOT, link))]).toEqual([link, true]);
});

test('the explanation that the README shows is the one that the example gives', () => {
  const shown = /^```\n(\$ cdk8s-ingress explain [\s\S]*?)^```/m.exec(README)?.[1];
  expect(shown).toBe(readFileSync(join(ROOT, 'examples/05-explain-existing-yaml/expected/explain-two-teams.txt'), 'utf8'));
});
