import type { FilePlace, Repositories } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { checkPathLength, joinPath, normalizePath, sanitizeFolderPath, splitPath } from '../domain/names.ts';

/** From which file to which folder, as a copy and a move name them. */
export interface JourneyRequest {
  readonly sourceFilePath: string;
  readonly destinationPath: string;
}

export interface Journey {
  readonly sourcePath: string;
  readonly place: FilePlace;
  /** Errors echo it as the client wrote it (spec library-api §1.8). */
  readonly sourceAsSent: string;
}

/** Everything that can be said without the library. A source is matched; a destination may have to be made. */
export function readJourney({ sourceFilePath, destinationPath }: JourneyRequest): Journey {
  const sourcePath = normalizePath(sourceFilePath);
  const source = splitPath(sourcePath);
  const place = { folderPath: sanitizeFolderPath(destinationPath), name: source.name };
  if (source.folderPath === place.folderPath) {
    throw invalid('sourceFilePath and destinationPath cannot be same.', {
      reason: 'SAME_SOURCE_AND_DESTINATION',
    });
  }
  checkPathLength(joinPath(place.folderPath, place.name), 'destinationPath');
  return { sourcePath, place, sourceAsSent: sourceFilePath };
}

export interface Arrival {
  readonly source: MediaFile;
  readonly place: FilePlace;
  /** The file that has the place already. */
  readonly existing: MediaFile | undefined;
}

/** Makes the folder. Inside a transaction what is found here stays so until it ends. */
export async function arrive(
  { files, folders }: Pick<Repositories, 'files' | 'folders'>,
  { sourcePath, sourceAsSent, place }: Journey,
  now: Date,
): Promise<Arrival> {
  const source = await files.findByPath(sourcePath);
  if (source === undefined) {
    throw notFound(`No file found with filePath \`${sourceAsSent}\`.`, { reason: 'SOURCE_FILE_MISSING' });
  }
  await folders.ensure(place.folderPath, now);
  return { source, place, existing: await files.findByPath(joinPath(place.folderPath, place.name)) };
}
