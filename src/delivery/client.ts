import { overriddenAccept } from '../access/access-rules.ts';
import type { Accepts, ClientHints } from '../transform/planning.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { Account } from './account.ts';
import type { ContentCoding } from './content-coding.ts';
import type { Asker } from './origins/asker.ts';

/** What a client says of itself. Whoever gives it reads each part only when it is asked for: most answers need two. */
export interface Client extends Asker {
  readonly accept: string | undefined;
  readonly userAgent: string | undefined;
  readonly hints: ClientHints;
  readonly savesData: boolean;
  readonly isMobile: boolean;
  /** The best of those it takes; undefined: none. */
  readonly coding: ContentCoding | undefined;
}

/** One that says nothing: what it is sent depends on the URL alone. */
export const plainClient: Client = {
  host: undefined,
  cdnLoop: undefined,
  accept: undefined,
  userAgent: undefined,
  hints: {},
  savesData: false,
  isMobile: false,
  coding: undefined,
};

/** What of it a print depends on. What it does not depend on is absent, so that equal prints are remembered once. */
export interface PrintClient {
  readonly accepts: Accepts;
  readonly hints?: ClientHints;
  readonly savesData?: boolean;
  readonly isMobile?: boolean;
}

export function printClientOf(client: Client, { hints }: Transformation, account: Account): PrintClient {
  const { settings } = account;
  const accept = overriddenAccept(settings.acceptOverrides, client.userAgent) ?? client.accept;
  const accepts = readAccepts(accept);
  if (hints === undefined && !account.dependsOnDevice) return accepts;
  return {
    ...accepts,
    ...(hints && { hints: usedHints(client.hints, hints) }),
    ...(settings.saveData && client.savesData && { savesData: true }),
    ...(settings.maxSizeMobile && client.isMobile && { isMobile: true }),
  };
}

/** For every pair, made once: a hit asks for nothing else. */
const plainClients = [false, true].map((avif) => [false, true].map((webp) => ({ accepts: { webp, avif } })));

/** Literal media types only: a wildcard is no promise to understand WebP (spec delivery §7.2). */
function readAccepts(accept: string | undefined): PrintClient {
  const [webp, avif] = [accept?.includes('image/webp') ?? false, accept?.includes('image/avif') ?? false];
  return plainClients[Number(avif)]?.[Number(webp)] ?? { accepts: { webp, avif } };
}

function usedHints({ width, dpr }: ClientHints, needs: NonNullable<Transformation['hints']>): ClientHints {
  return {
    ...(needs.width && width !== undefined && { width }),
    ...(needs.dpr && dpr !== undefined && { dpr }),
  };
}

/** Every client that a URL may be printed differently for, hints aside: those are too many. */
export function everyPrintClient({ dependsOnDevice }: Account): PrintClient[] {
  const plain = plainClients.flat();
  if (!dependsOnDevice) return plain;
  const withSavings = plain.flatMap((client) => [client, { ...client, savesData: true }]);
  return withSavings.flatMap((client) => [client, { ...client, isMobile: true }]);
}
