import { describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { groupsOf } from './ipv6-groups.ts';

const guard = createAddressGuard({ allowed: [] });

it.each([
  ['this host', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['private 10/8', '10.0.0.1'],
  ['private 10/8, its last', '10.255.255.255'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT, its last', '100.127.255.255'],
  ['a metadata service within it', '100.100.100.200'],
  ['loopback', '127.0.0.1'],
  ['loopback, its last', '127.255.255.255'],
  ['a wire server', '168.63.129.16'],
  ['link-local', '169.254.1.1'],
  ['the metadata service', '169.254.169.254'],
  ['private 172.16/12', '172.16.0.1'],
  ['private 172.16/12, its last', '172.31.255.255'],
  ['protocol assignments', '192.0.0.192'],
  ['documentation 1', '192.0.2.1'],
  ['a relay of 6to4', '192.88.99.1'],
  ['private 192.168/16', '192.168.0.1'],
  ['benchmarks', '198.19.255.255'],
  ['documentation 2', '198.51.100.1'],
  ['documentation 3', '203.0.113.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified v6', '::'],
  ['loopback v6', '::1'],
  ['loopback v6, written out', '0:0:0:0:0:0:0:1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped loopback in hex', '::ffff:7f00:1'],
  ['IPv4-mapped public', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['IPv4-compatible public', '::8.8.8.8'],
  ['IPv4-translated', '::ffff:0:10.0.0.1'],
  ['NAT64', '64:ff9b::10.0.0.1'],
  ['NAT64 of a public address', '64:ff9b::808:808'],
  ['local NAT64', '64:ff9b:1::a00:1'],
  ['discard only', '100::1'],
  ['Teredo', '2001:0:7f00:1::1'],
  ['benchmarks v6', '2001:2::1'],
  ['ORCHID', '2001:20::1'],
  ['documentation v6', '2001:db8::1'],
  ['documentation v6, the newer', '3fff::1'],
  ['6to4 of loopback', '2002:7f00:1::1'],
  ['6to4 of a public address', '2002:808:808::1'],
  ['ISATAP under a public prefix', '2a00:1450:4001:82a:0:5efe:10.0.0.1'],
  ['ISATAP with the universal bit', '2a00:1450:4001:82a:200:5efe:a00:1'],
  ['ISATAP, link-local', 'fe80::5efe:192.168.0.1'],
  ['unique-local', 'fd00:ec2::254'],
  ['unique-local, its first', 'fc00::1'],
  ['link-local v6', 'fe80::1'],
  ['site-local', 'fec0::1'],
  ['multicast v6', 'ff02::1'],
  ['unassigned v6', '5f00::1'],
  ['a zone', 'fe80::1%lo'],
  ['a zone on a public address', '2606:4700::1111%eth0'],
  ['a name', 'localhost'],
  ['a decimal number', '2130706433'],
  ['nothing', ''],
])('refuses %s: %s', (_, address) => {
  expect(guard.isAllowed(address)).toBe(false);
});

it.each([
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '168.63.129.17',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.1',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:82a::200e',
  '2001:4860:4860::8888',
])('allows the public %s', (address) => {
  expect(guard.isAllowed(address)).toBe(true);
});

describe('with ranges allowed by the operator', () => {
  const opened = createAddressGuard({ allowed: ['10.1.0.0/16', '127.0.0.1/32', 'fd12:3456::/32'] });

  it.each(['10.1.2.3', '127.0.0.1', 'fd12:3456::7', '8.8.8.8'])('allows %s', (address) => {
    expect(opened.isAllowed(address)).toBe(true);
  });

  it.each([
    '10.2.0.1',
    '127.0.0.2',
    'fd12:3457::7',
    '::1',
    '::ffff:10.1.2.3',
    '64:ff9b::10.1.2.3',
    '2002:a01:203::1',
  ])('still refuses %s', (address) => {
    expect(opened.isAllowed(address)).toBe(false);
  });

  it('does not start with a range that is none', () => {
    expect(() => createAddressGuard({ allowed: ['10.0.0.0/99'] })).toThrow();
    expect(() => createAddressGuard({ allowed: ['ten/8'] })).toThrow();
  });
});

it.each([
  ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['1::8', [1, 0, 0, 0, 0, 0, 0, 8]],
  ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['fe80::5efe:10.0.0.1', [0xfe80, 0, 0, 0, 0, 0x5efe, 0x0a00, 1]],
])('writes %s out', (address, groups) => {
  expect(groupsOf(address)).toEqual(groups);
});
