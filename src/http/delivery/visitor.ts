import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Visitor } from '../../access/access-rules.ts';

export interface VisitorOptions {
  /** Ranges (CIDR) of the proxies in front, whose word is taken. */
  readonly trustedProxies: readonly string[];
  /** Where they write the country, in lower case. */
  readonly countryHeader?: string;
}

export type ReadVisitor = (request: IncomingMessage) => RequestVisitor;

/** Who asks, as the nearest machines say that are trusted: anybody can write the headers that proxies write (O25). */
export function createReadVisitor({ trustedProxies, countryHeader }: VisitorOptions): ReadVisitor {
  const trust = { isTrusted: createIsTrusted(trustedProxies), countryHeader };
  return (request) => new RequestVisitor(request, trust);
}

interface Trust {
  readonly isTrusted: (address: string) => boolean;
  readonly countryHeader: string | undefined;
}

/** Most visitors are never looked at: hence a class, whose getters cost nothing until they are asked. */
class RequestVisitor implements Visitor {
  readonly #request: IncomingMessage;
  readonly #trust: Trust;

  constructor(request: IncomingMessage, trust: Trust) {
    this.#request = request;
    this.#trust = trust;
  }

  get address(): string {
    const { isTrusted } = this.#trust;
    const peer = this.#peer;
    return isTrusted(peer) ? addressBehind(peer, this.#request.headers['x-forwarded-for'], isTrusted) : peer;
  }

  get country(): string | undefined {
    const { isTrusted, countryHeader } = this.#trust;
    if (countryHeader === undefined || !isTrusted(this.#peer)) return undefined;
    return readCountry(this.#request.headers[countryHeader]);
  }

  get referrer(): string | undefined {
    return this.#request.headers.referer;
  }

  get userAgent(): string | undefined {
    return this.#request.headers['user-agent'];
  }

  get #peer(): string {
    return this.#request.socket.remoteAddress ?? '';
  }
}

/** From the end, where the nearest proxy has written, back to the first that nobody vouches for. */
function addressBehind(
  peer: string,
  forwarded: string | string[] | undefined,
  isTrusted: (address: string) => boolean,
): string {
  const hops = (forwarded ?? '').toString().split(',').map(withoutPort).filter(Boolean);
  return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0] ?? peer;
}

/** `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  return /^\[([^\]]+)\]/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

export function createIsTrusted(ranges: readonly string[]): (address: string) => boolean {
  if (ranges.length === 0) return () => false;
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  // A header may say anything in the place of an address.
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Anything else than two letters is no country: `XX` and `T1` are Cloudflare's words for unknown and Tor. */
export function readCountry(value: string | string[] | undefined): string | undefined {
  if (typeof value !== 'string' || !/^[A-Za-z]{2}$/.test(value)) return undefined;
  const code = value.toUpperCase();
  return code === 'XX' ? undefined : code;
}
