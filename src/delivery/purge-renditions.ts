import { MediaError } from '../domain/errors.ts';
import type { PurgeTarget } from '../domain/purge.ts';
import { type ContentMark, markOfContent, type RenditionCache } from '../domain/rendition.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import { type EndpointsByPrefix, findEndpoint } from '../transform/find-endpoint.ts';
import { parseDeliveryUrl } from '../transform/parse-url.ts';
import { readPathPrefix } from '../transform/url-prefix.ts';
import type { Account } from './account.ts';
import { everyPrintClient, plainClient } from './client.ts';
import { contentCodings, keyOfCoded } from './content-coding.ts';
import type { NamedTexts } from './named-texts.ts';
import type { ChoosePrint, PendingPrint, Print, PrintRequest } from './print.ts';
import { type ParseSettings, rememberTransformations } from './remember-transformations.ts';
import type { SourceFile } from './source-file.ts';
import { wishOf } from './wish-of.ts';

export interface RenditionPurgeParts {
  readonly files: PurgedFiles;
  readonly renditions: Pick<RenditionCache, 'delete' | 'deleteMadeFrom'>;
  readonly choosePrint: ChoosePrint;
  readonly named: () => NamedTexts;
  readonly account: () => Account;
  readonly settings: ParseSettings & { readonly sanitizeSvg: boolean };
  /** First path segment of delivery URLs. */
  readonly id: string;
  readonly endpoints: () => EndpointsByPrefix;
}

/** Whose prints go: files of the library, or of origins. */
export interface PurgedFiles {
  /** Those that the URL may have led to; `defaultImage`: what may have stood in for them. */
  at(url: DeliveryUrl, defaultImage: string | undefined): Promise<readonly SourceFile[]>;
  /** Contents of those below, piece by piece. */
  below(endpoint: string, pathPrefix: string): AsyncIterable<readonly string[]>;
}

type PlannedOrNot = Print | PendingPrint | 'unknown' | undefined;

/** Enough for the disk to be walked rarely, few enough to be held: a mark takes about a hundred bytes. */
const marksAtOnce = 50_000;

/**
 * Renditions have no URL: one may be asked for by many. An exact URL is resolved as a delivery would, to the prints it may lead
 * to; below a wildcard everything goes that was made from any version of the files.
 */
export function createRenditionPurge(parts: RenditionPurgeParts): PurgeTarget {
  const parse = rememberTransformations(parts.settings);

  async function purgeExact(behind: string, signal: AbortSignal): Promise<void> {
    const url = parseDeliveryUrl(`/${parts.id}/${behind}`, { id: parts.id, endpoints: parts.endpoints() });
    if (url === undefined) return;
    const [named, account] = [parts.named(), parts.account()];
    const transformation = parse(url.transformation, named);
    for (const file of await parts.files.at(url, transformation.defaultImage)) {
      const wished = wishOf(transformation, url, file, parts.settings);
      // For every width that a client may have hinted at there is another print.
      if (wished.hints !== undefined) await forgetMadeFrom(file, signal);
      for (const client of everyPrintClient(account)) {
        const wish = {
          file,
          transformation: wished,
          text: url.transformation,
          namedRevision: named.revision,
          account,
          client,
          endpoint: url.endpoint,
          asker: plainClient,
          mayAskModels: false,
          signal: () => signal,
        };
        await forgetPrint(wish, signal);
      }
    }
  }

  async function forgetPrint(wish: PrintRequest, signal: AbortSignal): Promise<void> {
    const print = await planPrint(wish, signal);
    if (print === 'unknown') await forgetMadeFrom(wish.file, signal);
    else if (print?.kind === 'original') await forgetCoded(wish.file.current.blobHash);
    else if (print?.kind === 'plan') {
      await parts.renditions.delete(print.key);
      await forgetCoded(print.key);
    }
  }

  /**
   * Undefined: it is refused, hence was never printed. Planning may need pixels, and fails when nobody can look at them: then
   * nobody knows which print it is, and trying again would hold up every later purge.
   */
  async function planPrint(wish: PrintRequest, signal: AbortSignal): Promise<PlannedOrNot> {
    try {
      return await parts.choosePrint(wish);
    } catch (error) {
      signal.throwIfAborted();
      return isRefusal(error) ? undefined : 'unknown';
    }
  }

  /** A text is kept as it is compressed, too. */
  async function forgetCoded(keyOrContent: string): Promise<void> {
    for (const coding of contentCodings) await parts.renditions.delete(keyOfCoded(keyOrContent, coding));
  }

  /** More than was asked for, and never less. */
  async function forgetMadeFrom({ current }: SourceFile, signal: AbortSignal): Promise<void> {
    await parts.renditions.deleteMadeFrom(new Set([markOfContent(current.blobHash)]), signal);
  }

  async function purgePrefix(behind: string, signal: AbortSignal): Promise<void> {
    const endpoints = parts.endpoints();
    const found = findEndpoint(behind, endpoints);
    await purgeBelow(found.prefix, readPathPrefix(found.behind), signal);
    // It may end within the prefix of an endpoint: then all of that begins so.
    for (const prefix of endpoints.keys()) {
      if (prefix !== '' && prefix.startsWith(behind)) await purgeBelow(prefix, '/', signal);
    }
  }

  async function purgeBelow(endpoint: string, pathPrefix: string, signal: AbortSignal): Promise<void> {
    let marks = new Set<ContentMark>();
    for await (const hashes of parts.files.below(endpoint, pathPrefix)) {
      signal.throwIfAborted();
      for (const hash of hashes) marks.add(markOfContent(hash));
      if (marks.size < marksAtOnce) continue;
      await parts.renditions.deleteMadeFrom(marks, signal);
      marks = new Set();
    }
    await parts.renditions.deleteMadeFrom(marks, signal);
  }

  return {
    purge: ({ behind, isPrefix }, signal) =>
      isPrefix ? purgePrefix(behind, signal) : unlessRefused(() => purgeExact(behind, signal)),
  };
}

/** What is refused was never printed; any other failure is tried again. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof MediaError && error.code !== 'busy';
}
