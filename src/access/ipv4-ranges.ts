/** An IPv4 address, or a range of them: `203.0.113.7`, `203.0.113.0/24`. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

const form = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** Undefined: it is none. Bits behind the prefix count for nothing. */
export function parseIpv4Range(text: string): Ipv4Range | undefined {
  const [, a, b, c, d, written = '32'] = form.exec(text) ?? [];
  const bytes = [a, b, c, d].map(Number);
  const prefix = Number(written);
  if (!bytes.every((byte) => byte <= 255) || prefix > 32) return undefined;
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}

/** An address that came as IPv6 may be an IPv4 one inside (RFC 4291 §2.5.5.2). */
export function readIpv4(address: string): number | undefined {
  const range = parseIpv4Range(address.replace(/^::ffff:/i, ''));
  return range !== undefined && range.first === range.last ? range.first : undefined;
}

export function isWithin(ranges: readonly Ipv4Range[], address: number): boolean {
  return ranges.some(({ first, last }) => address >= first && address <= last);
}
