/**
 * Syntax that the API server accepts for names, labels, addresses and so on. Functions that return texts return its reasons against a
 * value; none if it accepts the value. Sources: kubernetes/apimachinery@v0.36.3:pkg/util/validation/validation.go and ip.go,
 * pkg/api/validate/content/kube.go, path.go and errors.go; kubernetes/utils@28399d86e0b5:net/parse.go.
 */
import { isIP } from 'node:net';

/** Reasons against a value, in the words of the API server. */
export type Reasons = readonly string[];

const NONE: Reasons = [];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

/** A rule for a whole text: a pattern, and the message for a text that does not match it. */
interface TextRule {
  readonly pattern: RegExp;
  readonly reason: string;
}

function textRule(source: string, says: string, ...examples: readonly string[]): TextRule {
  const like = examples.length === 0 ? '' : `e.g. ${examples.map((example) => `'${example}', `).join(' or ')}`;
  return { pattern: new RegExp(`^${source}$`), reason: `${says} (${like}regex used for validation is '${source}')` };
}

const DNS_LABEL = textRule(
  LABEL,
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  'my-name',
  '123-abc',
);
const DNS_SUBDOMAIN = textRule(
  SUBDOMAIN,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  'example.com',
);
const WILDCARD = textRule(
  `\\*\\.${SUBDOMAIN}`,
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  '*.example.com',
);
const LABEL_KEY = textRule(
  KEY,
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  'MyName',
  'my.name',
  '123-abc',
);
const LABEL_VALUE = textRule(
  `(${KEY})?`,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  'MyValue',
  'my_value',
  '12345',
);
const DATA_KEY = textRule(
  '[-._a-zA-Z0-9]+',
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  'key.name',
  'KEY_NAME',
  'key-name',
);
const HTTP_PATH = textRule("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+", 'Invalid path');

/** Lengths are counted in bytes; UTF-8 needs at most three bytes for each UTF-16 code unit. */
const isLonger = (text: string, bytes: number): boolean => text.length * 3 > bytes && Buffer.byteLength(text) > bytes;

const matching = (text: string, { pattern, reason }: TextRule, max: number, unit = 'characters'): Reasons => {
  const long = isLonger(text, max);
  if (!long && pattern.test(text)) return NONE;
  return [...(long ? [`must be no more than ${max} ${unit}`] : NONE), ...(pattern.test(text) ? NONE : [reason])];
};

// ---- names

/** Names of namespaces and Services. */
export function dnsLabelReasons(text: string): Reasons {
  const reasons = matching(text, DNS_LABEL, 63);
  // If the text is a valid subdomain, only its dots are wrong.
  return reasons.includes(DNS_LABEL.reason) && DNS_SUBDOMAIN.pattern.test(text)
    ? reasons.map((reason) => (reason === DNS_LABEL.reason ? 'must not contain dots' : reason))
    : reasons;
}

/** Names of most objects. */
export const dnsSubdomainReasons = (text: string): Reasons => matching(text, DNS_SUBDOMAIN, 253);

/** Hosts: a name, or `*.` and a name. */
export const hostReasons = (text: string): Reasons => matching(text, text.includes('*') ? WILDCARD : DNS_SUBDOMAIN, 253);

/** Names that are part of a URL. */
export function pathSegmentReasons(text: string): Reasons {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((part) => text.includes(part)).map((part) => `may not contain '${part}'`);
}

/** Keys of labels and annotations: a name, optionally after a domain and a slash. */
export function qualifiedNameReasons(text: string): Reasons {
  const [first = '', second, ...more] = text.split('/');
  if (more.length > 0)
    return [`a valid label key ${LABEL_KEY.reason} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const name = second ?? first;
  const prefix = second === undefined ? NONE : first === '' ? ['must be non-empty'] : matching(first, DNS_SUBDOMAIN, 253, 'bytes');
  return [
    ...prefix.map((reason) => `prefix part ${reason}`),
    ...(name === '' ? ['name part must be non-empty'] : NONE),
    ...matching(name, LABEL_KEY, 63, 'bytes').map((reason) => `name part ${reason}`),
  ];
}

export const labelValueReasons = (text: string): Reasons => matching(text, LABEL_VALUE, 63, 'bytes');

/** Keys in a ConfigMap or a Secret. */
export function dataKeyReasons(text: string): Reasons {
  const reasons = matching(text, DATA_KEY, 253);
  if (text === '.' || text === '..') return [...reasons, `must not be '${text}'`];
  return text.startsWith('..') ? [...reasons, "must not start with '..'"] : reasons;
}

/** The path in a text such as `example.com/path`. */
export const httpPathReasons = (text: string): Reasons => (HTTP_PATH.pattern.test(text) ? NONE : [HTTP_PATH.reason]);

/** Names of namespaces. */
export const isDnsLabel = (text: string): boolean => dnsLabelReasons(text) === NONE;

/** Names of most objects. */
export const isDnsSubdomain = (text: string): boolean => dnsSubdomainReasons(text) === NONE;

export const isQualifiedName = (text: string): boolean => qualifiedNameReasons(text).length === 0;

export const isLabelValue = (text: string): boolean => labelValueReasons(text) === NONE;

/** `example.com/path`, as controllers name themselves in classes. */
export function isDomainPrefixedPath(text: string): boolean {
  const [domain = '', ...path] = text.split('/');
  return isDnsSubdomain(domain) && path.length > 0 && path.every((part) => /^[A-Za-z0-9\-._~%!$&'()*+,;=:]+$/.test(part));
}

/** `namespace/name`. */
export function isNamespacedName(text: string): boolean {
  if (typeof text !== 'string') return false;
  const [namespace = '', name = '', ...more] = text.split('/');
  return more.length === 0 && isDnsLabel(namespace) && isDnsSubdomain(name);
}

// ---- numbers

export const portNumberReasons = (port: number): Reasons =>
  port >= 1 && port <= 65535 ? NONE : ['must be between 1 and 65535, inclusive'];

/** Names of ports. */
export function portNameReasons(text: string): Reasons {
  const faults: readonly (readonly [boolean, string])[] = [
    [isLonger(text, 15), 'must be no more than 15 characters'],
    [!/^[-a-z0-9]+$/.test(text), 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'],
    [!/[a-z]/.test(text), 'must contain at least one letter (a-z)'],
    [text.includes('--'), 'must not contain consecutive hyphens'],
    [text.startsWith('-') || text.endsWith('-'), 'must not begin or end with a hyphen'],
  ];
  return faults.filter(([isFault]) => isFault).map(([, reason]) => reason);
}

export const isPortName = (text: string): boolean => portNameReasons(text).length === 0;

export const isWholeNumber = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

// ---- addresses

/** An address, or a network in CIDR form, as Go's `net.ParseIP` and `net.ParseCIDR` read them. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = addressVersion(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,4}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** A network in CIDR form; new objects must have its bits without leading zeros. */
export const isCidr = (text: string): boolean => isAddressOrNetwork(text) && /\/(0|[1-9]\d*)$/.test(text);

/** Node accepts the zone of an address, as in "fe80::1%eth0". Go does not. */
const addressVersion = (text: string): number => (text.includes('%') ? 0 : isIP(text));

/** Addresses as old fields accept them: numbers of IPv4 may have leading zeros. */
const withoutZeros = (text: string): string => text.replace(/(^|[.:])0+(?=[\da-f])/gi, '$1');

/** Whether a text is an address, also with leading zeros. */
export const isSloppyAddress = (text: string): boolean => ADDRESS_CHARACTERS.test(text) && addressVersion(withoutZeros(text)) !== 0;

/** Node builds its pattern of addresses at the first use, which takes longer than all else about a host. */
const ADDRESS_CHARACTERS = /^(?=.*[.:])[\da-f.:]+$/i;

/** IPv4 written as IPv6. */
const isMapped = (address: string): boolean => address.includes(':') && bitsOf(address).slice(0, 96) === '0'.repeat(80) + '1'.repeat(16);

/** Addresses in fields of new objects. */
export function addressReasons(text: string): Reasons {
  if (!isSloppyAddress(text)) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
  if (addressVersion(text) === 0) return ['must not have leading 0s'];
  return isMapped(text) ? ['must not be an IPv4-mapped IPv6 address'] : NONE;
}

/** Addresses of endpoints: those of one machine or one link are not allowed. */
export function reachableAddressReasons(text: string): Reasons {
  const bits = bitsOf(text);
  const [v4, v6] = text.includes(':') ? ['-', bits] : [bits, '-'];
  const faults: readonly (readonly [boolean, string])[] = [
    [/^0+$/.test(bits), `may not be unspecified (${text})`],
    [v4.startsWith('01111111') || /^0{127}1$/.test(v6), 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    [v4.startsWith('1010100111111110') || v6.startsWith('1111111010'), 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    [
      v4.startsWith('111000000000000000000000') || /^11111111....0010/.test(v6),
      'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
    ],
  ];
  return faults.filter(([isFault]) => isFault).map(([, reason]) => reason);
}

/** Networks in fields of new objects. */
export function networkReasons(text: string): Reasons {
  const [address = '', bits = '', ...more] = text.split('/');
  const version = addressVersion(withoutZeros(address));
  if (version === 0 || more.length > 0 || !/^\d+$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128))
    return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
  if (addressVersion(address) === 0 || /^0\d/.test(bits)) return ['must not have leading 0s in IP or prefix length'];
  if (isMapped(address)) return ['must not have an IPv4-mapped IPv6 address'];
  return bitsOf(address).slice(Number(bits)).includes('1') ? ['must not have bits set beyond the prefix length'] : NONE;
}

/** The bits of a valid address. */
function bitsOf(address: string): string {
  const binary = (numbers: readonly number[], width: number): string => numbers.map((one) => one.toString(2).padStart(width, '0')).join('');
  if (!address.includes(':')) return binary(address.split('.').map(Number), 8);
  // The last 32 bits may be written as IPv4.
  const groups = (text: string): readonly number[] =>
    text === ''
      ? []
      : text.split(':').flatMap((part) => {
          if (!part.includes('.')) return [Number.parseInt(part, 16)];
          const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
          return [a * 256 + b, c * 256 + d];
        });
  const [head = '', tail] = address.split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  return binary([...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after], 16);
}

// ---- selectors

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

/** The class of an Ingress, as it was named before the field `ingressClassName`. */
export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
