import { type Line, line, made, quoted } from './line';
import { depth, onOff, protocols } from './location-lines';
import type { Values } from './settings-values';

// What the controller writes for a host, outside of its locations. Source:
// kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`SERVER`).

/** Facts that the lines of a server depend on, besides settings. */
export interface ServerFacts {
  /** Whether clients are asked for certificates. */
  readonly asksForCertificates: boolean;
  /** Whether there is a certificate to check backends with for the whole host. */
  readonly backendAuthority: boolean;
}

type ServerLine = Line<ServerFacts>;

const asksClients = (_: Values, { asksForCertificates }: ServerFacts): boolean => asksForCertificates;
const verifies = (_: Values, { backendAuthority }: ServerFacts): boolean => backendAuthority;

/** Lines from the Ingress whose CA the host uses. */
export const CLIENT_CERTIFICATE_LINES: readonly ServerLine[] = [
  made(
    ['auth-tls-match-cn'],
    (values) => `if ( $ssl_client_s_dn !~ ${quoted(values.annotation('auth-tls-match-cn'))} ) { return 403 "no"; }`,
    (values, facts) => asksClients(values, facts) && values.annotation('auth-tls-match-cn') !== '',
  ),
  made(['auth-tls-verify-client'], (values) => `ssl_client_certificate f; ssl_verify_client ${verification(values)};`, asksClients),
  made(['auth-tls-verify-depth'], (values) => `ssl_verify_depth ${depth(values, 'auth-tls-verify-depth')};`, asksClients),
  line(
    'error_page 495 496 = {a:auth-tls-error-page};',
    (values, facts) => asksClients(values, facts) && values.annotation('auth-tls-error-page') !== '',
  ),
];

/** Lines from the Ingress whose settings for TLS to backends the host uses. */
export const BACKEND_TLS_LINES: readonly ServerLine[] = [
  line('proxy_ssl_trusted_certificate f;', verifies),
  made(['proxy-ssl-ciphers'], (values) => `proxy_ssl_ciphers ${values.annotation('proxy-ssl-ciphers') || 'DEFAULT'};`, verifies),
  made(['proxy-ssl-protocols'], (values) => `proxy_ssl_protocols ${protocols(values)};`, verifies),
  made(['proxy-ssl-verify'], (values) => `proxy_ssl_verify ${onOff(values, 'proxy-ssl-verify')};`, verifies),
  made(['proxy-ssl-verify-depth'], (values) => `proxy_ssl_verify_depth ${depth(values, 'proxy-ssl-verify-depth')};`, verifies),
  line('proxy_ssl_name {a:proxy-ssl-name};', (values, facts) => verifies(values, facts) && values.annotation('proxy-ssl-name') !== ''),
];

export const CIPHER_LINES: readonly ServerLine[] = [
  line('ssl_ciphers {a:ssl-ciphers};', (values) => values.annotation('ssl-ciphers') !== ''),
];

export const CIPHER_ORDER_LINES: readonly ServerLine[] = [
  made(
    ['ssl-prefer-server-ciphers'],
    (values) => `ssl_prefer_server_ciphers ${values.annotation('ssl-prefer-server-ciphers') === 'true' ? 'on' : 'off'};`,
    (values) => values.annotation('ssl-prefer-server-ciphers') !== '',
  ),
];

export const SERVER_SNIPPET_LINES: readonly ServerLine[] = [
  line('{a:server-snippet}', (values) => values.option('allow-snippet-annotations') === 'true'),
];

/** Lines for each location with `app-root`. */
export const APP_ROOT_LINES: readonly ServerLine[] = [
  line('if ($uri = /) { return 302 $scheme://$http_host{a:app-root}; }', (values) => values.annotation('app-root').startsWith('/')),
];

/** Lines for each location with a mirror: a separate location. The text of the target before its first "$" gives the host. */
export const MIRROR_LINES: readonly ServerLine[] = [
  made(
    ['mirror-target', 'mirror-host'],
    (values) =>
      `location = "/_mirror" { internal; proxy_set_header Host ${quoted(mirrorHost(values))}; proxy_pass ${quoted(values.annotation('mirror-target'))}; }`,
    (values) => values.annotation('mirror-target') !== '' && mirrorHost(values) !== '',
  ),
];

/** Lines of every host. */
export const EVERY_SERVER_LINES: readonly ServerLine[] = [
  line('ssl_certificate_by_lua_file f;'),
  line('http2 on;', (values) => values.on('use-http2')),
  line('listen {o:bind-address-ipv4}:80;', (values) => values.option('bind-address-ipv4') !== ''),
  line(
    'listen {o:bind-address-ipv6}:80;',
    (values) => values.option('bind-address-ipv6') !== '' && values.option('disable-ipv6') !== 'true',
  ),
  line('{o:server-snippet}'),
];

const verification = (values: Values): string => {
  const text = values.annotation('auth-tls-verify-client');
  return /^(?:on|off|optional|optional_no_ca)$/.test(text) ? text : 'on';
};

/** `StringToURL`, which requires a scheme and a host. */
function mirrorHost(values: Values): string {
  const target = values.annotation('mirror-target').split('$')[0] as string;
  return values.annotation('mirror-host') || (/^[a-z][a-z0-9+.-]*:\/\/(?![^/?]*\.\.)(?:[^/?@]*@)?([^/:?]+)/i.exec(target)?.[1] ?? '');
}

/** Lines that annotations of one Ingress add for its hosts. */
export const SERVER_LINES: readonly ServerLine[] = [
  ...CLIENT_CERTIFICATE_LINES,
  ...BACKEND_TLS_LINES,
  ...CIPHER_LINES,
  ...CIPHER_ORDER_LINES,
  ...SERVER_SNIPPET_LINES,
  ...APP_ROOT_LINES,
  ...MIRROR_LINES,
];
