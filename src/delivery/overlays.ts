import type { PlanSource } from '../transform/planning.ts';
import { badOverlay, overLimit, overlayMissing } from '../transform/refusals.ts';
import type { FileRequest, FindFile } from './origins/find-file.ts';
import { maxBytesOf, type PictureLimits } from './picture-limits.ts';
import { planSourceOf, stampOf } from './plan-source.ts';
import type { SourceFile } from './source-file.ts';

export interface OverlayParts {
  readonly findFile: FindFile;
  readonly limits: PictureLimits;
}

/** On whose behalf files are looked for. */
export type OverlayRequest = Pick<FileRequest, 'endpoint' | 'asker' | 'signal'>;

/** The files that the layers of one print show, as they were found. */
export interface Overlays {
  readonly isEmpty: boolean;
  /** When the youngest of them was uploaded. */
  readonly since: Date | undefined;
  find(path: string, request: OverlayRequest): Promise<void>;
  /** Likewise for the font of a text layer. */
  findFont(path: string, request: OverlayRequest): Promise<void>;
  /** Undefined until it is found. */
  source(path: string): PlanSource | undefined;
  fontHash(path: string): string | undefined;
  /** The same versions stand at the same paths, and nothing about them has changed. */
  areStillThere(request: OverlayRequest): Promise<boolean>;
}

/** What is found is remembered with the print; requests, and the connections behind them, are not. */
export function createOverlays({ findFile, limits }: OverlayParts): Overlays {
  const found = new Map<string, Overlay>();
  const find = (path: string, { endpoint, asker, signal }: OverlayRequest) =>
    findFile({ path, endpoint, asker, signal, isAnyWelcome: false });
  return {
    get isEmpty() {
      return found.size === 0;
    },
    get since() {
      return [...found.values()].map(({ since }) => since).sort((a, b) => b.getTime() - a.getTime())[0];
    },
    async find(path, request) {
      found.set(path, overlayOf(path, await find(path, request), limits));
    },
    async findFont(path, request) {
      found.set(path, fontOf(path, await find(path, request)));
    },
    source: (path) => found.get(path)?.source,
    fontHash: (path) => found.get(path)?.contentHash,
    async areStillThere(request) {
      for (const [path, { stamp }] of found) {
        const file = await find(path, request);
        if (!file?.current.details.isPublished || stampOf(file) !== stamp) return false;
      }
      return true;
    },
  };
}

interface Overlay {
  readonly contentHash: string;
  /** Absent for a font. */
  readonly source?: PlanSource;
  readonly stamp: string;
  readonly since: Date;
}

/** A private file may be shown, because it appears in a composition only; a draft may not (T30). */
function publishedVersion(path: string, file: SourceFile | undefined): SourceFile {
  if (!file?.current.details.isPublished) throw overlayMissing(path);
  return file;
}

function overlayOf(path: string, found: SourceFile | undefined, limits: PictureLimits): Overlay {
  const file = publishedVersion(path, found);
  const { facts, sizeBytes } = file.current;
  // A layer needs no suffix to be a picture of a document (spec image-transformations §3.3).
  const image = facts.image ?? facts.document;
  if (image === undefined) throw badOverlay(path);
  const limit = maxBytesOf(image, limits);
  if (sizeBytes > limit) throw overLimit(`The layer ${path} has more than ${limit} bytes`);
  return { ...asFound(file), source: planSourceOf(file, image) };
}

/** Whether it is one, the renderer will see. */
function fontOf(path: string, found: SourceFile | undefined): Overlay {
  return asFound(publishedVersion(path, found));
}

function asFound(file: SourceFile): Overlay {
  const { blobHash, createdAt } = file.current;
  return { contentHash: blobHash, stamp: stampOf(file), since: createdAt };
}
