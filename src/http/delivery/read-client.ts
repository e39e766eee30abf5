import type { IncomingHttpHeaders } from 'node:http';
import type { Client } from '../../delivery/client.ts';
import { dprBounds } from '../../transform/parameters/dpr.ts';
import type { ClientHints } from '../../transform/planning.ts';
import { chooseCoding } from './accept-coding.ts';

/** Nothing is read before something depends on it. */
export function readClient(headers: IncomingHttpHeaders): Client {
  return {
    accept: headers.accept,
    userAgent: headers['user-agent'],
    get hints() {
      return readHints(headers);
    },
    get savesData() {
      return headers['save-data']?.toString().trim().toLowerCase() === 'on';
    },
    get isMobile() {
      return isMobile(headers);
    },
    get coding() {
      // A range is one of the text as it is (spec delivery §14.4).
      return headers.range === undefined ? chooseCoding(headers['accept-encoding']?.toString()) : undefined;
    },
  };
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
