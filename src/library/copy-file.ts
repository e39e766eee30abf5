import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { type FileId, makeDeliveryToken, makeId, type VersionId } from '../domain/ids.ts';
import type { Version } from '../domain/version.ts';
import { type Arrival, arrive, type Journey, placeOf, readJourney } from './destination.ts';
import { numberVersions } from './version-numbers.ts';

export interface CopyRequest {
  readonly sourceFilePath: string;
  readonly destinationPath: string;
  readonly includeFileVersions: boolean;
}

export type CopyFile = (request: CopyRequest) => Promise<void>;

export interface CopyParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Rows alone: the copies are made of the same bytes (spec library-api §3.6). */
export function createCopyFile({ database, clock }: CopyParts): CopyFile {
  return async (request) => {
    const journey = readJourney(request.sourceFilePath, request.destinationPath);
    await database.transaction(async (repositories) => {
      const now = clock.now();
      const arrival = await arrive(repositories, journey, now);
      const copies = await makeCopies(repositories.files, arrival, request, now);
      await insertCopies(repositories.files, { journey, arrival, copies, now });
    });
  };
}

interface Copies {
  readonly current: Version;
  /** In the order in which they were superseded. */
  readonly older: readonly Version[];
}

async function makeCopies(
  files: FileRepository,
  { source, existing }: Arrival,
  { includeFileVersions }: CopyRequest,
  now: Date,
): Promise<Copies> {
  const originals = includeFileVersions ? await files.listVersions(source.id) : [source.current];
  const numbers = await numberVersions(files, existing, originals);
  const fileId = existing?.id ?? makeId<'file'>(now);
  const copy = (version: Version): Version => ({
    ...version,
    key: makeId<'version-key'>(now),
    id: version.isCurrent ? currentIdOf(fileId) : makeId<'version'>(now),
    fileId,
    number: numbers.get(version.key) ?? version.number,
    deliveryToken: makeDeliveryToken(),
    createdAt: now,
    updatedAt: now,
  });
  const older = originals.filter(({ isCurrent }) => !isCurrent).toReversed();
  return { current: copy(source.current), older: older.map(copy) };
}

/** The current version goes by the file's own id (spec library-api §2.2). */
function currentIdOf(fileId: FileId): VersionId {
  return fileId as string as VersionId;
}

async function insertCopies(
  files: FileRepository,
  {
    journey,
    arrival: { existing },
    copies: { current, older },
    now,
  }: { journey: Journey; arrival: Arrival; copies: Copies; now: Date },
): Promise<void> {
  if (existing === undefined) {
    await files.insert({ id: current.fileId, ...placeOf(journey), createdAt: now, current });
  } else {
    await files.addVersion(current, { id: makeId<'version'>(now), at: now });
  }
  for (const version of older) await files.addOlderVersion(version);
}
