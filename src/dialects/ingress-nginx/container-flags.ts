import { goBoolean, isGoInteger } from '../../annotation-table/go-text';
import type { ContainerView } from '../../kinds/cluster-view';
import { isOneOf, flagsOf as readFlags } from '../container-flags';
import { FLAGS } from './flags';
import { identity } from './identity';

/** Whether a container runs the controller. */
export const isController = ({ image, args }: ContainerView): boolean =>
  identity.workloads.some((word) => image.includes(word)) || args.some((arg) => arg.endsWith('/nginx-ingress-controller'));

/**
 * Flags that are on or off: they alone need no value.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:pkg/flags/flags.go, kubernetes/klog@v2:klog.go (`InitFlags`).
 */
const SWITCHES: ReadonlySet<string> = new Set([
  'deep-inspect',
  'disable-catch-all',
  'disable-full-test',
  'disable-leader-election',
  'disable-svc-external-name',
  'disable-sync-events',
  'enable-annotation-validation',
  'enable-metrics',
  'enable-ssl-chain-completion',
  'enable-ssl-passthrough',
  'enable-topology-aware-routing',
  'ingress-class-by-name',
  'metrics-per-host',
  'metrics-per-undefined-host',
  'profiling',
  'report-node-internal-ip-address',
  'report-status-classes',
  'update-status',
  'update-status-on-shutdown',
  'version',
  'watch-ingress-without-class',
  'add_dir_header',
  'alsologtostderr',
  'legacy_stderr_threshold_behavior',
  'logtostderr',
  'one_output',
  'skip_headers',
  'skip_log_headers',
]);

/** Flags whose values are whole numbers. Source: the same. */
const NUMBERS: ReadonlySet<string> = new Set([
  'default-server-port',
  'dynamic-configuration-retries',
  'health-check-timeout',
  'healthz-port',
  'http-port',
  'https-port',
  'max-buckets',
  'maxmind-retries-count',
  'monitor-max-batch-size',
  'post-shutdown-grace-period',
  'profiler-port',
  'shutdown-grace-period',
  'ssl-passthrough-proxy-port',
  'status-port',
  'status-update-interval',
  'stream-port',
]);

/** The flags of a container by name. The last of several values counts. */
export const flagsOf = (container: ContainerView | undefined): ReadonlyMap<string, string> =>
  new Map([...readFlags(container?.args ?? [], { isSwitch }).entries()].map(([name, values]) => [name, values.at(-1) as string]));

const isSwitch = isOneOf(SWITCHES, FLAGS.known);

/** What a flag takes, where its value is something else: the controller does not start then. */
export function refusedValue(name: string, value: string): string | undefined {
  if (SWITCHES.has(name)) return goBoolean(value) === undefined ? '"true" or "false"' : undefined;
  return NUMBERS.has(name) && !isGoInteger(value) ? 'a whole number' : undefined;
}
