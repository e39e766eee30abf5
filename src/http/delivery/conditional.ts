import type { IncomingHttpHeaders } from 'node:http';

interface Validators {
  readonly etag: string;
  readonly lastModified: Date;
}

/** RFC 9110 §13.2.2: If-None-Match first, compared weakly; If-Modified-Since only without it. */
export function isNotModified(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return ifNoneMatch.trim() === '*' || listsEtag(ifNoneMatch, etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && wholeSeconds(lastModified) <= since;
}

/** RFC 9110 §13.1.5: a range counts only while the client holds a part of these very bytes. */
export function mayUseRange(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const ifRange = headers['if-range'];
  if (typeof ifRange !== 'string') return ifRange === undefined;
  if (ifRange.startsWith('"')) return ifRange === `"${etag}"`;
  return Date.parse(ifRange) === wholeSeconds(lastModified);
}

function listsEtag(header: string, etag: string): boolean {
  return header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === `"${etag}"`);
}

/** HTTP dates have no fractions. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000;
}
