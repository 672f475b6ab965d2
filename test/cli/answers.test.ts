import { ingressYaml, runWith } from './run-cli';

const SHOP = `${ingressYaml()}---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {ports: [{port: 80}]}
`;

const OLD = (apiVersion: string, more = '') => `apiVersion: ${apiVersion}
kind: Ingress
metadata: {name: old}
spec:
  backend: {serviceName: rest, servicePort: http}
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /cart
        ${more}backend: {serviceName: shop, servicePort: 80}
`;

interface Answer {
  readonly controller: { readonly name: string };
  readonly answer: { readonly kind: string; readonly backend: string | null; readonly because: string | null };
  readonly findings: readonly { readonly code: string; readonly where: string }[];
}

async function answer(input: string, url: string, ...args: readonly string[]): Promise<Answer> {
  const { output, errors } = await runWith(input, 'explain', '-o', 'json', url, ...args);
  if (output === '') throw new Error(errors);
  return JSON.parse(output) as Answer;
}

describe('explain', () => {
  test.each(['constructor', '__proto__', 'toString'])('takes a header called %s', async (name) => {
    const { code, errors } = await runWith(SHOP, 'explain', 'http://shop.example.com/cart', '-H', `${name}: x`);
    expect({ code, errors }).toMatchObject({ code: 0, errors: expect.not.stringContaining('Error') });
  });

  test('prints JSON in the form that docs/cli.md describes', async () => {
    const { code, output, errors } = await runWith(
      SHOP,
      'explain',
      '-o',
      'json',
      'http://shop.example.com/cart/x?q=%C3%BC',
      '-X',
      'POST',
      '-H',
      'A: b',
      '-H',
      'A: c',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const { story, effects, ...rest } = JSON.parse(output) as { readonly story: readonly string[]; readonly effects: unknown };
    expect(rest).toEqual({
      form: 1,
      controller: { name: 'ingress-nginx', version: '1.15.1' },
      request: { method: 'POST', scheme: 'http', host: 'shop.example.com', target: '/cart/x?q=%C3%BC', headers: { A: ['b', 'c'] } },
      host: 'shop.example.com',
      answer: {
        kind: 'forward',
        status: null,
        backend: 'default/shop:80',
        protocol: null,
        upstreamPath: '/cart/x?q=%C3%BC',
        location: null,
        because: null,
        assuming: [],
      },
      decidedBy: {
        kind: 'Ingress',
        namespace: 'default',
        name: 'shop',
        field: 'spec.rules[0].http.paths[0]',
        file: 'standard input',
        document: 1,
        line: 11,
      },
      assumed: ['the config map of ingress-nginx is not among the manifests, and is taken to set nothing'],
      frozen: [],
      findings: [],
    });
    expect(effects).toContainEqual({ effect: 'requestBodyBytes', value: 1048576, byDefault: true, madeBy: null });
    expect(story[0]).toBe('POST http://shop.example.com/cart/x?q=%C3%BC');
  });

  test('says in JSON what else may happen', async () => {
    const annotations = [
      'auth-url: http://auth.example.com/',
      'custom-http-errors: "503"',
      'proxy-redirect-from: http://in/',
      'proxy-redirect-to: /out/',
    ].map((line) => `    nginx.ingress.kubernetes.io/${line}\n`);
    const given = SHOP.replace('  name: shop\n', `  name: shop\n  annotations:\n${annotations.join('')}`);
    const { output } = await runWith(given, 'explain', '-o', 'json', 'https://shop.example.com/cart');
    const { answer } = JSON.parse(output);
    expect(answer).toMatchObject({
      backend: 'default/shop:80',
      assuming: [
        {
          kind: 'externalAuth',
          url: 'http://auth.example.com/',
          otherwise: [
            { answered: 401, answer: { kind: 'answer', status: 401 } },
            { answered: 403, answer: { kind: 'answer', status: 403 } },
            { answered: null, answer: { kind: 'answer', status: 500 } },
          ],
        },
      ],
      instead: [{ statuses: [503], ofBackend: true, answer: { kind: 'answer', status: 404, backend: 'default-backend' } }],
      locations: [{ beginning: 'http://in/', to: '/out/', root: 'https://shop.example.com' }],
    });
    expect(Object.keys(answer.assuming[0])).toEqual(['kind', 'url', 'otherwise']);
  });

  test('reads the config map that the user names', async () => {
    const map = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: own, namespace: edge}\ndata: {force-ssl-redirect: "true"}\n';
    const answerWith = async (...args: readonly string[]) => {
      const { output } = await runWith(SHOP + map, 'explain', '-o', 'json', 'http://shop.example.com/cart', ...args);
      const { answer, assumed } = JSON.parse(output) as {
        readonly answer: { readonly status: number | null };
        readonly assumed: unknown[];
      };
      return [answer.status, assumed.length];
    };
    expect(await answerWith()).toEqual([null, 1]);
    expect(await answerWith('--config-map', 'edge/own')).toEqual([308, 0]);
    expect(await answerWith('--config-map', 'edge/other')).toEqual([null, 1]);
  });

  test('prints the story as text, with the line of what decided', async () => {
    const { output } = await runWith(SHOP, 'explain', 'https://shop.example.com/cart');
    const lines = output.split('\n');
    expect(lines[0]).toBe('GET https://shop.example.com/cart');
    expect(lines).toContain('  so     Service default/shop port 80 gets "/cart"');
    expect(lines.at(-2)).toBe('  at     standard input:11 (document 1)');
  });

  test('prints Markdown that a comment of a review can hold', async () => {
    const { output } = await runWith(SHOP, 'explain', '-o', 'markdown', 'https://shop.example.com/cart');
    expect(output).toMatch(/^### `GET https:\/\/shop\.example\.com\/cart`\n\n```text\nhost {3}[\s\S]*\n```\n$/);
  });

  test('says which Ingress names the host and has no part in it', async () => {
    const foreign = SHOP.replace('ingressClassName: nginx', 'ingressClassName: other');
    const { findings, answer: decided } = await answer(foreign, 'https://shop.example.com/cart', '-c', 'ingress-nginx');
    expect(decided).toMatchObject({ kind: 'answer', backend: 'default-backend', status: 404 });
    expect(findings.map(({ code, where }) => `${code} ${where}`)).toEqual(['manifest/ignored standard input:6 (document 1)']);
    expect((await answer(foreign, 'https://elsewhere.example.com/', '-c', 'ingress-nginx')).findings).toEqual([]);
  });

  test.each([
    ['a header', ['-H', 'Canary: always'], { kind: 'forward', backend: 'default/next:80' }],
    ['another header', ['-H', 'Canary: never'], { kind: 'forward', backend: 'default/shop:80' }],
    ['neither', [], { kind: 'weighted', backend: null }],
  ])('takes %s into account', async (_, args, expected) => {
    const canary = ingressYaml('next').replace(
      '  name: next\n',
      '  name: next\n  annotations:\n    nginx.ingress.kubernetes.io/canary: "true"\n    nginx.ingress.kubernetes.io/canary-by-header: canary\n    nginx.ingress.kubernetes.io/canary-weight: "10"\n',
    );
    expect((await answer(`${SHOP}---\n${canary}`, 'https://shop.example.com/cart', ...args)).answer).toMatchObject(expected);
  });
});

describe('old versions', () => {
  test.each([
    ['extensions/v1beta1', '', 'takes an Ingress without a class, and a path without a type'],
    ['networking.k8s.io/v1beta1', 'pathType: Prefix\n        ', 'had path types'],
  ])('an Ingress of %s is read and told: it %s%s', async (apiVersion, more) => {
    const input = OLD(apiVersion, more);
    const { answer: decided, findings } = await answer(input, 'https://shop.example.com/cart/x', '-c', 'ingress-nginx');
    expect(decided).toMatchObject({ kind: 'forward', backend: 'default/shop:80' });
    expect(findings.map(({ code, where }) => `${code} ${where}`)).toEqual(['input/old-version standard input:1 (document 1)']);
    expect((await answer(input, 'https://shop.example.com/other', '-c', 'ingress-nginx')).answer.backend).toBe('default/rest:http');
  });

  test('an Ingress with a class of another controller is still left alone', async () => {
    const input = OLD('extensions/v1beta1').replace('{name: old}', '{name: old, annotations: {kubernetes.io/ingress.class: other}}');
    expect((await answer(input, 'https://shop.example.com/cart', '-c', 'ingress-nginx')).answer.backend).toBe('default-backend');
  });
});

describe('the controller', () => {
  const bare = SHOP.replace('  ingressClassName: nginx\n', '');
  const ingressClass = (controller: string) =>
    `---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: c}\nspec: {controller: ${controller}}\n`;
  test.each([
    ['the usual name of its class', SHOP, [], 'ingress-nginx', []],
    [
      'the class annotation',
      bare.replace('name: shop\nspec', 'name: shop\n  annotations: {kubernetes.io/ingress.class: nginx}\nspec'),
      [],
      'ingress-nginx',
      [],
    ],
    [
      'an annotation of its own',
      bare.replace('name: shop\nspec', 'name: shop\n  annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 1m}\nspec'),
      [],
      'ingress-nginx',
      [],
    ],
    ['an IngressClass', bare + ingressClass('k8s.io/ingress-nginx'), [], 'ingress-nginx', []],
    ['what the user says', bare, ['-c', 'ingress-nginx'], 'ingress-nginx', []],
    ['the class that the user says', bare, ['--class', 'nginx'], 'ingress-nginx', []],
    ['nothing, so that only the API is left', bare, [], 'portable', ['input/controller-assumed']],
    ['nothing that is known', bare + ingressClass('example.com/other'), [], 'portable', ['input/controller-assumed']],
  ])('is recognized by %s', async (_, input, args, controller, expected) => {
    const read = await answer(input, 'https://elsewhere.example.com/', ...args);
    expect([read.controller.name, read.findings.map(({ code }) => code).filter((code) => code.startsWith('input/'))]).toEqual([
      controller,
      expected,
    ]);
  });

  test('its class goes to Ingresses that name none', async () => {
    const without = await answer(bare, 'https://shop.example.com/cart', '-c', 'ingress-nginx');
    const withClass = await answer(bare, 'https://shop.example.com/cart', '-c', 'ingress-nginx', '--class', 'mine');
    expect([without.answer.backend, withClass.answer.backend]).toEqual(['default-backend', 'default/shop:80']);
  });

  test('that is not known leaves open what the API leaves open', async () => {
    const open = bare.replace('pathType: Prefix', 'pathType: ImplementationSpecific');
    const { answer: decided } = await answer(open, 'https://shop.example.com/cart');
    expect(decided.kind).toBe('undecided');
    expect(decided.because).toContain('ImplementationSpecific');
  });
});

describe('routes', () => {
  test('prints JSON in the form that docs/cli.md describes', async () => {
    const { output } = await runWith(SHOP, 'routes', '-o', 'json');
    const { hosts, effects, ...rest } = JSON.parse(output) as {
      readonly hosts: readonly { readonly routes: readonly unknown[] }[];
      readonly effects: readonly (readonly unknown[])[];
    };
    expect(effects[0]).toContainEqual({ effect: 'requestBodyBytes', value: 1048576, byDefault: true, madeBy: null });
    expect(rest).toEqual({ form: 1, controller: { name: 'ingress-nginx', version: '1.15.1' }, findings: [] });
    expect(hosts[0]).toMatchObject({ host: 'shop.example.com', listener: null, aliases: [], remark: null });
    expect(hosts[0]!.routes[0]).toEqual({
      order: 1,
      path: { kind: 'segmentPrefix', path: '/cart', caseSensitive: true },
      first: [],
      to: 'default/shop:80',
      sentAs: null,
      effects: 0,
      madeBy: { kind: 'Ingress', namespace: 'default', name: 'shop', field: 'spec.rules[0].http.paths[0]', file: 'standard input' },
      because: null,
    });
  });

  test('prints a table for each host as text', async () => {
    const { output } = await runWith(SHOP, 'routes');
    expect(output).toContain(`
shop.example.com
  #  PATH             GOES TO               MADE BY
  1  /cart and below  default/shop:80       Ingress default/shop spec.rules[0].http.paths[0]
  2  every path       404: default backend  Ingress default/shop spec (the catch-all of the host)
`);
  });

  test('says what a backend gets, and nothing of that where no backend is asked', async () => {
    const header = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: headers}\ndata: {X-A: b}\n`;
    const ingress = (annotations: string) =>
      ingressYaml('shop', '/cart/(.*)', 'ImplementationSpecific').replace(
        '  name: shop\n',
        `  name: shop\n  annotations: ${annotations}\n`,
      );
    const sent = '{nginx.ingress.kubernetes.io/rewrite-target: /$1}';
    const refused = '{nginx.ingress.kubernetes.io/rewrite-target: /$1, nginx.ingress.kubernetes.io/custom-headers: default/headers}';
    expect((await runWith(ingress(sent), 'routes')).output).toMatch(/GOES TO +SENT AS .*\n.*default\/shop:80 +\/\$1 /);
    const { output } = await runWith(ingress(refused) + header, 'routes');
    expect(output).toContain('503');
    expect(output).not.toContain('SENT AS');
    const { hosts } = JSON.parse((await runWith(ingress(sent), 'routes', '-o', 'json')).output) as {
      readonly hosts: readonly { readonly routes: readonly { readonly first: unknown; readonly sentAs: unknown }[] }[];
    };
    expect(hosts[0]!.routes[0]).toMatchObject({ first: [], sentAs: '/$1' });
  });

  test('prints a table for each host as Markdown', async () => {
    const { output } = await runWith(ingressYaml('shop', '/a|b', 'ImplementationSpecific'), 'routes', '-o', 'markdown');
    expect(output).toContain('### shop.example.com\n\n| # | PATH | FIRST | GOES TO | SENT AS | MADE BY |\n| --- |');
    expect(output).toContain('/a\\|b');
  });

  test('tells which requests are redirected first, where the host has a certificate', async () => {
    const tls = SHOP.replace('  rules:', '  tls: [{hosts: [shop.example.com], secretName: shop-tls}]\n  rules:');
    expect((await runWith(tls, 'routes')).output).toContain('http, with certificate: 308 to https');
    expect((await runWith(SHOP, 'routes')).output).not.toContain('308');
  });
});

describe('check', () => {
  const codesOf = async (input: string, ...args: readonly string[]) => {
    const { findings } = JSON.parse((await runWith(input, 'check', '-o', 'json', ...args)).output) as Answer;
    return findings.map(({ code, where }) => `${code} ${where}`.trim());
  };
  const second = (name: string, path: string, pathType: string, annotations = '') =>
    `---\n${ingressYaml(name, path, pathType).replace(`  name: ${name}\n`, `  name: ${name}\n${annotations}`)}`;
  const rewrites = '  annotations:\n    nginx.ingress.kubernetes.io/rewrite-target: /\n';

  test.each([
    ['nothing', SHOP, []],
    ['an Ingress of no class', SHOP.replace('  ingressClassName: nginx\n', ''), ['manifest/ignored standard input:5 (document 1)']],
    [
      'what admission refuses, and that another config map could let it in',
      ingressYaml('shop', '/(cart'),
      ['manifest/refused standard input:11 (document 1)', 'manifest/settings-not-given'],
    ],
    [
      'a rewrite of another Ingress on the host',
      SHOP + second('more', '/more', 'ImplementationSpecific', rewrites),
      ['manifest/path-takes-more standard input:11 (document 1)', 'manifest/service-not-given standard input:36 (document 3)'],
    ],
    [
      'a path that another Ingress takes',
      SHOP + second('more', '/cart.*', 'ImplementationSpecific', rewrites),
      ['manifest/path-never-as-promised standard input:11 (document 1)', 'manifest/service-not-given standard input:36 (document 3)'],
    ],
    [
      'a Service without the port, where the path is a pattern that does not match itself',
      SHOP.replace('port: 80}]', 'port: 81}]').replace('path: /cart', 'path: /cart(/|$)(.*)').replace('Prefix', 'ImplementationSpecific'),
      ['manifest/backend-unreachable standard input:11 (document 1)', 'manifest/pattern-read-as-text standard input:11 (document 1)'],
    ],
    [
      'a number that is only the port of the pods, which the controller takes for that of the Service',
      SHOP.replace('port: 80}]', 'port: 81, targetPort: 80}]'),
      ['manifest/port-of-pods standard input:11 (document 1)'],
    ],
    [
      'an annotation that lets the controller answer by itself',
      SHOP.replace('  name: shop\n', '  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/whitelist-source-range: foo\n'),
      ['annotation/value-not-accepted standard input:6 (document 1)', 'manifest/backend-unreachable standard input:6 (document 1)'],
    ],
    [
      'what a path takes beyond its own, also where a pattern could take it',
      SHOP + second('more', '/(.*)', 'ImplementationSpecific', rewrites),
      ['manifest/path-takes-more standard input:11 (document 1)', 'manifest/service-not-given standard input:36 (document 3)'],
    ],
    ['that there is nothing', '', ['input/empty']],
    [
      'a Service without the port',
      SHOP.replace('port: 80}]', 'port: 81}]'),
      ['manifest/backend-unreachable standard input:11 (document 1)'],
    ],
    [
      'a pattern that freezes the controller',
      ingressYaml('shop', '/(cart', 'ImplementationSpecific').replace('  name: shop\n', `  name: shop\n${rewrites}`),
      ['manifest/configuration-refused standard input:6 (document 1)', 'manifest/configuration-refused standard input:13 (document 1)'],
    ],
    ['an old version', OLD('extensions/v1beta1'), ['input/old-version standard input:1 (document 1)']],
    ['a broken document', `${SHOP}---\nkind: Service\nx: [\n`, ['input/not-yaml standard input:26 (document 3)']],
  ])('finds %s', async (_, input, expected) => {
    expect(await codesOf(input, '-c', 'ingress-nginx')).toEqual(expected);
  });

  test('prints counts in JSON and words in text and Markdown', async () => {
    const input = ingressYaml('shop', '/(cart');
    expect(JSON.parse((await runWith(input, 'check', '-o', 'json')).output)).toMatchObject({
      form: 1,
      failed: true,
      counts: { error: 1, warning: 0, info: 1 },
    });
    expect((await runWith(input, 'check')).output).toMatch(
      /^standard input:11 \(document 1\) error \[manifest\/refused\][\s\S]*\n {4}fix: [^\n]*\n\n1 error, 0 warnings, 1 info\n$/,
    );
    expect((await runWith(input, 'check', '-o', 'markdown')).output).toMatch(
      /^\*\*1 error, 0 warnings, 1 info\*\*\n\n- \*\*error\*\* `manifest\/refused` /,
    );
    expect((await runWith(SHOP, 'check')).output).toBe('nothing was found\n');
  });
});
