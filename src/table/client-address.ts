import { BlockList, isIP } from 'node:net';

/** Whether an address lies in one of the networks; `undefined` where one of the texts is neither address nor network. */
export function isAddressIn(address: string, networks: readonly string[]): boolean | undefined {
  const family = familyOf(address);
  if (family === undefined) return undefined;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.trim().split('/');
    const baseFamily = familyOf(base);
    if (baseFamily === undefined) return undefined;
    if (bits === undefined) list.addAddress(base, baseFamily);
    else list.addSubnet(base, Number(bits), baseFamily);
  }
  return list.check(address, family);
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined =>
  ({ 0: undefined, 4: 'ipv4', 6: 'ipv6' })[isIP(address) as 0 | 4 | 6] as 'ipv4' | 'ipv6' | undefined;
