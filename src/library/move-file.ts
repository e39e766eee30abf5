import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { makeId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { arrive, placeOf, readJourney } from './destination.ts';
import { numberVersions } from './version-numbers.ts';

export interface MoveRequest {
  readonly sourceFilePath: string;
  readonly destinationPath: string;
}

export type MoveFile = (request: MoveRequest) => Promise<void>;

export interface MoveParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** With all versions. Where a file of that name is, the versions of both become its history (spec library-api §3.7). */
export function createMoveFile({ database, clock }: MoveParts): MoveFile {
  return async (request) => {
    const journey = readJourney(request.sourceFilePath, request.destinationPath);
    await database.transaction(async (repositories) => {
      const now = clock.now();
      const { files } = repositories;
      const { source, existing } = await arrive(repositories, journey, now);
      if (existing === undefined) await files.move(source.id, placeOf(journey), now);
      else await merge(files, source, existing, now);
    });
  };
}

async function merge(
  files: FileRepository,
  source: MediaFile,
  existing: MediaFile,
  now: Date,
): Promise<void> {
  await files.merge({
    from: source.id,
    into: existing.id,
    numbers: await numberVersions(files, existing, await files.listVersions(source.id)),
    superseded: { id: makeId<'version'>(now), at: now },
  });
}
