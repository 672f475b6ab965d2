import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { propOfName } from '../../../scripts/generated/typed-props';
import { nameOfProp } from '../../../src/annotation-table/typed-props';
import { validatorAccepts, valueRefusal } from '../../../src/dialects/ingress-nginx/annotation-row';
import { annotationRow } from '../../../src/dialects/ingress-nginx/annotation-table';
import { ANNOTATIONS } from '../../../src/dialects/ingress-nginx/annotations';
import { annotationFindings, annotationsOfProps, checkAnnotations } from '../../../src/dialects/ingress-nginx/check-annotations';
import { identity } from '../../../src/dialects/ingress-nginx/identity';
import { format } from '../../../src/findings/finding';

const where = 'chart/shop';
const codes = (annotations: { [name: string]: string }, check: object = {}): string[] =>
  checkAnnotations(full(annotations), { where, ...check }).map((found) => found.code);
const full = (annotations: { [name: string]: string }): { [key: string]: string } =>
  Object.fromEntries(Object.entries(annotations).map(([name, text]) => [identity.annotationPrefix + name, text]));
const refused = (name: string, text: string): boolean => valueRefusal(annotationRow(name)!.value, text) !== undefined;

describe('the table', () => {
  test('has the 136 annotations of the controller, in order, with no name twice', () => {
    const names = ANNOTATIONS.map((row) => row.name);
    expect(names).toHaveLength(136);
    expect(names).toEqual([...new Set(names)].sort());
    const known = ANNOTATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
    expect(new Set(known).size).toBe(138);
  });

  test.each(ANNOTATIONS.map((row) => [row.name, row] as const))(
    '%s: name and prop turn into each other, and texts are complete',
    (name, row) => {
      expect(nameOfProp(propOfName(name))).toBe(name);
      expect(row.source).toMatch(
        /^kubernetes\/ingress-nginx@controller-v1\.15\.1:internal\/ingress\/annotations\/[a-z0-9]+\/[a-z]+\.go#L\d+$/,
      );
      expect(row.summary).toMatch(/^\S.*\.$/);
      expect(row.default).not.toBe('');
      for (const needed of row.needs ?? []) expect(annotationRow(needed)).toBeDefined();
    },
  );

  test.each([
    ['Critical', ['auth-snippet', 'configuration-snippet', 'modsecurity-snippet', 'server-snippet', 'stream-snippet']],
    [
      'High',
      [
        'auth-signin',
        'auth-tls-error-page',
        'auth-tls-match-cn',
        'auth-url',
        'mirror-host',
        'mirror-target',
        'modsecurity-transaction-id',
        'proxy-ssl-name',
        'server-alias',
        'upstream-hash-by',
      ],
    ],
  ])('risk %s is what the controller says', (risk, names) => {
    expect(ANNOTATIONS.filter((row) => row.risk === risk).map((row) => row.name)).toEqual(names);
  });
});

describe('values', () => {
  test.each([
    ['use-regex', 'true', 'a boolean'],
    ['use-regex', 'T', 'a boolean as Go writes it'],
    ['proxy-read-timeout', '30', 'an integer'],
    ['proxy-read-timeout', '+30', 'an integer with a sign, which Go reads'],
    ['cors-max-age', '-1', 'a negative number where it means something'],
    ['backend-protocol', 'grpc', 'an option in another case'],
    ['backend-protocol', ' GRPC ', 'an option between spaces'],
    ['session-cookie-samesite', 'lax', 'an option in another case'],
    ['proxy-next-upstream', 'error timeout http_502', 'several options'],
    ['proxy-ssl-protocols', 'TLSv1.2 TLSv1.3', 'several options'],
    ['allowlist-source-range', '10.0.0.0/8, 192.168.1.1,2001:db8::/32', 'networks and addresses'],
    ['custom-http-errors', '404, 503', 'status codes'],
    ['rewrite-target', '/$2', 'a capture'],
    ['app-root', '/start', 'a path'],
    ['auth-url', 'http://auth.default.svc.cluster.local:8080/check?x=$request_uri', 'a URL with variables'],
    ['auth-cache-duration', '200 202 10m, 401 5m', 'durations by status'],
    ['auth-secret', 'users', 'a name of the own namespace'],
    ['auth-tls-secret', 'default/ca', 'a name with its namespace'],
    ['auth-tls-match-cn', 'CN=[a-z]+\\.example\\.com', 'a regular expression'],
    ['canary-by-header-pattern', '^(a|b)+$', 'a regular expression'],
    ['cors-allow-origin', 'https://*.example.com:8443, http://example.org', 'origins'],
    ['cors-allow-origin', '*', 'every origin'],
    ['server-alias', 'www.example.com,~^api\\d+\\.example\\.com$', 'names and a regular expression'],
    ['proxy-body-size', '8m', 'a size'],
    ['proxy-body-size', '1g', 'a size in gigabytes where nginx reads an offset'],
    ['proxy-cookie-path', '/one/ /two/', 'a path and its replacement'],
    ['ssl-ciphers', 'ECDHE-RSA-AES128-GCM-SHA256:!aNULL@STRENGTH', 'ciphers'],
    ['upstream-hash-by', '${request_uri}-text', 'variables'],
    ['default-backend', 'fallback', 'a Service'],
    ['session-cookie-expires', '172800', 'seconds'],
    ['configuration-snippet', 'more_set_headers "X: {";\nif ($a) { return 418; }', 'balanced directives'],
    [
      'configuration-snippet',
      'content_by_lua_block { local t = { "}" } -- }\n ngx.say(t[1]) }',
      'Lua whose braces balance outside strings and comments',
    ],
    ['modsecurity-snippet', 'SecRuleEngine On\nSecRule ARGS "@rx x" "id:1,deny,msg:\\\'no\\\'"', 'rules with escaped quotes'],
  ])('%s: %j is accepted: %s', (name, text) => {
    expect(refused(name, text)).toBe(false);
    expect(validatorAccepts(annotationRow(name)!.value, text)).toBe(true);
  });

  test.each([
    ['use-regex', 'yes', 'not a boolean of Go'],
    ['use-regex', ' true', 'Go does not trim'],
    ['proxy-read-timeout', '30s', 'a unit'],
    ['proxy-read-timeout', '-5', 'breaks the configuration'],
    ['proxy-read-timeout', '99999999999999999999', 'more than 64 bits'],
    ['proxy-buffers-number', '1', 'nginx wants two'],
    ['permanent-redirect-code', '200', 'the controller silently takes 301'],
    ['temporal-redirect-code', '308', 'the controller silently takes 302'],
    ['canary-weight-total', '50', 'the controller silently takes 100'],
    ['limit-burst-multiplier', '0', 'nginx refuses burst=0'],
    ['backend-protocol', 'FOO', 'not an option'],
    ['auth-type', 'basics', 'the controller checks a part only, and would do digest'],
    ['session-cookie-samesite', 'Lax;', 'not an option'],
    ['session-cookie-expires', '0; Domain=x', 'the controller checks one end only'],
    ['proxy-next-upstream', 'error,timeout', 'commas'],
    ['allowlist-source-range', '10.0.0.0/33', 'not a network'],
    ['allowlist-source-range', '10.0.0.0/8;', 'not a network'],
    ['allowlist-source-range', '10.0.0.0/8,', 'an empty item, which the controller refuses'],
    ['custom-http-errors', '302', 'not an error'],
    ['custom-http-errors', ',12', 'the controller lets a comma stand for a digit'],
    ['rewrite-target', '/$2?added=1', 'a query'],
    ['app-root', 'start', 'the controller silently ignores it'],
    ['auth-url', '/check', 'no host: the controller answers 503'],
    ['auth-url', 'http://a..b/', 'no host that it takes'],
    ['auth-cache-duration', '10m 200', 'status after the duration: the controller answers 503'],
    ['auth-tls-secret', 'ca', 'no namespace: the controller answers 503'],
    ['auth-tls-match-cn', 'example.com', 'no CN='],
    ['auth-tls-match-cn', 'CN=(a', 'a group that is not closed'],
    ['auth-tls-match-cn', 'CN=(?=a)', 'look-ahead, which Go does not have'],
    ['auth-tls-match-cn', 'CN=(a)\\1', 'a back reference, which Go does not have'],
    ['canary-by-header-pattern', '(a', 'never matches'],
    ['cors-allow-origin', 'example.com', 'the controller skips an origin without a scheme'],
    ['cors-allow-methods', 'GET,  PUT', 'two spaces: the controller silently takes the default'],
    ['proxy-body-size', '8b', 'the controller silently leaves it out'],
    ['proxy-buffer-size', '1g', 'nginx has no gigabytes there'],
    ['proxy-cookie-path', '/one/', 'no replacement'],
    ['permanent-redirect', 'https://example.org$request_uri', 'a variable'],
    ['temporal-redirect', '/other', 'the controller silently ignores it'],
    ['default-backend', 'Fallback', 'not a name of a Service'],
    ['auth-realm', 'say "x"', 'quotes'],
    ['proxy-ssl-name', 'a{', 'opens a block'],
    ['auth-response-headers', 'X User', 'a space in a name: the controller answers 503'],
    ['custom-headers', 'headers', 'no namespace: the controller finds nothing and answers 503'],
  ])('%s: %j is refused: %s', (name, text) => {
    expect(refused(name, text)).toBe(true);
  });

  const injections = ['/x;return 200', '/x}', '/x{', '/x"', "/x'", '/x\nreturn 200;', '/x\r', '/x\u0000', '/x\u2028', '/x`', '/x#', '/x<'];
  test.each(injections)('%j is refused wherever a text may stand, but in a snippet', (text) => {
    const free = new Set(['auth-tls-match-cn']);
    const lineBreak = /[\r\n\0\u2028]/.test(text);
    const accepted = ANNOTATIONS.filter((row) => row.value.type !== 'ownLanguage' && !free.has(row.name) && !refused(row.name, text));
    const braces = ['canary-by-header-pattern', 'mirror-host', 'mirror-target', 'proxy-ssl-name', 'server-alias', 'upstream-vhost'];
    // These stand between quotes or in JSON, and the controller lets braces pass.
    // Of the names in this list the controller trims white space.
    const trimmed = text.trim() === text ? [] : ['server-alias'];
    const allowed = /[{}]/.test(text) && !lineBreak ? braces : trimmed;
    expect(accepted.map((row) => row.name).filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test.each([
    ['}', 'ends the location'],
    ['return 418; } location /x { return 200;', 'ends the location and opens another'],
    ['if ($a) { return 418;', 'leaves a block open'],
    ['return 418', 'runs on into the next line'],
    ['more_set_headers "X: 1;', 'leaves a quote open'],
    ['# comment }\n}', 'a brace behind a comment'],
    ['set $a "}"; }', 'a brace behind one in quotes'],
    ['set $a \\"; }', 'a quote that a backslash takes'],
    ['content_by_lua_block { ngx.say("}") ', 'leaves Lua open'],
    ['return 418;\u0000', 'a control character'],
  ])('snippet %j is refused: %s', (text) => {
    expect(refused('configuration-snippet', text)).toBe(true);
  });

  test("modsecurity-snippet with a bare quote is refused: it ends the controller's quotes", () => {
    expect(refused('modsecurity-snippet', "SecRule ARGS 'x'")).toBe(true);
  });
});

describe('what is said', () => {
  test.each([
    [
      { 'rewrite-traget': '/$1' },
      `[annotation/unknown] annotation "nginx.ingress.kubernetes.io/rewrite-traget" is not known; did you mean "nginx.ingress.kubernetes.io/rewrite-target"?
    why: the controller ignores annotations that it does not know
    fix: use "nginx.ingress.kubernetes.io/rewrite-target"`,
    ],
    [
      { 'backend-protocol': 'HTPS' },
      `[annotation/value-not-accepted] annotation "nginx.ingress.kubernetes.io/backend-protocol": value "HTPS" is not accepted; did you mean "HTTPS"?
    fix: use "HTTPS"; accepted is "AUTO_HTTP", "HTTP", "HTTPS", "GRPC", "GRPCS" or "FCGI"`,
    ],
    [
      { 'proxy-read-timeout': '30s' },
      `[annotation/value-not-accepted] annotation "nginx.ingress.kubernetes.io/proxy-read-timeout": value "30s" is not accepted
    fix: use an integer of 1 or more`,
    ],
    [
      { 'configuration-snippet': '}' },
      `[annotation/value-not-accepted] annotation "nginx.ingress.kubernetes.io/configuration-snippet": value "}" has a "}" that closes the block around it
    fix: use complete directives of nginx, with balanced braces and quotes`,
    ],
  ])('%j', (annotations, text) => {
    expect(format(checkAnnotations(full(annotations as never), { where, acceptedRisk: 'Critical' })[0]!)).toBe(text);
  });

  test.each([
    ['on for a boolean', { 'use-regex': 'on' }, 'true'],
    ['true for on or off', { 'proxy-buffering': 'true' }, 'on'],
    ['an option mistyped', { 'auth-tls-verify-client': 'optinal' }, 'optional'],
    ['commas between options', { 'proxy-next-upstream': 'eror,timeout' }, 'error timeout'],
  ])('suggests what was meant: %s', (_reason, annotations, suggestion) => {
    expect(checkAnnotations(full(annotations as never), { where })[0]!.what).toContain(`did you mean "${suggestion}"?`);
  });
});

describe('findings', () => {
  const snippet = { 'configuration-snippet': 'return 418;' };
  const allows = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };
  test.each<[string, { [name: string]: string }, object, string[]]>([
    ['a snippet needs an agreement', snippet, {}, ['annotation/risk-not-accepted']],
    [
      'a snippet that was agreed to is reported, and that nobody knows whether the controller allows it',
      snippet,
      { acceptedRisk: 'Critical' },
      ['annotation/critical-risk', 'ingress-nginx/setting-not-known'],
    ],
    [
      'a controller that is known must allow snippets',
      snippet,
      { acceptedRisk: 'Critical', settings: {} },
      ['annotation/snippets-not-allowed'],
    ],
    [
      'a controller that is known must allow the risk',
      snippet,
      { acceptedRisk: 'Critical', settings: { 'allow-snippet-annotations': 'true' } },
      ['annotation/risk-not-allowed'],
    ],
    ['a controller that allows both', snippet, { acceptedRisk: 'Critical', settings: allows }, ['annotation/critical-risk']],
    ['risk High is reported', { 'server-alias': 'www.example.com' }, {}, ['annotation/high-risk']],
    ['risk High may be declined', { 'server-alias': 'www.example.com' }, { acceptedRisk: 'Medium' }, ['annotation/risk-not-accepted']],
    [
      'an unknown level of the controller is Low',
      { 'rewrite-target': '/' },
      { settings: { 'annotations-risk-level': 'x' } },
      ['annotation/risk-not-allowed'],
    ],
    ['risk Medium says nothing', { 'rewrite-target': '/' }, {}, []],
    ['an alias is known', { 'whitelist-source-range': '10.0.0.0/8' }, {}, []],
    [
      'an alias beside its name',
      { 'whitelist-source-range': '10.0.0.0/8', 'allowlist-source-range': '10.0.0.0/8' },
      {},
      ['annotation/no-effect'],
    ],
    ['empty is absent', { 'rewrite-target': '' }, {}, ['annotation/no-effect']],
    ['one that does nothing alone', { 'cors-max-age': '5' }, {}, ['annotation/no-effect']],
    ['one whose companion is off', { 'cors-max-age': '5', 'enable-cors': 'false' }, {}, ['annotation/no-effect']],
    ['one with its companion', { 'cors-max-age': '5', 'enable-cors': 'true' }, {}, []],
    ['one of several companions is enough', { 'limit-allowlist': '10.0.0.1', 'limit-rpm': '5' }, {}, []],
    ['a weight above 100', { canary: 'true', 'canary-weight': '101' }, {}, ['annotation/value-not-accepted']],
    ['a weight within its total', { canary: 'true', 'canary-weight': '101', 'canary-weight-total': '1000' }, {}, []],
    [
      'a blocked word',
      { 'app-root': '/lua_x' },
      { settings: { 'annotation-value-word-blocklist': 'load_module, lua_' } },
      ['annotation/word-blocked'],
    ],
  ])('%s', (_reason, annotations, check, expected) => {
    expect(codes(annotations, check)).toEqual(expected);
  });

  test("keys of others are left alone, also another controller's", () => {
    expect(checkAnnotations({ 'example.com/x': '\n', 'haproxy.org/rewrite-target': ';' }, { where })).toEqual([]);
  });
});

describe('typed props', () => {
  test('become texts', () => {
    expect(
      annotationsOfProps({
        enableCors: true,
        proxyReadTimeout: 30,
        corsAllowMethods: ['GET', 'PUT'],
        customHttpErrors: [404, 503],
        rewriteTarget: undefined,
      }),
    ).toEqual(
      full({ 'enable-cors': 'true', 'proxy-read-timeout': '30', 'cors-allow-methods': 'GET,PUT', 'custom-http-errors': '404,503' }),
    );
    expect(annotationsOfProps({ proxyNextUpstream: ['error', 'timeout'] })).toEqual(full({ 'proxy-next-upstream': 'error timeout' }));
  });

  test.each(ANNOTATIONS.map((row) => [row.name, row] as const))('%s: a value goes in typed and passes the check', (name, row) => {
    const value = row.value;
    const examples: { [name: string]: unknown } = {
      'auth-cache-duration': ['200 5m'],
      'auth-url': 'http://auth.example.com',
      'proxy-cookie-domain': 'a b',
      'proxy-cookie-path': '/a /b',
      'temporal-redirect': 'https://example.com',
      'default-backend': 'svc',
      'app-root': '/a',
      'cors-allow-origin': ['https://example.com'],
      'auth-tls-match-cn': 'CN=a',
      'ssl-ciphers': 'HIGH:!aNULL',
      // Two go only with a proxy-busy-buffers-size of their own.
      'proxy-buffers-number': 3,
    };
    const typed =
      examples[name] ??
      (value.type === 'boolean'
        ? true
        : value.type === 'integer'
          ? (value.min ?? 5)
          : value.type === 'integers'
            ? [value.min]
            : value.type === 'cidrs'
              ? ['10.0.0.0/8']
              : value.type === 'enum'
                ? value.separator === undefined
                  ? value.options[0]
                  : [...value.options]
                : value.type === 'ownLanguage'
                  ? 'return 418;'
                  : value.type === 'text' && value.pattern.startsWith('^\\d')
                    ? '8k'
                    : 'a/b'.slice(0, value.type === 'text' && (value.works ?? '').includes('/[^') ? 3 : 1));
    const errors = checkAnnotations(annotationsOfProps({ [propOfName(name)]: typed }), { where, acceptedRisk: 'Critical' }).filter(
      (found) => found.severity === 'error',
    );
    expect(errors).toEqual([]);
  });
});

const truth = (file: string): string => readFileSync(join(__dirname, '../../truth/ingress-nginx-1.15.1', file), 'utf8');

describe("the controller's source", () => {
  interface Validator {
    readonly risk: string;
    readonly source: string;
    readonly validator: string;
    readonly regex?: string;
    readonly removeSpace?: boolean;
    readonly options?: readonly string[];
    readonly caseSensitive?: boolean;
  }
  const { annotations } = JSON.parse(truth('validators.json')) as { readonly annotations: { readonly [name: string]: Validator } };

  const rows = ANNOTATIONS.map((row) => [row.name, row, annotations[row.name]!] as const);

  test.each(rows)('%s: risk and line are those of the source', (_name, row, theirs) => {
    expect([row.risk, row.source]).toEqual([
      theirs.risk,
      `kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/${theirs.source}`,
    ]);
  });

  const texts = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    fc
      .array(
        fc.constantFrom(
          ...'a1 ,/:;{}"$*-.\n\\_+!G@'.split(''),
          '://',
          'https://',
          'null',
          'on',
          'GET',
          'error',
          'timeout',
          '404',
          '5m',
          'TLSv1.2',
          '@STRENGTH',
          '@SECLEVEL=',
          'off',
          'basic',
        ),
        { maxLength: 7 },
      )
      .map((parts) => parts.join('')),
  );

  /** The parser checks these once more with their spaces, and takes the default where that fails. */
  const CHECKED_TWICE = ['cors-allow-methods', 'cors-expose-headers'];

  test.each(rows.filter(([, , { regex }]) => regex !== undefined))(
    '%s: passes what the regular expression of the source passes',
    (name, row, theirs) => {
      const ignoreCase = theirs.regex!.includes('(?i)');
      // In Go "\\s" is no vertical tab and nothing beyond ASCII.
      const regex = new RegExp(theirs.regex!.replace('(?i)', '').replaceAll('\\s', '[\\t\\n\\f\\r ]'), ignoreCase ? 'i' : '');
      const passes = (text: string): boolean => {
        if (/[\r\n]/.test(text)) return false;
        return regex.test(theirs.removeSpace ? text.replaceAll(' ', '') : text) && (!CHECKED_TWICE.includes(name) || regex.test(text));
      };
      fc.assert(
        fc.property(texts, (text) => row.value.type === 'regex' || text === '' || validatorAccepts(row.value, text) === passes(text)),
        { numRuns: 400 },
      );
    },
  );

  test.each(rows.filter(([, , { options }]) => options !== undefined))('%s: has the options of the source', (_name, row, theirs) => {
    const value = row.value.type === 'enum' ? row.value : undefined;
    expect(value?.caseSensitive).toBe(theirs.caseSensitive);
    expect(value?.options.map((option) => (theirs.caseSensitive ? option : option.toLowerCase()))).toEqual(theirs.options);
  });

  const TYPES: { readonly [validator: string]: string } = {
    ValidateBool: 'boolean',
    ValidateInt: 'integer',
    ValidateCIDRs: 'cidrs',
    ValidateNull: 'ownLanguage',
    CommonNameAnnotationValidator: 'regex',
    ValidateServerName: 'text',
    ValidateArrayOfServerName: 'text',
    ValidateServiceName: 'text',
  };
  test.each(rows.filter(([, , { regex, options }]) => regex === undefined && options === undefined))(
    '%s: has the type of the source',
    (_name, row, theirs) => {
      expect(row.value.type).toBe(TYPES[theirs.validator]);
    },
  );

  /** `IsValidRegex`; `strings.TrimSpace` takes line breaks away, too. */
  const isServerName = (text: string): boolean => /^[/\-._~a-zA-Z0-9:^$[\](){}*+?|&=\\]*$/.test(text.trim());

  test.each(rows.filter(([, , { validator }]) => validator.endsWith('ServerName')))(
    '%s: passes names of servers, spaces and line breaks around them or not',
    (_name, row, { validator }) => {
      const passes = (text: string): boolean =>
        validator === 'ValidateServerName' ? isServerName(text) : text.split(',').every(isServerName);
      fc.assert(
        fc.property(texts, (text) => text === '' || validatorAccepts(row.value, text) === passes(text)),
        { numRuns: 400 },
      );
    },
  );

  test('networks may stand in lines of their own, and an empty list closes the route', () => {
    const key = 'nginx.ingress.kubernetes.io/allowlist-source-range';
    expect(annotationFindings({ [key]: '10.0.0.0/8,\n192.168.0.0/16\n' }, 'nginx.ingress.kubernetes.io/', () => where)).toEqual([]);
    const [empty, ...others] = annotationFindings({ [key]: '' }, 'nginx.ingress.kubernetes.io/', () => where);
    expect([empty?.code, empty?.severity, others]).toEqual(['annotation/value-not-accepted', 'error', []]);
    const alias = annotationFindings(
      { 'nginx.ingress.kubernetes.io/whitelist-source-range': '' },
      'nginx.ingress.kubernetes.io/',
      () => where,
    );
    expect(alias.map(({ code, severity }) => [code, severity])).toEqual([['annotation/guard-empty', 'error']]);
    expect(empty?.what).toBe(`annotation "${key}": value "" is empty, and the controller answers 503 to everybody`);
  });

  test('what the check accepts passes the validator, and holds no line break', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ANNOTATIONS.filter((row) => row.value.type !== 'ownLanguage')), texts, (row, text) => {
        if (valueRefusal(row.value, text) !== undefined) return true;
        // Line breaks around the items of some lists are trimmed.
        const items = 'lineBreaks' in row.value ? text.split(',').map((item) => item.trim()) : [text];
        return validatorAccepts(row.value, text) && items.every((item) => !/[\n\r\0]/.test(item));
      }),
      { numRuns: 5000 },
    );
  });

  test.each(ANNOTATIONS.map((row) => [row.name, row] as const))('%s: a long value is judged at once', (_name, row) => {
    for (const text of [
      `${'a'.repeat(50_000)};`,
      `${'a,'.repeat(20_000)};`,
      `${'/'.repeat(50_000)};`,
      `${'1 '.repeat(20_000)}\t;`,
      `${' '.repeat(20_000)};`,
      `${'on '.repeat(9_000)};`,
    ])
      valueRefusal(row.value, text);
  });
});

describe('verdicts of the real controller', () => {
  interface Verdict {
    readonly case: string;
    readonly annotations: { readonly [key: string]: string };
    readonly configMap?: { readonly [name: string]: string };
    readonly refused: 'risk' | 'snippet' | 'word' | 'value' | null;
    readonly invalidValues: readonly string[];
  }
  const { rows } = JSON.parse(truth('annotations.json')) as { readonly rows: readonly Verdict[] };

  /** Values that the controller lets pass, and which it then ignores or reads as something else. */
  const STRICTER: { readonly [key: string]: string } = {
    'permanent-redirect-code=404': 'the controller takes 301 instead',
    'app-root=foo': 'the controller logs it, and there is no redirect',
  };

  test.each(rows.map((row) => [row.case, JSON.stringify(row.annotations), row] as const))('%s %s', (_case, _annotations, row) => {
    const errors = checkAnnotations(row.annotations, { where, acceptedRisk: 'Critical', settings: row.configMap ?? {} }).filter(
      (found) => found.severity === 'error' && found.code !== 'annotation/unknown',
    );
    const invalid = errors
      .filter((found) => found.code === 'annotation/value-not-accepted')
      .map((found) => /io\/([a-z0-9-]+)"/.exec(found.what)?.[1]);
    expect(invalid.filter((name) => !(`${name}=${row.annotations[`${identity.annotationPrefix}${name}`]}` in STRICTER)).sort()).toEqual(
      row.invalidValues,
    );
    for (const [key, text] of Object.entries(row.annotations)) {
      const name = key.slice(identity.annotationPrefix.length);
      const known = annotationRow(name);
      if (known !== undefined) expect([name, validatorAccepts(known.value, text)]).toEqual([name, !row.invalidValues.includes(known.name)]);
    }
    const CODES = {
      risk: 'annotation/risk-not-allowed',
      snippet: 'annotation/snippets-not-allowed',
      word: 'annotation/word-blocked',
      value: 'annotation/value-not-accepted',
    };
    const other = errors.map((found) => found.code).filter((code) => code !== 'annotation/value-not-accepted');
    expect(other).toEqual(row.refused === null || row.refused === 'value' ? [] : [CODES[row.refused]]);
  });
});
