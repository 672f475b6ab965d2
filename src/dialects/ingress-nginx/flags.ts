import type { Flags } from '../../installation/check-args';

/**
 * Flags that an option sets. A second value for one of them would either be ignored or contradict the objects beside it.
 * Source of all flags: kubernetes/ingress-nginx@controller-v1.15.1:pkg/flags/flags.go.
 */
const FLAGS_OF_OPTIONS: { readonly [flag: string]: string } = {
  configmap: 'config',
  'controller-class': 'controllerValue',
  'default-backend-service': 'defaultBackend',
  'default-ssl-certificate': 'defaultTlsSecret',
  'election-id': 'namePrefix',
  'enable-metrics': 'metrics',
  'ingress-class': 'ingressClassName',
  'publish-service': 'service',
  'publish-status-address': 'publishStatusAddress',
  'tcp-services-configmap': 'tcpServices',
  'udp-services-configmap': 'udpServices',
  v: 'logLevel',
  'validating-webhook': 'admissionWebhook',
  'validating-webhook-certificate': 'admissionWebhook',
  'validating-webhook-key': 'admissionWebhook',
  'watch-ingress-without-class': 'watchIngressWithoutClass',
  'watch-namespace': 'watchNamespace',
  'watch-namespace-selector': 'watchNamespaceSelector',
};

/**
 * Flags that change ports which objects of the installation name, so that they cannot be set alone.
 */
const FLAGS_OF_PORTS: ReadonlySet<string> = new Set(['http-port', 'https-port', 'healthz-port', 'health-check-path']);

/** Every other flag. */
const OTHER_FLAGS = [
  'annotations-prefix',
  'apiserver-host',
  'bucket-factor',
  'certificate-authority',
  'deep-inspect',
  'default-server-port',
  'disable-catch-all',
  'disable-full-test',
  'disable-leader-election',
  'disable-svc-external-name',
  'disable-sync-events',
  'dynamic-configuration-retries',
  'election-ttl',
  'enable-annotation-validation',
  'enable-ssl-chain-completion',
  'enable-ssl-passthrough',
  'enable-topology-aware-routing',
  'exclude-socket-metrics',
  'health-check-timeout',
  'healthz-host',
  'ingress-class-by-name',
  'internal-logger-address',
  'kubeconfig',
  'length-buckets',
  'max-buckets',
  'maxmind-edition-ids',
  'maxmind-license-key',
  'maxmind-mirror',
  'maxmind-retries-count',
  'maxmind-retries-timeout',
  'metrics-per-host',
  'metrics-per-undefined-host',
  'monitor-max-batch-size',
  'post-shutdown-grace-period',
  'profiler-address',
  'profiler-port',
  'profiling',
  'report-node-internal-ip-address',
  'report-status-classes',
  'shutdown-grace-period',
  'size-buckets',
  'ssl-passthrough-proxy-port',
  'status-port',
  'status-update-interval',
  'stream-port',
  'sync-period',
  'sync-rate-limit',
  'time-buckets',
  'update-status',
  'update-status-on-shutdown',
  // Of its logger, k8s.io/klog@v2.
  'add_dir_header',
  'alsologtostderr',
  'legacy_stderr_threshold_behavior',
  'log_backtrace_at',
  'log_dir',
  'log_file',
  'log_file_max_size',
  'logtostderr',
  'one_output',
  'skip_headers',
  'skip_log_headers',
  'stderrthreshold',
  'vmodule',
];

export const FLAGS: Flags = {
  ofOptions: FLAGS_OF_OPTIONS,
  ofPorts: FLAGS_OF_PORTS,
  known: new Set([...Object.keys(FLAGS_OF_OPTIONS), ...FLAGS_OF_PORTS, ...OTHER_FLAGS]),
};
