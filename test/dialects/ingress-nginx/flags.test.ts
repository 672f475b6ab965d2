import { flagsOf, refusedValue } from '../../../src/dialects/ingress-nginx/container-flags';
import { FLAGS } from '../../../src/dialects/ingress-nginx/flags';
import type { ContainerView } from '../../../src/kinds/cluster-view';

/** kubernetes/klog@v2:klog.go (`InitFlags`): the flags of the logger, and whether they are switches. */
const OF_LOGGER: { readonly [name: string]: boolean } = {
  add_dir_header: true,
  alsologtostderr: true,
  legacy_stderr_threshold_behavior: true,
  log_backtrace_at: false,
  log_dir: false,
  log_file: false,
  log_file_max_size: false,
  logtostderr: true,
  one_output: true,
  skip_headers: true,
  skip_log_headers: true,
  stderrthreshold: false,
  vmodule: false,
};

/** kubernetes/ingress-nginx@controller-v1.15.1:pkg/flags/flags.go, by the type of each flag; `version` ends the program. */
const SWITCHES =
  'deep-inspect disable-catch-all disable-full-test disable-leader-election disable-svc-external-name disable-sync-events ' +
  'enable-annotation-validation enable-metrics enable-ssl-chain-completion enable-ssl-passthrough enable-topology-aware-' +
  'routing ingress-class-by-name metrics-per-host metrics-per-undefined-host profiling report-node-internal-ip-address ' +
  'report-status-classes update-status update-status-on-shutdown watch-ingress-without-class';
const NUMBERS =
  'default-server-port dynamic-configuration-retries health-check-timeout healthz-port http-port https-port max-buckets ' +
  'monitor-max-batch-size post-shutdown-grace-period profiler-port shutdown-grace-period ssl-passthrough-proxy-port status-' +
  'port status-update-interval stream-port';
const OTHERS =
  'annotations-prefix apiserver-host bucket-factor certificate-authority configmap controller-class default-backend-service ' +
  'default-ssl-certificate election-id election-ttl exclude-socket-metrics health-check-path healthz-host ingress-class ' +
  'internal-logger-address kubeconfig length-buckets publish-service publish-status-address size-buckets sync-period sync-' +
  'rate-limit tcp-services-configmap time-buckets udp-services-configmap validating-webhook validating-webhook-certificate ' +
  'validating-webhook-key watch-namespace watch-namespace-selector';

test('all flags of the release are known, with what they take', () => {
  const names = [SWITCHES, NUMBERS, OTHERS].flatMap((text) => text.split(' '));
  expect(names.filter((name) => !FLAGS.known.has(name))).toEqual([]);
  const taking = (reason: string | undefined) => names.filter((name) => refusedValue(name, 'perhaps') === reason);
  expect(taking('"true" or "false"')).toEqual(SWITCHES.split(' '));
  expect(taking('a whole number')).toEqual(NUMBERS.split(' '));
  expect(taking(undefined)).toEqual(OTHERS.split(' '));
});

const of = (...args: readonly string[]) => flagsOf({ args } as unknown as ContainerView);

test.each(Object.entries(OF_LOGGER))('the flag %s of the logger is known, and takes no other word as a switch: %s', (name, isSwitch) => {
  expect(FLAGS.known.has(name)).toBe(true);
  expect(of(`--${name}`, '--election-id=x').get('election-id')).toBe(isSwitch ? 'x' : undefined);
  expect(refusedValue(name, 'perhaps')).toBe(isSwitch ? '"true" or "false"' : undefined);
});

test('the last of several values counts', () => {
  expect(of('--election-id=a', '--election-id=b').get('election-id')).toBe('b');
});

test('a number that is none is refused', () => {
  expect(refusedValue('status-port', 'many')).toBe('a whole number');
  expect(refusedValue('status-port', '10246')).toBeUndefined();
});
