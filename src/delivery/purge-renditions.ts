import type { FileRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { PurgeTarget } from '../domain/purge.ts';
import { type ContentMark, markOfContent, type RenditionCache } from '../domain/rendition.ts';
import { parseDeliveryUrl } from '../transform/parse-url.ts';
import { readPathPrefix } from '../transform/url-prefix.ts';
import type { NamedTexts } from './named-texts.ts';
import type { ChoosePrint, PendingPrint, Print } from './print.ts';
import { type ParseSettings, rememberTransformations } from './remember-transformations.ts';
import { textOfWish, wishOf } from './wish-of.ts';

export interface RenditionPurgeParts {
  readonly files: Pick<FileRepository, 'findForDelivery' | 'listContents'>;
  readonly renditions: Pick<RenditionCache, 'delete' | 'deleteMadeFrom'>;
  readonly choosePrint: ChoosePrint;
  readonly named: () => NamedTexts;
  readonly settings: ParseSettings & { readonly sanitizeSvg: boolean };
  /** First path segment of delivery URLs. */
  readonly id: string;
}

/** Every client that a URL may be printed differently for. */
const clients = [true, false].flatMap((webp) => [true, false].map((avif) => ({ webp, avif })));

/** Enough for the disk to be walked rarely, few enough to be held: a mark takes about a hundred bytes. */
const marksAtOnce = 50_000;

/**
 * Renditions have no URL: one may be asked for by many. An exact URL is resolved as a delivery would, to the prints it may lead
 * to; below a wildcard everything goes that was made from any version of the files.
 */
export function createRenditionPurge(parts: RenditionPurgeParts): PurgeTarget {
  const parse = rememberTransformations(parts.settings);

  async function purgeExact(behind: string, signal: AbortSignal): Promise<void> {
    const url = parseDeliveryUrl(`/${parts.id}/${behind}`, { id: parts.id });
    if (url === undefined) return;
    const named = parts.named();
    const transformation = parse(url.transformation, named);
    for (const file of await findFiles(url.path, url.objectVersion, transformation.defaultImage)) {
      const wished = wishOf(transformation, url, file, parts.settings);
      const text = `${named.revision} ${textOfWish(url.transformation, wished)}`;
      for (const accepts of clients) {
        const wish = {
          file,
          transformation: wished,
          text,
          accepts,
          mayGenerate: false,
          signal: () => signal,
        };
        await unlessRefused(async () => forget(await parts.choosePrint(wish)));
      }
    }
  }

  /** Published or not: what is a draft now was delivered before. The default image may have stood in for the file. */
  async function findFiles(path: string, token?: string, defaultImage?: string): Promise<MediaFile[]> {
    const found = [await parts.files.findForDelivery(path, token)];
    if (defaultImage !== undefined) found.push(await parts.files.findForDelivery(defaultImage));
    return found.filter((file) => file !== undefined);
  }

  async function forget(print: Print | PendingPrint): Promise<void> {
    if (print.kind === 'plan') await parts.renditions.delete(print.key);
  }

  async function purgeBelow(pathPrefix: string, signal: AbortSignal): Promise<void> {
    let marks = new Set<ContentMark>();
    for await (const hashes of parts.files.listContents(pathPrefix)) {
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
      isPrefix ? purgeBelow(readPathPrefix(behind), signal) : unlessRefused(() => purgeExact(behind, signal)),
  };
}

/** What is refused was never printed; any other failure is tried again. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof MediaError) || error.code === 'busy') throw error;
  }
}
