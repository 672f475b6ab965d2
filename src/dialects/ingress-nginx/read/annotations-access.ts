import { items } from '../../../annotation-table/list-text';
import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import { hasSecret } from '../../../kinds/secrets';
import { isHeaderName, isHeaderValue } from '../header-text';
import { isCacheDuration } from '../nginx-conf/auth-lines';
import { type Annotations, type Rejected, valueOr } from './annotations';
import { serviceUrl } from './go-url';
import { configList, configSwitch, configText, type Settings } from './settings';

/** Who may come in. */
export interface Access {
  /** Set where every request is answered 503 because an annotation cannot be met. */
  readonly denied: { readonly annotation: string; readonly because: string } | undefined;
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly basicAuth: boolean;
  readonly externalAuthUrl: string;
  readonly globalAuth: boolean;
  /**
   * `withoutAuthority`: nobody is asked, because the Secret has a certificate and no authority. `error`: the server answers 403, because
   * the Secret has neither.
   */
  readonly clientCertificate: 'none' | 'asked' | 'withoutAuthority' | 'error';
  /** Whether there is an authority to check backends with. */
  readonly backendAuthority: boolean;
}

/** A parser's verdict: nothing to say, or why the location is denied. */
type Denial = { readonly annotation: string; readonly because: string } | undefined;

/** Sources: the folders auth, authreq, authtls, customheaders, ipallowlist and ipdenylist of the annotations. */
export function readAccess(ingress: IngressView, annotations: Annotations, cluster: ClusterView, settings: Settings): Access | Rejected {
  const denials: Denial[] = [];
  const basicAuth = readBasicAuth(ingress, annotations, cluster, settings, denials);
  if (typeof basicAuth === 'object') return basicAuth;
  const clientCertificate = readClientCertificate(ingress, annotations, cluster, settings, denials);
  if (typeof clientCertificate === 'object') return clientCertificate;
  const backendAuthority = readProxySsl(ingress, annotations, cluster, settings, denials);
  checkCustomHeaders(annotations, cluster, settings, denials);
  const externalAuthUrl = readExternalAuth(ingress, annotations, cluster, settings, denials);
  return {
    allow: readRanges('allowlist-source-range', 'whitelist-source-range', annotations, settings, denials),
    deny: readRanges('denylist-source-range', 'denylist-source-range', annotations, settings, denials),
    basicAuth,
    externalAuthUrl,
    globalAuth: valueOr(annotations.boolean('enable-global-auth'), true),
    clientCertificate,
    backendAuthority,
    denied: denials[0],
  };
}

const denial = (annotations: Annotations, name: string, because: string): Denial => ({ annotation: annotations.keyOf(name), because });

function readRanges(name: string, option: string, annotations: Annotations, settings: Settings, denials: Denial[]): readonly string[] {
  const found = annotations.text(name);
  if ('value' in found) return found.value.split(',').map((range) => range.trim());
  if ('invalid' in found) denials.push(denial(annotations, name, 'its value is neither an address nor a network'));
  return configList(settings, option);
}

function readBasicAuth(
  ingress: IngressView,
  annotations: Annotations,
  cluster: ClusterView,
  settings: Settings,
  denials: Denial[],
): boolean | Rejected {
  if (!('value' in annotations.text('auth-type'))) return false;
  const name = 'auth-secret';
  const secret = annotations.text(name);
  const problem = 'value' in secret ? secretProblem(secret.value, ingress, cluster, settings, true) : 'it names no Secret';
  if (problem !== undefined) {
    denials.push(denial(annotations, name, problem));
    return false;
  }
  const realm = annotations.text('auth-realm');
  if ('invalid' in realm && realm.invalid === 'value') return annotations.refusal('auth-realm');
  const type = valueOr(annotations.text('auth-secret-type'), 'auth-file');
  if (type !== 'auth-file' && type !== 'auth-map') denials.push(denial(annotations, 'auth-secret-type', `"${type}" is not known`));
  const keys = cluster.secrets.get(keyOf(valueOr(secret, ''), ingress));
  if (type === 'auth-file' && keys !== undefined && !keys.includes('auth'))
    denials.push(denial(annotations, name, 'the Secret has no key "auth"'));
  return true;
}

function readClientCertificate(
  ingress: IngressView,
  annotations: Annotations,
  cluster: ClusterView,
  settings: Settings,
  denials: Denial[],
): Access['clientCertificate'] | Rejected {
  const name = 'auth-tls-secret';
  const secret = annotations.text(name);
  if (!('value' in secret)) return 'none';
  const problem = secretProblem(secret.value, ingress, cluster, settings, false) ?? certificateProblem(secret.value, cluster);
  if (problem !== undefined) {
    denials.push(denial(annotations, name, problem));
    return 'error';
  }
  for (const [other, type] of [
    ['auth-tls-error-page', 'text'],
    ['auth-tls-pass-certificate-to-upstream', 'boolean'],
    ['auth-tls-match-cn', 'text'],
  ] as const) {
    const found = annotations[type](other);
    if ('invalid' in found && found.invalid === 'value') return annotations.refusal(other);
  }
  return hasAuthority(secret.value, cluster) ? 'asked' : 'withoutAuthority';
}

function readProxySsl(
  ingress: IngressView,
  annotations: Annotations,
  cluster: ClusterView,
  settings: Settings,
  denials: Denial[],
): boolean {
  const secret = annotations.text('proxy-ssl-secret');
  if (!('value' in secret)) return false;
  const problem = secretProblem(secret.value, ingress, cluster, settings, false) ?? certificateProblem(secret.value, cluster);
  if (problem !== undefined) denials.push(denial(annotations, 'proxy-ssl-secret', problem));
  return problem === undefined && hasAuthority(secret.value, cluster);
}

/** Each header must be one of `global-allowed-response-headers`. */
function checkCustomHeaders(annotations: Annotations, cluster: ClusterView, settings: Settings, denials: Denial[]): void {
  const name = 'custom-headers';
  const key = valueOr(annotations.text(name), '');
  if (key === '') return;
  const map = cluster.configMaps.get(key);
  if (map === undefined && cluster.complete) denials.push(denial(annotations, name, `there is no ConfigMap ${key}`));
  const allowed = configList(settings, 'global-allowed-response-headers');
  for (const [header, value] of Object.entries(map?.data ?? {})) {
    if (!isHeaderName(header)) denials.push(denial(annotations, name, `"${header}" in ConfigMap ${key} is no name of a header`));
    else if (!isHeaderValue(value))
      denials.push(denial(annotations, name, `ConfigMap ${key} has a value of header "${header}" that is refused`));
    else if (!allowed.includes(header))
      denials.push(denial(annotations, name, `header "${header}" is not among global-allowed-response-headers`));
  }
}

/** The URL, or nothing where the parser gives up on the whole of external authentication. */
function readExternalAuth(
  ingress: IngressView,
  annotations: Annotations,
  cluster: ClusterView,
  settings: Settings,
  denials: Denial[],
): string {
  const url = annotations.text('auth-url');
  if (!('value' in url)) return '';
  const deny = (name: string, because: string): string => {
    denials.push(denial(annotations, name, because));
    return '';
  };
  if (serviceUrl(url.value) === undefined) return deny('auth-url', 'its value is no URL with a host');
  for (const name of ['auth-method', 'auth-response-headers']) {
    const found = annotations.text(name);
    if ('invalid' in found && found.invalid === 'value') return deny(name, 'its value is refused');
  }
  const header = refusedItem(valueOr(annotations.text('auth-response-headers'), ''), isHeaderName);
  if (header !== undefined) return deny('auth-response-headers', `"${header}" is no name of a header`);
  for (const name of ['auth-cache-duration', 'auth-request-redirect']) {
    const found = annotations.text(name);
    if ('invalid' in found && found.invalid === 'value') return '';
  }
  const duration = refusedItem(valueOr(annotations.text('auth-cache-duration'), ''), isCacheDuration);
  if (duration !== undefined) return deny('auth-cache-duration', `"${duration}" is not statuses and then a duration`);
  const always = annotations.boolean('auth-always-set-cookie');
  if ('invalid' in always && always.invalid === 'value') return '';
  const map = valueOr(annotations.text('auth-proxy-set-headers'), '');
  const [namespace] = map.includes('/') ? map.split('/') : [ingress.namespace];
  if (!configSwitch(settings, 'allow-cross-namespace-resources', false) && namespace !== ingress.namespace)
    return deny('auth-proxy-set-headers', 'the ConfigMap is in another namespace');
  if (map !== '' && cluster.complete && !cluster.configMaps.has(map)) return deny('auth-proxy-set-headers', `there is no ConfigMap ${map}`);
  const other = Object.keys(cluster.configMaps.get(map)?.data ?? {}).find((name) => !isHeaderName(name));
  if (other !== undefined) return deny('auth-proxy-set-headers', `"${other}" in ConfigMap ${map} is no name of a header`);
  return url.value;
}

/** The first item of a list that a parser refuses. */
const refusedItem = (list: string, accepts: (item: string) => boolean): string | undefined => items(list).find((item) => !accepts(item));

export const globalAuthUrl = (settings: Settings): string => {
  const url = configText(settings, 'global-auth-url');
  return serviceUrl(url) === undefined ? '' : url;
};

const keyOf = (secret: string, ingress: IngressView): string => (secret.includes('/') ? secret : `${ingress.namespace}/${secret}`);

function secretProblem(
  secret: string,
  ingress: IngressView,
  cluster: ClusterView,
  settings: Settings,
  shortName: boolean,
): string | undefined {
  const parts = secret.split('/');
  if (parts.length > 2 || (parts.length === 1 && !shortName)) return `"${secret}" is not namespace/name`;
  const key = keyOf(secret, ingress);
  const namespace = key.slice(0, key.indexOf('/')) || ingress.namespace;
  if (!configSwitch(settings, 'allow-cross-namespace-resources', false) && namespace !== ingress.namespace)
    return `Secret ${key} is in another namespace`;
  return cluster.complete && !hasSecret(cluster, key) ? `there is no Secret ${key}` : undefined;
}

/** A Secret must hold a certificate with its key, or the certificate of an authority. store/backend_ssl.go (`getPemCertificate`). */
function certificateProblem(secret: string, { secrets }: ClusterView): string | undefined {
  const keys = secrets.get(secret);
  if (keys === undefined || keys.includes('ca.crt') || hasKeyPair(keys)) return undefined;
  return `Secret ${secret} has neither "ca.crt" nor both "tls.crt" and "tls.key"`;
}

/** Keys of a Secret that are not known are taken to be there. */
const hasAuthority = (secret: string, { secrets }: ClusterView): boolean => secrets.get(secret)?.includes('ca.crt') !== false;

export const hasKeyPair = (keys: readonly string[]): boolean => keys.includes('tls.crt') && keys.includes('tls.key');
