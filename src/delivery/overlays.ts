import type { FileRepository } from '../domain/database.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { PlanSource } from '../transform/planning.ts';
import { badOverlay, overLimit, overlayMissing } from '../transform/refusals.ts';
import { maxBytesOf, type PictureLimits } from './picture-limits.ts';
import { planSourceOf, stampOf } from './plan-source.ts';

export interface OverlayParts {
  readonly files: Pick<FileRepository, 'findForDelivery'>;
  readonly limits: PictureLimits;
}

/** The files that the layers of one print show, as they were found. */
export interface Overlays {
  readonly isEmpty: boolean;
  /** When the youngest of them was uploaded. */
  readonly since: Date | undefined;
  find(path: string): Promise<void>;
  /** Likewise for the font of a text layer. */
  findFont(path: string): Promise<void>;
  /** Undefined until it is found. */
  source(path: string): PlanSource | undefined;
  fontHash(path: string): string | undefined;
  /** The same versions stand at the same paths, and nothing about them has changed. */
  areStillThere(): Promise<boolean>;
}

export function createOverlays({ files, limits }: OverlayParts): Overlays {
  const found = new Map<string, Overlay>();
  return {
    get isEmpty() {
      return found.size === 0;
    },
    get since() {
      return [...found.values()].map(({ since }) => since).sort((a, b) => b.getTime() - a.getTime())[0];
    },
    async find(path) {
      found.set(path, overlayOf(path, await files.findForDelivery(path), limits));
    },
    async findFont(path) {
      found.set(path, fontOf(path, await files.findForDelivery(path)));
    },
    source: (path) => found.get(path)?.source,
    fontHash: (path) => found.get(path)?.contentHash,
    async areStillThere() {
      for (const [path, { stamp }] of found) {
        const file = await files.findForDelivery(path);
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
function publishedVersion(path: string, file: MediaFile | undefined): MediaFile {
  if (!file?.current.details.isPublished) throw overlayMissing(path);
  return file;
}

function overlayOf(path: string, found: MediaFile | undefined, limits: PictureLimits): Overlay {
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
function fontOf(path: string, found: MediaFile | undefined): Overlay {
  return asFound(publishedVersion(path, found));
}

function asFound(file: MediaFile): Overlay {
  const { blobHash, createdAt } = file.current;
  return { contentHash: blobHash, stamp: stampOf(file), since: createdAt };
}
