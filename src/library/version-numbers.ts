import type { FileRepository } from '../domain/database.ts';
import { invalid } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { maxVersionsPerFile, type Version } from '../domain/version.ts';

/** The number that a version gets where it comes to. */
export type NumberOf = (version: Version) => number;

/**
 * Versions that come to a file are numbered on from the highest one it ever had, in the order they have among
 * themselves (spec library-api §3.6). `existing` undefined: the file is new. Throws `invalid` when they are too many.
 */
export async function numberVersions(
  files: FileRepository,
  existing: MediaFile | undefined,
  coming: readonly Version[],
): Promise<NumberOf> {
  const present = existing === undefined ? 0 : await files.countVersions(existing.id);
  if (present + coming.length > maxVersionsPerFile) {
    throw invalid(`Total number of file versions is more than the allowed limit of ${maxVersionsPerFile}.`, {
      reason: 'VERSION_LIMIT_EXCEEDED',
    });
  }
  const highest = existing === undefined ? 0 : await files.highestVersionNumber(existing.id);
  return ({ number }) => highest + coming.filter((other) => other.number <= number).length;
}
