import { describe, expect, it } from 'vitest';
import { isWithin, parseIpv4Range, readIpv4 } from './ipv4-ranges.ts';

describe('a range of IPv4 addresses', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24', '203.0.113.0', true],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.77/24', '203.0.113.1', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['128.0.0.0/1', '255.0.0.1', true],
    ['10.0.0.1/32', '::ffff:10.0.0.1', true],
    ['10.0.0.1/32', '::FFFF:10.0.0.2', false],
  ])('%s: %s is in it: %s', (range, address, isIn) => {
    const parsed = parseIpv4Range(range);
    expect(isWithin(parsed === undefined ? [] : [parsed], readIpv4(address) ?? Number.NaN)).toBe(isIn);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.4/33',
    '1.2.3.4/',
    '::1',
    '01.2.3.4 ',
    'a.b.c.d',
    '-1.2.3.4',
  ])('%j is none', (text) => {
    expect(parseIpv4Range(text)).toBeUndefined();
  });

  it.each(['10.0.0.0/8', '2001:db8::1', ''])('%j is no address', (text) => {
    expect(readIpv4(text)).toBeUndefined();
  });
});
