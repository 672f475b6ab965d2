import { runWith } from './run-cli';

const CLASS = (name: string, controller: string) => `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: ${name}}
spec: {controller: ${controller}}
---
`;

const INGRESS = (name: string, className: string, namespace = 'app') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  ingressClassName: ${className}
  rules:
    - host: ${name}.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${name}, port: {number: 80}}}}]}
---
`;

const DEPLOYMENT = (name: string, ...flags: readonly string[]) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${name}}
spec:
  template:
    spec:
      containers:
        - image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, ${flags.join(', ')}]
---
`;

const TWO =
  CLASS('nginx', 'k8s.io/ingress-nginx') +
  CLASS('nginx-internal', 'k8s.io/ingress-nginx-internal') +
  INGRESS('public', 'nginx') +
  INGRESS('private', 'nginx-internal');

interface AnswerJson {
  readonly answer: { readonly status: number | null; readonly backend: string | null };
  readonly others?: readonly AnswerJson[];
}

/** What each controller answers. */
async function answers(input: string, url: string, ...args: readonly string[]): Promise<readonly (string | number | null)[]> {
  const { output, errors } = await runWith(input, 'explain', url, '-o', 'json', ...args);
  if (output === '') throw new Error(errors);
  const first = JSON.parse(output) as AnswerJson;
  return [first, ...(first.others ?? [])].map(({ answer }) => answer.status ?? answer.backend);
}

describe('several controllers of one software', () => {
  test('each answers, so that no host that one of them serves is only 404', async () => {
    expect(await answers(TWO, 'http://private.example.com/')).toEqual([404, 'app/private:80']);
    expect(await answers(TWO, 'http://public.example.com/')).toEqual(['app/public:80', 404]);
  });

  test('--class chooses one of them, as users see their classes and not the flags', async () => {
    expect(await answers(TWO, 'http://private.example.com/', '--class', 'nginx-internal')).toEqual(['app/private:80']);
    expect(await answers(TWO, 'http://private.example.com/', '--class', 'nginx')).toEqual([404]);
  });

  test.each(['k8s.io/internal-ingress-nginx', 'example.com/ingress-nginx-2'])(
    'a second controller may be called "%s"',
    async (controller) => {
      const internal = CLASS('internal', controller) + INGRESS('private', 'internal');
      expect(await answers(internal, 'http://private.example.com/')).toEqual(['app/private:80']);
      // The IngressClass of the usual name need not be given.
      expect(await answers(internal + INGRESS('public', 'nginx'), 'http://public.example.com/')).toEqual(['app/public:80', 404]);
      expect(await answers(internal + CLASS('nginx', 'nginx.org/ingress-controller'), 'http://private.example.com/')).toEqual([
        'app/private:80',
      ]);
    },
  );

  test('what another table has is not of other controllers, and what none has is said once', async () => {
    const input =
      TWO +
      CLASS('traefik', 'traefik.io/ingress-controller') +
      INGRESS('other', 'traefik') +
      CLASS('kong', 'kong/kong') +
      INGRESS('last', 'kong');
    const { output } = await runWith(input, 'check', '-o', 'json');
    const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string; readonly what: string }[] };
    expect(findings.filter(({ code }) => code.startsWith('manifest/')).map(({ what }) => what)).toEqual([
      'Ingress app/last is of other controllers: "kong/kong"',
    ]);
    const { errors } = await runWith(input, 'explain', 'http://last.example.com/');
    expect(errors.match(/is of other controllers/g)).toHaveLength(1);
  });

  test('the answer for people says which controller gives it', async () => {
    const { output } = await runWith(TWO, 'explain', 'http://private.example.com/');
    expect(output.split('\n').filter((line) => /^ingress-nginx|^ {2}so/.test(line))).toEqual([
      'ingress-nginx v1.15.1 (nginx):',
      '  so     404: the default backend of the controller',
      'ingress-nginx v1.15.1 (nginx-internal):',
      '  so     Service app/private port 80 (not among the manifests) gets "/"',
    ]);
  });

  test('each has the flags and the config map of its own Deployment', async () => {
    const flags = ['--controller-class=k8s.io/ingress-nginx-internal', '--configmap=internal/config'];
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: internal}\ndata: {force-ssl-redirect: "true"}\n';
    const input = TWO + DEPLOYMENT('public', '--controller-class=k8s.io/ingress-nginx') + DEPLOYMENT('internal', ...flags) + config;
    expect(await answers(input, 'http://private.example.com/')).toEqual([404, 308]);
    expect(await answers(input, 'http://public.example.com/')).toEqual(['app/public:80', 404]);
  });

  test('two Deployments of one class that watch a namespace each are two controllers', async () => {
    const input =
      CLASS('nginx', 'k8s.io/ingress-nginx') +
      INGRESS('one', 'nginx', 'one') +
      INGRESS('two', 'nginx', 'two') +
      DEPLOYMENT('one', '--watch-namespace=$(POD_NAMESPACE)') +
      DEPLOYMENT('two', '--watch-namespace=two');
    expect(await answers(input, 'http://two.example.com/')).toEqual([404, 'two/two:80']);
    expect((await runWith(input, 'check')).output).toBe('nothing was found\n');
  });

  test('check finds nothing wrong with an Ingress that the other controller reads', async () => {
    expect((await runWith(TWO, 'check')).output).toBe('nothing was found\n');
  });
});

describe('controllers of other software', () => {
  const OTHERS = CLASS('alb', 'ingress.k8s.aws/alb') + CLASS('own', 'example.com/own') + INGRESS('a', 'alb') + INGRESS('b', 'own');

  test('their Ingresses are one line of info in all, since nothing is wrong with them', async () => {
    const { output } = await runWith(TWO + OTHERS, 'check', '-c', 'ingress-nginx', '--class', 'nginx-internal', '-o', 'json');
    const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string; readonly what: string }[] };
    expect(findings.filter(({ code }) => code === 'manifest/of-other-controllers').map(({ what }) => what)).toEqual([
      'Ingress app/a, Ingress app/b are of other controllers: "ingress.k8s.aws/alb", "example.com/own"',
    ]);
  });

  test('a Deployment shows the controller of Ingresses that name no class', async () => {
    const noClass = INGRESS('plain', 'x').replace('  ingressClassName: x\n', '');
    expect(await answers(noClass + DEPLOYMENT('c', '--watch-ingress-without-class'), 'http://plain.example.com//a')).toEqual([
      'app/plain:80',
    ]);
    expect(await answers(noClass + DEPLOYMENT('c', '--v=2'), 'http://plain.example.com//a')).toEqual([404]);
  });
});
