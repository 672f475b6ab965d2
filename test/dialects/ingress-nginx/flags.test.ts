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
