import { propOfName } from '../../../scripts/generated/typed-props';
import { nameOfProp } from '../../../src/annotation-table/typed-props';
import { checkConfigMap, configMapOfProps } from '../../../src/dialects/ingress-nginx/check-config-map';
import { CONFIG_MAP_OPTIONS } from '../../../src/dialects/ingress-nginx/config-map';
import { format } from '../../../src/findings/finding';

const where = 'chart/controller';
const codes = (data: { [name: string]: string }): string[] => checkConfigMap(data, where).map((found) => found.code);

describe('the table', () => {
  test('has the 210 documented or declared options and the one that only the code reads, with no name twice', () => {
    const names = CONFIG_MAP_OPTIONS.map((option) => option.name);
    expect(names).toHaveLength(211);
    expect(names).toEqual([...new Set(names)].sort());
    expect(CONFIG_MAP_OPTIONS.filter((option) => option.removed !== undefined)).toHaveLength(15);
  });

  test.each(CONFIG_MAP_OPTIONS.map((option) => [option.name, option] as const))(
    '%s: complete, and its default passes its own check',
    (name, option) => {
      expect(nameOfProp(propOfName(name))).toBe(name);
      expect((option.value === undefined) !== (option.removed === undefined)).toBe(true);
      expect(option.source).toMatch(/^kubernetes\/ingress-nginx@controller-v1\.15\.1:(internal\/.*\.go#L\d+|docs\/.*\.md)$/);
      expect(option.summary).toMatch(/^\S.*\.$/);
      const inWords = ['none', 'the number of CPUs', 'the sizes that the controller is built with'].includes(option.default);
      if (option.value !== undefined && !inWords) expect(checkConfigMap({ [name]: option.default }, where)).toEqual([]);
    },
  );
});

describe('check', () => {
  test.each([
    ['an option mistyped', { 'use-forwarded-header': 'true' }, ['config/unknown-option']],
    ['an option of the first GeoIP module', { 'use-geoip': 'true' }, ['config/removed-option']],
    ['an option of OpenTracing', { 'jaeger-endpoint': 'x' }, ['config/removed-option']],
    ['a field that no text can set', { 'global-external-auth': 'x' }, ['config/removed-option']],
    ['a word for a boolean', { 'use-http2': 'on' }, ['config/wrong-type']],
    ['a unit behind a number', { 'proxy-read-timeout': '60s' }, ['config/wrong-type']],
    ['a number without a unit where nginx reads a time', { 'proxy-stream-timeout': '600' }, []],
    ['a time of Go', { 'proxy-protocol-header-timeout': '5' }, ['config/wrong-type']],
    ['a status that is no redirect', { 'http-redirect-code': '303' }, ['config/wrong-type']],
    ['a share above one', { 'otel-sampler-ratio': '1.5' }, ['config/wrong-type']],
    ['a share', { 'otel-sampler-ratio': '0.01' }, []],
    ['a risk in another case', { 'annotations-risk-level': 'critical' }, []],
    ['a network', { 'proxy-real-ip-cidr': '10.0.0.0/8,192.168.0.0/16' }, []],
    ['not a network', { 'proxy-real-ip-cidr': '10.0.0.0/99' }, ['config/wrong-type']],
    ['text that ends a directive', { 'access-log-path': '/dev/null; load_module x' }, ['config/stops-nginx']],
    ['a snippet that ends its block', { 'http-snippet': 'server { } }' }, ['config/stops-nginx']],
    ['a log format with braces', { 'log-format-upstream': '{"time": "$time_iso8601"}' }, []],
    ['a log format that ends its quotes', { 'log-format-upstream': "x'; load_module y" }, ['config/stops-nginx']],
    ['several workers', { 'worker-processes': 'auto' }, []],
  ])('%s', (_reason, data, expected) => {
    expect(codes(data as never)).toEqual(expected);
  });

  test.each([
    [
      { 'use-forwarded-header': 'true' },
      `[config/unknown-option] option "use-forwarded-header" of the config map is not known; did you mean "use-forwarded-headers"?
    why: the controller ignores options that it does not know
    fix: use "use-forwarded-headers"`,
    ],
    [
      { 'use-geoip': 'true' },
      `[config/removed-option] option "use-geoip" of the config map is not read: it was removed with the first GeoIP module
    fix: use use-geoip2`,
    ],
    [
      { 'use-http2': 'on' },
      `[config/wrong-type] option "use-http2" of the config map: value "on" is not accepted; did you mean "true"?
    fix: use "true"; accepted is "true" or "false"`,
    ],
  ])('says %j', (data, text) => {
    expect(format(checkConfigMap(data as never, where)[0]!)).toBe(text);
  });
});

test('typed props become texts', () => {
  expect(
    configMapOfProps({
      useForwardedHeaders: true,
      proxyReadTimeout: 30,
      blockCidrs: ['10.0.0.0/8', '1.1.1.1'],
      customHttpErrors: [404],
      otelSamplerRatio: 0.5,
      sslProtocols: ['TLSv1.2', 'TLSv1.3'],
    }),
  ).toEqual({
    'use-forwarded-headers': 'true',
    'proxy-read-timeout': '30',
    'block-cidrs': '10.0.0.0/8,1.1.1.1',
    'custom-http-errors': '404',
    'otel-sampler-ratio': '0.5',
    'ssl-protocols': 'TLSv1.2 TLSv1.3',
  });
});

test.each([
  ['an empty allow list', { 'whitelist-source-range': '' }, 'config/guard-empty'],
  ['a comment that swallows the next directive', { 'gzip-types': 'text/html #' }, 'config/wrong-type'],
  ['a name of a header with a space', { 'forwarded-for-header': 'X y' }, 'config/stops-nginx'],
  ['a pattern with an open group', { 'block-user-agents': '~(' }, 'config/stops-nginx'],
])('%s is an error', (_, data, code) => {
  expect(checkConfigMap(data, '').map((one) => [one.code, one.severity])).toEqual([[code, 'error']]);
});
