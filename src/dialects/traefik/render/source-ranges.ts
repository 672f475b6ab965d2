import { isIP } from 'node:net';

interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  /** How many bits all addresses of it share. */
  readonly bits: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/**
 * The addresses that may pass, as CIDR blocks: those that are allowed (all, if none are given) without those that are denied. Traefik has a
 * list of addresses that may pass, and none of others.
 */
export function allowedRanges(allowed: readonly string[] | undefined, denied: readonly string[]): readonly string[] {
  const given = allowed ?? ['0.0.0.0/0', '::/0'];
  if (denied.length === 0) return given;
  return denied
    .map(rangeOf)
    .reduce((rest, one) => rest.flatMap((range) => without(range, one)), given.map(rangeOf))
    .map(rangeText);
}

/** The parts of a range that another one leaves: its halves that do not meet it, and what is left of the half that does. */
function without(range: Range, other: Range): readonly Range[] {
  if (!meets(range, other)) return [range];
  if (other.bits <= range.bits) return [];
  const bits = range.bits + 1;
  const half = 1n << BigInt(WIDTH[range.family] - bits);
  return [range.first, range.first + half].flatMap((first) => without({ ...range, first, bits }, other));
}

function meets(one: Range, other: Range): boolean {
  if (one.family !== other.family) return false;
  const shift = BigInt(WIDTH[one.family] - Math.min(one.bits, other.bits));
  return one.first >> shift === other.first >> shift;
}

function rangeOf(text: string): Range {
  const [address = '', length] = text.split('/');
  const family = isIP(address) === 4 ? 4 : 6;
  const width = WIDTH[family];
  const bits = length === undefined ? width : Number(length);
  const shift = BigInt(width - bits);
  return { family, bits, first: (numberOf(address, family) >> shift) << shift };
}

function numberOf(address: string, family: 4 | 6): bigint {
  const step = family === 4 ? 8n : 16n;
  return groupsOf(address, family).reduce((sum, group) => (sum << step) + BigInt(group), 0n);
}

function groupsOf(address: string, family: 4 | 6): readonly number[] {
  if (family === 4) return address.split('.').map(Number);
  // An address of IPv4 may be the end of one of IPv6.
  const whole = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = whole.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function rangeText({ family, first, bits }: Range): string {
  const count = family === 4 ? 4 : 8;
  const step = family === 4 ? 8n : 16n;
  const groups = Array.from({ length: count }, (_, index) => (first >> (step * BigInt(count - 1 - index))) & ((1n << step) - 1n));
  const address = family === 4 ? groups.join('.') : shortened(groups.map((group) => group.toString(16)));
  return `${address}/${bits}`;
}

/** The zeros at the end, which is where networks have theirs. */
function shortened(groups: readonly string[]): string {
  const whole = groups.join(':');
  const zeros = /(?:^|:)0(?::0)+$/.exec(whole)?.[0];
  return zeros === undefined ? whole : `${whole.slice(0, whole.length - zeros.length)}::`;
}
