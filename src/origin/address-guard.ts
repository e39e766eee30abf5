import { BlockList, isIP } from 'node:net';
import { groupsOf } from './ipv6-groups.ts';

/**
 * Which addresses may be reached on a caller's wish. Without it a URL upload reads the cloud's metadata service, the
 * database next door, or this server's own ports: server-side request forgery.
 */
export interface AddressGuard {
  /** False for anything that is not a plain IP address. */
  isAllowed(address: string): boolean;
}

type Family = 'ipv4' | 'ipv6';
type Range = readonly [network: string, prefix: number];

const refusedV4: readonly Range[] = [
  ['0.0.0.0', 8], // this host, RFC 1122
  ['10.0.0.0', 8], // private, RFC 1918
  ['100.64.0.0', 10], // carrier-grade NAT, RFC 6598; holds a metadata service at 100.100.100.200
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // a cloud's wire server: a public address that only its machines can reach
  ['169.254.0.0', 16], // link-local; holds most clouds' metadata service at 169.254.169.254
  ['172.16.0.0', 12], // private, RFC 1918
  ['192.0.0.0', 24], // protocol assignments; holds a metadata service at 192.0.0.192
  ['192.0.2.0', 24], // documentation, RFC 5737
  ['192.88.99.0', 24], // relays of 6to4, RFC 7526
  ['192.168.0.0', 16], // private, RFC 1918
  ['198.18.0.0', 15], // benchmarks, RFC 2544
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

/**
 * Only 2000::/3 is global unicast. What lies outside: unspecified, loopback, IPv4-mapped and IPv4-compatible, NAT64
 * (64:ff9b::/96 and 64:ff9b:1::/48), unique-local, link-local, site-local, multicast.
 */
const refusedV6: readonly Range[] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23], // protocol assignments; holds Teredo 2001::/32
  ['2001:db8::', 32], // documentation, RFC 3849
  ['2002::', 16], // 6to4: an IPv4 address in disguise
  ['3fff::', 20], // documentation, RFC 9637
];

/** `allowed`: ranges (CIDR) that may be reached although they are refused by default. */
export function createAddressGuard({ allowed }: { readonly allowed: readonly string[] }): AddressGuard {
  const exceptions = allowed.map(parseRange);
  const refused = { ipv4: makeList(refusedV4, 'ipv4'), ipv6: makeList(refusedV6, 'ipv6') };
  const excepted = {
    ipv4: makeList(exceptions.filter(isV4), 'ipv4'),
    ipv6: makeList(
      exceptions.filter((range) => !isV4(range)),
      'ipv6',
    ),
  };
  return {
    isAllowed(address) {
      const family = familyOf(address);
      if (family === undefined) return false;
      if (excepted[family].check(address, family)) return true;
      return !refused[family].check(address, family) && !(family === 'ipv6' && isIsatap(address));
    },
  };
}

/** One list per family: a list of both takes every IPv4 address for its IPv4-mapped form, which `::/3` holds. */
function makeList(ranges: readonly Range[], family: Family): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

function parseRange(cidr: string): Range {
  const [network = '', prefix] = cidr.split('/');
  return [network, Number(prefix)];
}

function isV4([network]: Range): boolean {
  return isIP(network) === 4;
}

/** A zone (`fe80::1%eth0`) names an interface of this machine: never a matter for callers. */
function familyOf(address: string): Family | undefined {
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

/** ISATAP (RFC 5214) hides an IPv4 address behind `0:5efe` or `200:5efe` under any prefix. */
function isIsatap(address: string): boolean {
  const groups = groupsOf(address);
  return (groups[4] === 0 || groups[4] === 0x200) && groups[5] === 0x5efe;
}
