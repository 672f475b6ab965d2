import { BlockList, isIP } from 'node:net';

/**
 * Whether an address lies in one of the networks; `undefined` where one of the texts is neither address nor network. No network of IPv6 holds
 * an address of IPv4, in whatever form it is written.
 */
export function isAddressIn(address: string, networks: readonly string[]): boolean | undefined {
  const own = plainAddress(address);
  const family = familyOf(own);
  if (family === undefined) return undefined;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.trim().split('/');
    const baseFamily = familyOf(base);
    if (baseFamily === undefined) return undefined;
    if (bits !== undefined && !isPrefixLength(bits, baseFamily)) return undefined;
    if (baseFamily !== family) continue;
    if (bits === undefined) list.addAddress(base, baseFamily);
    else list.addSubnet(base, Number(bits), baseFamily);
  }
  return list.check(own, family);
}

const isPrefixLength = (bits: string, family: 'ipv4' | 'ipv6'): boolean =>
  /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv4' ? 32 : 128);

export const isAddress = (text: string): boolean => isIP(text) !== 0;

/** The address of IPv4 that is written in the form of IPv6. */
const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
  ({ 0: undefined, 4: 'ipv4', 6: 'ipv6' })[isIP(address) as 0 | 4 | 6] as 'ipv4' | 'ipv6' | undefined;
