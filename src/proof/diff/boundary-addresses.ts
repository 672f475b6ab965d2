/**
 * Addresses of which one lies in every part that networks can be told apart by: the first and the last of each network, and those just
 * outside. Undefined if a network cannot be read.
 */
export function boundaryAddresses(networks: readonly string[]): readonly string[] | undefined {
  const found = new Set<string>();
  for (const network of networks) {
    const [base = '', length] = network.trim().split('/');
    const family = base.includes(':') ? IPV6 : IPV4;
    const value = family.read(base);
    const bits = length === undefined ? family.bits : Number(length);
    if (value === undefined || !Number.isInteger(bits) || bits < 0 || bits > family.bits) return undefined;
    const size = 1n << BigInt(family.bits - bits);
    const first = (value / size) * size;
    for (const one of [first - 1n, first, first + size - 1n, first + size])
      if (one >= 0n && one < 1n << BigInt(family.bits)) found.add(family.write(one));
  }
  return [...found];
}

interface Family {
  readonly bits: number;
  read(text: string): bigint | undefined;
  write(value: bigint): string;
}

const IPV4: Family = {
  bits: 32,
  read(text) {
    const parts = text.split('.');
    if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
    return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
  },
  write: (value) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.'),
};

const IPV6: Family = {
  bits: 128,
  read(text) {
    const [head = '', tail, ...more] = text.split('::');
    const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
    const before = groups(head);
    const after = tail === undefined ? [] : groups(tail);
    const missing = 8 - before.length - after.length;
    if (more.length > 0 || missing < 0 || (tail === undefined && missing > 0)) return undefined;
    const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
    if (all.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
    return all.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
  },
  write: (value) => Array.from({ length: 8 }, (_, i) => ((value >> BigInt(16 * (7 - i))) & 0xffffn).toString(16)).join(':'),
};
