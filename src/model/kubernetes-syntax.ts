/**
 * Syntax that the API server accepts for names, labels, addresses and so on. Sources:
 * kubernetes/apimachinery@v0.36.0:pkg/util/validation/validation.go, distribution/reference@v0.6.0:regexp.go.
 */
import { isIP } from 'node:net';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const LABEL_TEXT = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const IMAGE_PATH_PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const IMAGE_PATH = new RegExp(`^${IMAGE_PATH_PART}(/${IMAGE_PATH_PART})*$`);
const IMAGE_HOST = /^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*(:\d{1,5})?$/;

/** Names of namespaces. */
export const isDnsLabel = (text: string): boolean => text.length <= 63 && DNS_LABEL.test(text);

/** Names of most objects. */
export const isDnsSubdomain = (text: string): boolean => text.length <= 253 && DNS_SUBDOMAIN.test(text);

/** Names of ports. */
export const isPortName = (text: string): boolean =>
  text.length <= 15 && DNS_LABEL.test(text) && /[a-z]/.test(text) && !text.includes('--');

/** Keys of labels and annotations: a name, optionally after a domain and a slash. */
export function isQualifiedName(text: string): boolean {
  const [first = '', second, ...more] = text.split('/');
  const name = second ?? first;
  return more.length === 0 && name.length <= 63 && LABEL_TEXT.test(name) && (second === undefined || isDnsSubdomain(first));
}

export const isLabelValue = (text: string): boolean => text === '' || (text.length <= 63 && LABEL_TEXT.test(text));

/** `namespace/name`. */
export function isNamespacedName(text: string): boolean {
  const [namespace = '', name = '', ...more] = text.split('/');
  return more.length === 0 && isDnsLabel(namespace) && isDnsSubdomain(name);
}

/** An address, or a network in CIDR form, as Go's `net.ParseIP` and `net.ParseCIDR` read them. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  // Node accepts the zone of an address, as in "fe80::1%eth0". Go does not.
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,4}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** A network in CIDR form; new objects must have its bits without leading zeros. */
export const isCidr = (text: string): boolean => isAddressOrNetwork(text) && /\/(0|[1-9]\d*)$/.test(text);

export const isWholeNumber = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** A number of pods, or a share of them in percent. */
export const isCountOrPercent = (value: unknown): boolean =>
  typeof value === 'string' ? /^(\d{1,2}|100)%$/.test(value) : isWholeNumber(value, 0, 2 ** 31 - 1);

export const isImageDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);

export const isImageTag = (text: string): boolean => /^\w[\w.-]{0,127}$/.test(text);

export const isImageRepository = (text: string): boolean => IMAGE_PATH.test(text);

/** A host with an optional port and path. */
export function isImageRegistry(text: string): boolean {
  const [host = '', ...path] = text.split('/');
  return IMAGE_HOST.test(host) && (path.length === 0 || IMAGE_PATH.test(path.join('/')));
}

/** A label selector as text: `team=shop,stage!=test,zone in (a,b),!old`. */
export function isLabelSelector(text: string): boolean {
  // Commas inside parentheses do not separate requirements.
  return text.split(/,(?![^(]*\))/).every((requirement) => isRequirement(requirement.trim()));
}

function isRequirement(text: string): boolean {
  const set = /^(\S+)\s+(?:in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) return isQualifiedName(set[1] ?? '') && (set[2] ?? '').split(',').every((value) => isLabelValue(value.trim()));
  const equality = /^([^\s=!]+)\s*(?:==|=|!=)\s*(\S*)$/.exec(text);
  if (equality) return isQualifiedName(equality[1] ?? '') && isLabelValue(equality[2] ?? '');
  return isQualifiedName(text.replace(/^!\s*/, ''));
}
