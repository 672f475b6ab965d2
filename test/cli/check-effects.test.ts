import { runWith } from './run-cli';

interface Settings {
  readonly name?: string;
  readonly host?: string;
  readonly path?: string;
  readonly service?: string;
  readonly annotations?: { readonly [name: string]: string };
}

/** An Ingress of ingress-nginx with one path. */
const ingress = ({ name = 'app', host = 'a.example.com', path = '/', service = name, annotations = {} }: Settings): string =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value])),
    },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host,
          http: {
            paths: [{ path, pathType: 'ImplementationSpecific', backend: { service: { name: service, port: { number: 80 } } } }],
          },
        },
      ],
    },
  });

const manifests = (...all: readonly Settings[]): string => all.map(ingress).join('\n---\n');

const CONFIG = (data: { readonly [name: string]: string }): string =>
  `\n---\n${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ingress-nginx-controller', namespace: 'i' }, data })}`;

const controller = (args: readonly string[], image = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'): string =>
  `\n---\n${JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'c', namespace: 'n' },
    spec: { template: { spec: { containers: [{ image, args }] } } },
  })}`;

const SECRET = (name: string, keys: readonly string[]): string =>
  `\n---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, data: Object.fromEntries(keys.map((key) => [key, 'eA=='])) })}`;

const SERVICE = (name: string, port: object): string =>
  `\n---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { a: 'b' }, ports: [port] } })}`;

const TLS = (text: string): string => text.replace('"rules"', '"tls":[{"hosts":["a.example.com"],"secretName":"cert"}],"rules"');

/** Codes of findings, with what is blamed. */
async function found(input: string): Promise<readonly string[]> {
  const { output } = await runWith(input, 'check', '-o', 'json');
  const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly code: string; readonly what: string }[] };
  return findings.map(({ code, what }) => `${code}: ${/"(?:nginx\.ingress\.kubernetes\.io\/)?([^"]+)"/.exec(what)?.[1]}`);
}

const canary = { name: 'new', annotations: { canary: 'true', 'canary-by-header': 'X-New' } };

describe('check says which settings do nothing, or more than they seem to', () => {
  test.each<[string, string, readonly string[]]>([
    ['a canary beside its main Ingress is well', manifests({}, canary), []],
    ['a canary of a path that no other Ingress has', manifests({ path: '/x' }, canary), ['annotation/no-effect: canary']],
    [
      'the second canary of a path, as nginx asks the first alone',
      manifests({}, canary, { ...canary, name: 'newer' }),
      ['annotation/no-effect: canary'],
    ],
    [
      'a rewrite of a canary, as the main Ingress decides about paths',
      manifests({}, { ...canary, annotations: { ...canary.annotations, 'app-root': '/x' } }),
      ['annotation/no-effect: app-root'],
    ],
    [
      'a canary header with an underscore, which nginx drops',
      manifests({}, { ...canary, annotations: { canary: 'true', 'canary-by-header': 'x_new' } }),
      ['annotation/no-effect: canary-by-header'],
    ],
    [
      'such a header is well if nginx is set to take it',
      manifests({}, { ...canary, annotations: { canary: 'true', 'canary-by-header': 'x_new' } }) +
        CONFIG({ 'enable-underscores-in-headers': 'true' }),
      [],
    ],
    [
      'a redirect from www. that has rules of its own',
      manifests({ annotations: { 'from-to-www-redirect': 'true' } }, { name: 'www', host: 'www.a.example.com' }),
      ['annotation/no-effect: from-to-www-redirect'],
    ],
    ['a redirect from www. without rules is well', manifests({ annotations: { 'from-to-www-redirect': 'true' } }), []],
    [
      'what a host has once, on a second Ingress',
      manifests(
        { name: 'z', path: '/z', annotations: { 'server-alias': 'b.example.com' } },
        { annotations: { 'server-alias': 'c.example.com' } },
      ),
      ['annotation/no-effect: server-alias'],
    ],
    [
      'a cookie whose path is a pattern, which browsers do not send back',
      manifests({ path: '/a(/|$)(.*)', annotations: { affinity: 'cookie', 'use-regex': 'true' } }),
      ['annotation/no-effect: affinity'],
    ],
    [
      'a cookie with a path of its own is well',
      manifests({ path: '/a(/|$)(.*)', annotations: { affinity: 'cookie', 'use-regex': 'true', 'session-cookie-path': '/a' } }),
      [],
    ],
    ['a pattern that is read as text', manifests({ path: '/a(/|$)(.*)' }), ['manifest/pattern-read-as-text: a.example.com/a(/|$)(.*)']],
    [
      'a redirect that takes what no path takes',
      manifests({ path: '/old', annotations: { 'permanent-redirect': 'https://b.example.com' } }),
      ['ingress-nginx/redirect-takes-unmatched: a.example.com'],
    ],
    [
      'guards of a host whose TLS is passed through',
      manifests({ annotations: { 'ssl-passthrough': 'true', 'whitelist-source-range': '10.0.0.0/8', 'limit-rps': '5' } }) +
        controller(['--enable-ssl-passthrough']),
      ['manifest/open: whitelist-source-range', 'manifest/open: limit-rps'],
    ],
    [
      'guards of a host beside ssl-passthrough without the flag for it are well',
      manifests({ annotations: { 'ssl-passthrough': 'true', 'whitelist-source-range': '10.0.0.0/8' } }) + controller(['--v=2']),
      ['annotation/no-effect: ssl-passthrough'],
    ],
    [
      'ssl-passthrough beside flags that are not known',
      manifests({ annotations: { 'ssl-passthrough': 'true' } }),
      ['ingress-nginx/passthrough-not-known: a.example.com'],
    ],
    [
      'Location headers that are not rewritten, as one of the two texts is missing',
      manifests({ annotations: { 'proxy-redirect-from': 'http://a/' } }),
      ['annotation/no-effect: proxy-redirect-from'],
    ],
    [
      'a text for Location headers that needs none',
      manifests({ annotations: { 'proxy-redirect-from': 'default', 'proxy-redirect-to': 'http://a/' } }),
      ['annotation/no-effect: proxy-redirect-to'],
    ],
    [
      'both texts for Location headers are well, also from the config map',
      manifests({ annotations: { 'proxy-redirect-from': 'http://a/' } }) + CONFIG({ 'proxy-redirect-to': 'http://b/' }),
      [],
    ],
    [
      'a Secret for client certificates without an authority, so that nobody is asked',
      manifests({ annotations: { 'auth-tls-secret': 'default/pair' } }) + SECRET('pair', ['tls.crt', 'tls.key']),
      ['manifest/open: auth-tls-secret'],
    ],
    [
      'a Secret for client certificates without anything of use, so that everybody is refused',
      manifests({ annotations: { 'auth-tls-secret': 'default/none' } }) + SECRET('none', ['tls.crt']),
      ['manifest/backend-unreachable: a.example.com/'],
    ],
    [
      'a certificate without its key, instead of which the controller takes its own',
      TLS(manifests({})) + SECRET('cert', ['tls.crt']),
      ['manifest/own-certificate: a.example.com'],
    ],
    ['a certificate with its key is well', TLS(manifests({})) + SECRET('cert', ['tls.crt', 'tls.key']), []],
    [
      'a port of the pods, which other controllers do not take',
      manifests({}) + SERVICE('app', { port: 8080, targetPort: 80 }),
      ['manifest/port-of-pods: a.example.com/'],
    ],
    [
      'a port of the Service is well, also where it is the port of the pods',
      manifests({}) + SERVICE('app', { port: 80, targetPort: 80 }),
      [],
    ],
    [
      'a page to sign in that asks for the sign-in itself',
      manifests({ annotations: { 'auth-url': 'https://auth.example.com/x', 'auth-signin': 'https://$host/oauth2/start' } }),
      ['manifest/sign-in-loop: auth-signin'],
    ],
    [
      'a page to sign in with an Ingress of its own is well',
      manifests(
        { annotations: { 'auth-url': 'https://auth.example.com/x', 'auth-signin': 'https://$host/oauth2/start' } },
        { name: 'oauth', path: '/oauth2' },
      ),
      [],
    ],
    [
      'an option of the config map with a mistake in its name',
      manifests({}) + CONFIG({ 'use-forwaded-headers': 'true' }),
      ['config/unknown-option: use-forwaded-headers'],
    ],
    [
      'an annotation of another controller',
      manifests({}).replace('"annotations":{}', '"annotations":{"nginx.org/rewrites":"x"}'),
      ['annotation/not-read: nginx.org/rewrites'],
    ],
  ])('%s', async (_, input, expected) => {
    expect(await found(input)).toEqual(expected);
  });

  test('what is refused for a setting says so if the config map is not there, as another one could let it in', async () => {
    const snippet = manifests({ annotations: { 'configuration-snippet': 'more_set_headers "A: b";' } });
    expect(await found(snippet)).toEqual(['manifest/refused: configuration-snippet', 'manifest/settings-not-given: undefined']);
    expect(await found(snippet + CONFIG({}))).toEqual(['manifest/refused: configuration-snippet']);
  });

  test.each([
    [
      'a snippet, which two options of the config map let in',
      manifests({ annotations: { 'configuration-snippet': 'more_set_headers "A: b";' } }) + CONFIG({}),
      'remove the snippet; or, if whoever may write Ingresses may also control the controller, set allow-snippet-annotations: "true" and annotations-risk-level: Critical in its config map',
    ],
    [
      'a snippet, which lacks one of the two',
      manifests({ annotations: { 'configuration-snippet': 'more_set_headers "A: b";' } }) + CONFIG({ 'allow-snippet-annotations': 'true' }),
      'remove the annotation; or, if whoever may write Ingresses may also control the controller, set annotations-risk-level: Critical in its config map',
    ],
    [
      'a pattern as a Prefix',
      manifests({}).replace('"path":"/', '"path":"/(x)').replace('ImplementationSpecific', 'Prefix') + CONFIG({}),
      'use pathType: ImplementationSpecific, which takes every path; a pattern also needs the annotation use-regex: "true", or rewrite-target',
    ],
    [
      'a word that the config map forbids',
      manifests({ annotations: { 'app-root': '/secret' } }) + CONFIG({ 'annotation-value-word-blocklist': 'secret' }),
      'change the value, or take the word out of annotation-value-word-blocklist in the config map of the controller',
    ],
  ])('what is refused can be mended: %s', async (_, input, fix) => {
    const { output } = await runWith(input, 'check', '-o', 'json');
    const { findings } = JSON.parse(output) as { findings: { code: string; fix: string }[] };
    expect(findings.filter(({ code }) => code === 'manifest/refused').map((one) => one.fix)).toEqual([fix]);
  });

  test('a refusal that no setting changes says nothing of settings', async () => {
    expect(await found(manifests({ annotations: { 'permanent-redirect': 'https://b.example.com/$1' } }))).toEqual([
      'manifest/refused: permanent-redirect',
      'annotation/value-not-accepted: permanent-redirect',
    ]);
  });

  test('Secrets that are missing beside others, and hosts of certificates without a rule, are named', async () => {
    const tls = manifests({ annotations: { 'auth-type': 'basic', 'auth-secret': 'users' } }).replace(
      '"rules"',
      '"tls":[{"hosts":["b.example.com"],"secretName":"cert"}],"rules"',
    );
    const secret = '\n---\n{"apiVersion":"v1","kind":"Secret","metadata":{"name":"other"},"data":{}}';
    expect(await found(tls)).toEqual(['manifest/tls-host-not-routed: b.example.com']);
    expect((await found(tls + secret)).map((one) => one.split(':')[0])).toEqual([
      'manifest/tls-host-not-routed',
      'manifest/object-not-given',
      'manifest/object-not-given',
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['flags that it has', ['--watch-namespace=default', '--v=2', '--enable-ssl-passthrough', '--http-port=8080'], []],
    ['a value in the next argument', ['--watch-namespace', 'default', '--enable-metrics'], []],
    ['an unknown flag', ['--foo'], ['flag --foo of Deployment n/c is not known']],
    [
      'a mistyped flag',
      ['--watch-namspace=x'],
      ['flag --watch-namspace of Deployment n/c is not known; did you mean "--watch-namespace"?'],
    ],
    [
      'a switch that is neither on nor off',
      ['--enable-metrics=yes'],
      ['flag --enable-metrics of Deployment n/c: value "yes" is not accepted'],
    ],
    ['a port that is none', ['--http-port=http'], ['flag --http-port of Deployment n/c: value "http" is not accepted']],
  ])('of the flags of a controller: %s', async (_, args, expected) => {
    const { output } = await runWith(manifests({}) + controller(args), 'check', '-o', 'json');
    const { findings } = JSON.parse(output) as { findings: { code: string; what: string }[] };
    expect(findings.filter(({ code }) => code.startsWith('manifest/flag-')).map(({ what }) => what)).toEqual(expected);
  });

  test('of a flag that another version may have, nothing is said, but a mistyped one is', async () => {
    const old = (flag: string) => manifests({}) + controller([flag], 'registry.k8s.io/ingress-nginx/controller:v1.9.4');
    const codes = async (flag: string) => (await found(old(flag))).map((one) => one.split(':')[0]);
    const said = ['manifest/known-vulnerabilities', 'manifest/other-version', 'manifest/release-differs'];
    expect(await codes('--something-of-then')).toEqual(said);
    expect(await codes('--watch-namspace=x')).toEqual(['manifest/flag-unknown', ...said]);
  });

  test('a path to a resource is said, as the controller leaves it out', async () => {
    const backend = JSON.stringify({ service: { name: 'app', port: { number: 80 } } });
    const resource = JSON.stringify({ resource: { kind: 'Bucket', name: 'files' } });
    const { output } = await runWith(ingress({ path: '/files' }).replace(backend, resource), 'check');
    expect(output).toContain('[manifest/backend-not-service] path "a.example.com/files" has no effect');
  });

  test('an annotation of another controller on an Ingress with a class is a left-over, and no second answer', async () => {
    const ingressClass = JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'k8s.io/ingress-nginx' },
    });
    const left = ingress({}).replace(
      '"annotations":{',
      '"annotations":{"haproxy.org/check":"true","alb.ingress.kubernetes.io/scheme":"internal"',
    );
    const { output } = await runWith(`${ingressClass}\n---\n${left}`, 'check', '-o', 'json');
    const {
      controller: first,
      others,
      findings,
    } = JSON.parse(output) as {
      controller: { name: string };
      others?: unknown;
      findings: { code: string }[];
    };
    expect([first.name, others]).toEqual(['ingress-nginx', undefined]);
    expect(findings.map(({ code }) => code).filter((code) => code === 'annotation/not-read')).toHaveLength(2);
  });

  test('another version of the controller is said, as the answers are of one version', async () => {
    const workload = (tag: string): string =>
      `\n---\n${JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'c' },
        spec: { template: { spec: { containers: [{ image: `registry.k8s.io/ingress-nginx/controller:${tag}`, args: ['--v=2'] }] } } },
      })}`;
    expect(await found(manifests({}) + workload('v1.9.4@sha256:0'))).toEqual([
      'manifest/known-vulnerabilities: registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:0',
      'manifest/other-version: registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:0',
      'manifest/release-differs: Critical',
    ]);
    // Nothing is known to differ.
    expect(await found(manifests({}) + workload('v1.14.5'))).toEqual([
      'manifest/other-version: registry.k8s.io/ingress-nginx/controller:v1.14.5',
    ]);
    const newer = manifests({ annotations: { 'relative-redirects': 'true', 'custom-headers': 'default/h' } });
    expect(await found(newer + workload('v1.12.8'))).toEqual([
      'manifest/known-vulnerabilities: registry.k8s.io/ingress-nginx/controller:v1.12.8',
      'annotation/no-effect: relative-redirects',
      'manifest/other-version: registry.k8s.io/ingress-nginx/controller:v1.12.8',
      'manifest/release-differs: undefined',
    ]);
    expect(await found(manifests({}) + workload('v1.15.1'))).toEqual([]);
  });

  test('a refusal names the character and what is accepted, so that the reader need not search', async () => {
    const { output } = await runWith(manifests({ annotations: { 'permanent-redirect': 'https://b.example.com/$1' } }), 'check');
    expect(output).toContain(
      'has the value "https://b.example.com/$1", which the controller refuses: it must not hold "$" (it accepts a URL of letters',
    );
  });
});

test('a snippet that sends a second Host header is told, where snippets are allowed', async () => {
  const snippets = (texts: { readonly [name: string]: string }) => manifests({ annotations: texts });
  const allowed = CONFIG({ 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' });
  const second = (codes: readonly string[]) => codes.filter((code) => code.startsWith('manifest/snippet-second-host'));
  const host = { 'configuration-snippet': 'proxy_set_header HOST x.test;' };
  expect(second(await found(snippets(host) + allowed))).toEqual(['manifest/snippet-second-host: configuration-snippet']);
  expect(second(await found(snippets({ 'configuration-snippet': 'proxy_set_header X-Host x.test;' }) + allowed))).toEqual([]);
  expect(second(await found(snippets(host) + CONFIG({})))).toEqual([]);
  expect(second(await found(manifests({}) + CONFIG({ 'location-snippet': 'proxy_set_header Host x;' })))).toEqual([
    'manifest/snippet-second-host: location-snippet',
  ]);
});
