import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { makeId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { arrive, type JourneyRequest, readJourney } from './destination.ts';
import { numberVersions } from './version-numbers.ts';

export type MoveFile = (request: JourneyRequest) => Promise<void>;

export interface MoveParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** With all versions. Where a file of that name is, its history takes them in (spec library-api §3.7). */
export function createMoveFile({ database, clock }: MoveParts): MoveFile {
  return async (request) => {
    const journey = readJourney(request);
    await database.transaction(async (repositories) => {
      const now = clock.now();
      const { files } = repositories;
      const { source, place, existing } = await arrive(repositories, journey, now);
      if (existing === undefined) await files.move(source.id, place, now);
      else await mergeInto(files, existing, source, now);
    });
  };
}

export async function mergeInto(
  files: FileRepository,
  existing: MediaFile,
  source: MediaFile,
  now: Date,
): Promise<void> {
  const versions = await files.listVersions(source.id);
  const numberOf = await numberVersions(files, existing, versions);
  await files.merge({
    from: source.id,
    into: existing.id,
    numbers: new Map(versions.map((version) => [version.key, numberOf(version)])),
    superseded: { id: makeId<'version'>(now), at: now },
  });
}
