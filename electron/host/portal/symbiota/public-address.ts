/** Which addresses lie in the open internet, and not in this computer's own or its neighbours' networks. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4');

/** The global part of the newer addresses; what is outside of it leads home. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
/** Addresses that carry an older one inside: 6to4 and Teredo. */
const CARRIERS = new BlockList();
CARRIERS.addSubnet('2002::', 16, 'ipv6');
CARRIERS.addSubnet('2001::', 32, 'ipv6');

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC.check(address, 'ipv4');
  return isIPv6(address) && GLOBAL.check(address, 'ipv6') && !CARRIERS.check(address, 'ipv6');
}
