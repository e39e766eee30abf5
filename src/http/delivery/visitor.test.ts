import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createReadVisitor } from './visitor.ts';

const trusted = ['10.0.0.0/8', 'fd00::/8'];

function visitor(remoteAddress: string, headers: Record<string, string>, trustedProxies = trusted) {
  const request = { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
  return createReadVisitor({ trustedProxies, countryHeader: 'x-country' })(request);
}

/** Spec delivery O25. */
describe('the address of a visitor', () => {
  it.each([
    ['203.0.113.9', '', '203.0.113.9'],
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['fd00::1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', ' , ,', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1, nonsense', 'nonsense'],
  ])('from %s with %j is %s', (peer, forwarded, address) => {
    expect(visitor(peer, { 'x-forwarded-for': forwarded }).address).toBe(address);
  });

  it('is that of the connection where no proxy is trusted', () => {
    expect(visitor('10.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, []).address).toBe('10.0.0.1');
  });
});

describe('the country of a visitor', () => {
  it.each([
    ['10.0.0.1', 'de', 'DE'],
    ['10.0.0.1', 'XX', undefined],
    ['10.0.0.1', 'Germany', undefined],
    ['203.0.113.9', 'DE', undefined],
  ])('from %s with %j is %s', (peer, country, expected) => {
    expect(visitor(peer, { 'x-country': country }).country).toBe(expected);
  });
});
