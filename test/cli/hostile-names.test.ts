import { runWith } from './run-cli';

/** What is in the cluster may have names that the API server would refuse now. */
const NAME = 'a\nfaked.yaml:1 (document 1) error [fake/code] <img src=x> [link](http://evil) `x` | \u001b[31m\u202e';
const PATH = '/x\n  so     Service default/faked port 80';
const MANIFESTS = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name: NAME,
    uid: 'u',
    annotations: { 'nginx.ingress.kubernetes.io/auth-url': `https://auth.example.com/${NAME}`, 'nginx.ingress.kubernetes.io/nosuch': NAME },
  },
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'a.example.com',
        http: { paths: [{ path: PATH, pathType: 'ImplementationSpecific', backend: { service: { name: 'w', port: { number: 80 } } } }] },
      },
    ],
  },
});

describe.each(['text', 'markdown'])('as %s', (form) => {
  test.each([
    ['check', ['check']],
    ['routes', ['routes', '--effects']],
    ['explain', ['explain', 'http://a.example.com/', '--effects']],
    ['explain for several controllers', ['explain', 'http://a.example.com/', '--controllers', 'ingress-nginx,traefik']],
  ])('%s shows nothing of a manifest as a line, a command or markup of its own', async (_, args) => {
    const { output, errors } = await runWith(MANIFESTS, ...args, '-o', form);
    for (const line of (output + errors).split('\n')) expect(line).not.toMatch(/^\s*(?:faked\.yaml|so\s+Service default\/faked)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
    expect(output + errors).not.toMatch(/[\u001b\u202e]/);
    if (form === 'markdown') {
      const outsideOfFences = output.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '');
      expect(outsideOfFences).not.toMatch(/(?<!\\)<img|(?<!\\)\[link\]/);
    }
  });
});

test('as JSON each text is what the manifest has', async () => {
  const { output } = await runWith(MANIFESTS, 'routes', '-o', 'json');
  expect(JSON.parse(output)).toMatchObject({ hosts: expect.anything() });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  expect(output).not.toMatch(/[\u001b\u202e]/);
});
