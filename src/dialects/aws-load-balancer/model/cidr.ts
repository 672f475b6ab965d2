import { isIPv4, isIPv6 } from 'node:net';

/** Whether `net.ParseCIDR` of Go takes a text: golang/go@go1.26.8:src/net/ip.go. */
export function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d+$/.test(length)) return false;
  if (isIPv4(address)) return Number(length) <= 32;
  return isIPv6(address) && !address.includes('%') && Number(length) <= 128;
}

/**
 * Whether the address of a network has bits that its length cuts off.
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:webhooks/elbv2/ingressclassparams_validator.go (`validateCIDR`).
 */
export function hasHostBits(cidr: string): boolean {
  const [address = '', length = ''] = cidr.split('/');
  const bits = isIPv4(address) ? bitsOf(address.split('.').map(Number), 8) : bitsOf(groupsOf(address), 16);
  return bits.slice(Number(length)).includes('1');
}

const bitsOf = (numbers: readonly number[], width: number): string =>
  numbers.map((number) => number.toString(2).padStart(width, '0')).join('');

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [before = [], after = []] = plain.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}
