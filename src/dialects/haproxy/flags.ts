import type { Flags } from '../../installation/check-args';

/** Source of all flags: haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/flags.go. */
const OF_OPTIONS: { readonly [flag: string]: string } = {
  configmap: 'config',
  'default-backend-service': 'defaultBackendService',
  'default-ssl-certificate': 'defaultTlsSecret',
  'empty-ingress-class': 'watchIngressWithoutClass',
  'ingress.class': 'ingressClassName',
  'namespace-whitelist': 'watchNamespaces',
  'publish-service': 'service',
};

const OF_PORTS: readonly string[] = ['healthz-bind-port', 'http-bind-port', 'https-bind-port', 'stats-bind-port'];

const OTHERS: readonly string[] = [
  'cache-resync-period',
  'channel-size',
  'configmap-errorfiles',
  'configmap-patternfiles',
  'configmap-tcp-services',
  'controller-port',
  'custom-validation-rules',
  'default-backend-port',
  'disable-config-snippets',
  'disable-http',
  'disable-https',
  'disable-ingress-status-update',
  'disable-ipv4',
  'disable-ipv6',
  'disable-quic',
  'disable-service-external-name',
  'disable-writing-only-if-reload',
  'enable-custom-annotations-on-ingress',
  'experimental',
  'gateway-controller-name',
  'healthz-bind-thread',
  'http-bind-thread',
  'https-bind-thread',
  'initial-sync-period',
  'ipv4-bind-address',
  'ipv6-bind-address',
  'localpeer-port',
  'log',
  'namespace-blacklist',
  'pprof',
  'prometheus',
  'quic-announce-port',
  'quic-bind-port',
  'stats-bind-thread',
  'sync-period',
];

export const FLAGS: Flags = {
  ofOptions: OF_OPTIONS,
  ofPorts: new Set(OF_PORTS),
  known: new Set([...Object.keys(OF_OPTIONS), ...OF_PORTS, ...OTHERS]),
};

/** Flags that are on or off: they alone have no value. Source: the same, the fields of type `bool`. */
export const SWITCHES: ReadonlySet<string> = new Set([
  'disable-http',
  'disable-https',
  'disable-ingress-status-update',
  'disable-ipv4',
  'disable-ipv6',
  'disable-quic',
  'disable-service-external-name',
  'disable-writing-only-if-reload',
  'empty-ingress-class',
  'enable-custom-annotations-on-ingress',
  'external',
  'help',
  'job-check-crd',
  'pprof',
  'prometheus',
  'version',
  'with-pebble',
  'with-s6-overlay',
]);
