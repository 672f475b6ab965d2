import { join } from 'node:path';
import { CONFIG_MAP_TABLE } from '../../src/dialects/ingress-nginx/config-map-table';
import { identity } from '../../src/dialects/ingress-nginx/identity';
import { problemsOfAnnotations, problemsOfConfigMap } from '../../src/dialects/ingress-nginx/nginx-conf/setting-problems';
import { readLines } from './harness/read-lines';

/**
 * What `nginx -t` said of a configuration with these annotations and options in their places. Recorded on 2026-11-28 with nginx 1.22.1 of
 * Debian 12 (OpenSSL 3.0, PCRE2 10.42, lua-nginx-module 0.10.23, headers-more 0.34, set-misc 0.33): one server and one location in the
 * order of the controller's template, without `http2` and TLS for a catch-all. `refused` is its message.
 */
interface Recorded {
  readonly annotations?: { readonly [name: string]: string };
  readonly config?: { readonly [name: string]: string };
  readonly refused?: string;
}

const CASES = readLines<Recorded>(join(__dirname, 'nginx-1.22.1-values.jsonl'));

const keyOf = ({ annotations, config }: Recorded): string => JSON.stringify({ annotations, config });

/** What the recorded configuration had not, and what no table can know. */
const EXCEPTIONS: { readonly [reason: string]: readonly string[] } = {
  'the controller listens on more sockets': ['{"config":{"max-worker-connections":"+5"}}'],
  'with one host nginx builds no table of hosts': ['9223372036854775807', '65536', '100000', '65473'].map(
    (size) => `{"config":{"server-name-hash-bucket-size":"${size}"}}`,
  ),
  'the catch-all of the controller has the options alone': [
    '{"annotations":{"proxy-buffer-size":"8k"},"config":{"proxy-busy-buffers-size":"16k"}}',
    '{"annotations":{"proxy-buffers-number":"8"},"config":{"proxy-busy-buffers-size":"24k"}}',
  ],
  'the comment takes the next line with it, which happens to complete the directive': ['{"config":{"proxy-cookie-domain":"#a"}}'],
  'it depends on the memory of the machine': [
    ...['proxy-headers-hash-max-size', 'variables-hash-max-size', 'upstream-keepalive-connections'].map(
      (name) => `{"config":{"${name}":"9223372036854775807"}}`,
    ),
    '{"config":{"lua-shared-dicts":"a: 8k"}}',
  ],
  'the decoder of the controller leaves the default of a number beyond 64 bits': CASES.filter(
    ({ config = {}, refused }) =>
      refused !== undefined &&
      Object.entries(config).some(
        ([name, text]) => text === '99999999999999999999' && CONFIG_MAP_TABLE.option(name)?.value?.type === 'integer',
      ),
  ).map(keyOf),
  'it depends on the names that are found': ['{"config":{"enable-syslog":"true","syslog-host":"a"}}'],
};

test('nginx refuses the recorded values and no others, but for exceptions with their reasons', () => {
  const differ = CASES.filter((one) => {
    const { annotations = {}, config = {}, refused } = one;
    const keys = Object.fromEntries(Object.entries(annotations).map(([name, text]) => [identity.annotationPrefix + name, text]));
    const problems = [...problemsOfConfigMap(config), ...problemsOfAnnotations(keys, config)];
    return (refused === undefined) !== (problems.length === 0);
  });
  process.stdout.write(`truth: nginx-1.22.1-values.jsonl: ${CASES.length - differ.length} of ${CASES.length} configurations\n`);
  expect(differ.map(keyOf).sort()).toEqual(Object.values(EXCEPTIONS).flat().sort());
  expect(CASES).toHaveLength(3321);
});
