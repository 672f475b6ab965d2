import type { ConfigMapOption, ConfigMapTable } from '../../annotation-table/config-map';
import { finder } from '../../annotation-table/row';
import type { AnnotationValue } from '../../annotation-table/value';
import { ANNOTATIONS } from './annotations';
import { ADDRESSES, BOOLEAN, COUNT, NAMESPACED_NAME, SNIPPET, TIME } from './values';

const option = (name: string, value: AnnotationValue, defaultText: string, source: string, summary: string): ConfigMapOption => ({
  name,
  value,
  default: defaultText,
  summary,
  source: `haproxytech/kubernetes-ingress@v3.2.11:${source}`,
});

const TEXT: AnnotationValue = { type: 'text', pattern: '^.+$', accepts: 'a text' };
const GLOBAL = 'pkg/annotations/global/';
const TIMEOUT = `${GLOBAL}timeout.go`;
const HTTPS = 'pkg/handler/https.go';
const CR = 'pkg/controller/global.go';
const FRONTENDS = 'pkg/handler/frontends.go';

// biome-ignore format: a table
const OWN: readonly ConfigMapOption[] = [
  option('clean-certs', BOOLEAN, 'true', 'pkg/handler/refresh.go', 'Whether files of certificates that the controller does not know are removed.'),
  option('client-ca', NAMESPACED_NAME, 'none', HTTPS, 'Secret whose tls.crt is the authority for certificates of clients, on all hosts.'),
  option('client-crt-optional', BOOLEAN, 'false', HTTPS, 'Whether clients without a certificate are let in.'),
  option('client-strict-sni', BOOLEAN, 'false', HTTPS, 'Whether TLS connections by a name without a certificate are refused.'),
  option('cr-defaults', TEXT, 'none', CR, 'A Defaults of ingress.v3.haproxy.org, which takes the place of the entries about defaults.'),
  option('cr-frontend-http', TEXT, 'none', FRONTENDS, 'A Frontend of ingress.v3.haproxy.org for http.'),
  option('cr-frontend-https', TEXT, 'none', FRONTENDS, 'A Frontend of ingress.v3.haproxy.org for https.'),
  option('cr-frontend-stats', TEXT, 'none', FRONTENDS, 'A Frontend of ingress.v3.haproxy.org for the statistics.'),
  option('cr-global', TEXT, 'none', CR, 'A Global of ingress.v3.haproxy.org, which takes the place of the entries about the whole process.'),
  option('dontlognull', BOOLEAN, 'true', `${GLOBAL}option.go`, 'Whether connections without a request stay out of the log.'),
  option('frontend-config-snippet', SNIPPET, 'none', 'pkg/annotations/cfgSnippet.go', 'Lines for the frontends of http and https, after all rules. A line that HAProxy refuses stops every later change.'),
  option('generate-certificates-signer', NAMESPACED_NAME, 'none', HTTPS, 'Secret of an authority that signs a certificate for each name without one.'),
  option('global-config-snippet', SNIPPET, 'none', 'pkg/annotations/cfgSnippet.go', 'Lines for the whole process.'),
  option('hard-stop-after', TIME, '30m', `${GLOBAL}hardStopAfter.go`, 'How long an old process may go on after a reload.'),
  option('http-connection-mode', { type: 'enum', options: ['http-keep-alive', 'http-server-close', 'httpclose'], caseSensitive: true }, 'http-keep-alive', `${GLOBAL}connectionMode.go`, 'Which connections are kept between requests.'),
  option('http-keep-alive', BOOLEAN, 'true', `${GLOBAL}connectionMode.go`, 'An old form of http-connection-mode, which comes first.'),
  option('http-server-close', BOOLEAN, 'false', `${GLOBAL}connectionMode.go`, 'An old form of http-connection-mode, which comes first.'),
  option('log-format', TEXT, 'that of HAProxy', `${GLOBAL}logFormat.go`, 'Lines of the log for requests.'),
  option('log-format-tcp', TEXT, 'that of HAProxy', 'pkg/handler/tcp-services.go', 'Lines of the log for TCP connections.'),
  option('logasap', BOOLEAN, 'false', `${GLOBAL}option.go`, 'Whether a request is logged before the response has ended.'),
  option('maxconn', COUNT, 'as memory allows', `${GLOBAL}maxconn.go`, 'Most simultaneous connections of the process.'),
  option('nbthread', { type: 'integer', min: 1 }, 'one for each processor', `${GLOBAL}nbthread.go`, 'How many threads work.'),
  option('prometheus-endpoint-auth-secret', NAMESPACED_NAME, 'none', 'pkg/handler/prometheus.go', 'Secret with names and passwords for the metrics.'),
  option('proxy-protocol', ADDRESSES, 'nobody', 'pkg/handler/proxy-protocol.go', 'Load balancers that send the PROXY protocol.'),
  option('quic-alt-svc-max-age', COUNT, '60', 'pkg/handler/quic.go', 'For how many seconds clients remember that there is HTTP/3.'),
  option('ssl-certificate', TEXT, 'that of the flag', HTTPS, 'Secret with the certificate for hosts that have none.'),
  option('stats-config-snippet', SNIPPET, 'none', 'pkg/annotations/cfgSnippet.go', 'Lines for the frontend of the statistics.'),
  option('syslog-server', TEXT, 'address:127.0.0.1, facility: local0, level: notice', `${GLOBAL}syslogServer.go`, 'Where the log goes.'),
  option('timeout-client', TIME, '50s', TIMEOUT, 'How long a client may be silent.'),
  option('timeout-client-fin', TIME, 'as timeout-client', TIMEOUT, 'The same once one side has ended.'),
  option('timeout-connect', TIME, '5s', TIMEOUT, 'How long connecting to a pod may take.'),
  option('timeout-http-keep-alive', TIME, '1m', TIMEOUT, 'How long a client may wait with its next request.'),
  option('timeout-http-request', TIME, '5s', TIMEOUT, 'How long the head of a request may take.'),
  option('timeout-queue', TIME, '5s', TIMEOUT, 'How long a request may wait for a free connection.'),
  option('timeout-server-fin', TIME, 'as timeout-server', TIMEOUT, 'How long a pod may be silent once one side has ended.'),
  option('timeout-tunnel', TIME, '1h', TIMEOUT, 'How long both sides of a WebSocket may be silent.'),
  option('tls-alpn', TEXT, 'h2,http/1.1', HTTPS, 'Protocols that clients of https may choose from.'),
];

/** Annotations that are read on objects alone. */
const NOT_IN_CONFIG_MAP: readonly string[] = ['standalone-backend'];

/** Every entry of the ConfigMap: its own, and annotations, which hold for all Ingresses that do not state them. */
export const CONFIG_MAP_OPTIONS: readonly ConfigMapOption[] = [
  ...OWN,
  ...ANNOTATIONS.filter(({ name }) => !NOT_IN_CONFIG_MAP.includes(name)).map(({ name, value, default: otherwise, summary, source }) => ({
    name,
    value,
    default: otherwise,
    summary,
    source,
  })),
].sort((a, b) => (a.name < b.name ? -1 : 1));

export const CONFIG_MAP_TABLE: ConfigMapTable = { options: CONFIG_MAP_OPTIONS, option: finder(CONFIG_MAP_OPTIONS) };
