import type { IncomingHttpHeaders } from 'node:http';
import type { Client } from '../../delivery/client.ts';
import type { ContentCoding } from '../../delivery/content-coding.ts';
import { dprBounds } from '../../transform/parameters/dpr.ts';
import type { ClientHints } from '../../transform/planning.ts';
import { chooseCoding } from './accept-coding.ts';

/**
 * Nothing is read before something depends on it. A class, because getters of an object literal are made anew for every request,
 * which costs a hit a tenth of its time.
 */
export class RequestClient implements Client {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get host(): string | undefined {
    return this.#headers.host;
  }

  get cdnLoop(): string | undefined {
    return this.#headers['cdn-loop']?.toString();
  }

  get accept(): string | undefined {
    return this.#headers.accept;
  }

  get userAgent(): string | undefined {
    return this.#headers['user-agent'];
  }

  get hints(): ClientHints {
    return readHints(this.#headers);
  }

  get savesData(): boolean {
    return this.#headers['save-data']?.toString().trim().toLowerCase() === 'on';
  }

  get isMobile(): boolean {
    return isMobile(this.#headers);
  }

  /** A range is one of the text as it is (spec delivery §14.4). */
  get coding(): ContentCoding | undefined {
    if (this.#headers.range !== undefined) return undefined;
    return chooseCoding(this.#headers['accept-encoding']?.toString());
  }
}

const maxWidth = 65_535;

/** The older names count where the newer are not sent (spec delivery §9). */
function readHints(headers: IncomingHttpHeaders): ClientHints {
  const width = readNumber(headers['sec-ch-width'] ?? headers.width);
  const dpr = readNumber(headers['sec-ch-dpr'] ?? headers.dpr);
  return {
    ...(width !== undefined && { width: Math.min(Math.ceil(width), maxWidth) }),
    ...(dpr !== undefined && { dpr: roundDpr(dpr) }),
  };
}

/** Hundredths are enough, and few enough to be kept. */
function roundDpr(dpr: number): number {
  return Math.round(Math.min(Math.max(dpr, dprBounds.min), dprBounds.max) * 100) / 100;
}

function readNumber(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string' || !/^\s*\d{1,9}(\.\d{1,9})?\s*$/.test(header)) return undefined;
  return Number(header) > 0 ? Number(header) : undefined;
}

/** Phones and tablets: by the hint, and by the name of those that send none. */
function isMobile(headers: IncomingHttpHeaders): boolean {
  const hint = headers['sec-ch-ua-mobile'];
  if (hint === '?1' || hint === '?0') return hint === '?1';
  return /\b(Mobi|Android|iPhone|iPad|iPod)/i.test(headers['user-agent'] ?? '');
}
