import type { FileRepository, FolderRepository } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { checkPathLength, joinPath, normalizePath, sanitizeFolderPath, splitPath } from '../domain/names.ts';

/** From which file to which folder: both paths as they are kept. */
export interface Journey {
  readonly sourcePath: string;
  readonly folderPath: string;
  /** Where the file arrives. */
  readonly path: string;
  /** The source as the client wrote it: errors echo it (spec library-api §1.8). */
  readonly sourceAsSent: string;
}

/** Everything that can be said without the library. A source is matched, a destination may have to be made. */
export function readJourney(sourceFilePath: string, destinationPath: string): Journey {
  const sourcePath = normalizePath(sourceFilePath);
  const folderPath = sanitizeFolderPath(destinationPath);
  const source = splitPath(sourcePath);
  const path = joinPath(folderPath, source.name);
  if (source.folderPath === folderPath) {
    throw invalid('sourceFilePath and destinationPath cannot be same.', {
      reason: 'SAME_SOURCE_AND_DESTINATION',
    });
  }
  checkPathLength(path, 'destinationPath');
  return { sourcePath, folderPath, path, sourceAsSent: sourceFilePath };
}

export interface Arrival {
  readonly source: MediaFile;
  /** The file that has the place already. */
  readonly existing: MediaFile | undefined;
}

/** Within a transaction: what is found here stays so until it ends. Makes the folder. */
export async function arrive(
  { files, folders }: { readonly files: FileRepository; readonly folders: FolderRepository },
  journey: Journey,
  now: Date,
): Promise<Arrival> {
  const source = await files.findByPath(journey.sourcePath);
  if (source === undefined) {
    throw notFound(`No file found with filePath \`${journey.sourceAsSent}\`.`, {
      reason: 'SOURCE_FILE_MISSING',
    });
  }
  await folders.ensure(journey.folderPath, now);
  return { source, existing: await files.findByPath(journey.path) };
}

/** The place of a file under the same name in another folder. */
export function placeOf({ path }: Journey): { readonly folderPath: string; readonly name: string } {
  return splitPath(path);
}
