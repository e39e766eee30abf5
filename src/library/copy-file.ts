import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import { makeDeliveryToken, makeId, type VersionId } from '../domain/ids.ts';
import type { Version } from '../domain/version.ts';
import { type Arrival, arrive, type JourneyRequest, readJourney } from './destination.ts';
import { numberVersions } from './version-numbers.ts';

export interface CopyRequest extends JourneyRequest {
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
    const journey = readJourney(request);
    await database.transaction(async (repositories) => {
      const now = clock.now();
      const arrival = await arrive(repositories, journey, now);
      await copyTo(repositories.files, arrival, { includeOlder: request.includeFileVersions, now });
    });
  };
}

export interface CopyOptions {
  readonly includeOlder: boolean;
  readonly now: Date;
}

export async function copyTo(
  files: FileRepository,
  arrival: Arrival,
  { includeOlder, now }: CopyOptions,
): Promise<void> {
  const { source } = arrival;
  const originals = includeOlder ? await files.listVersions(source.id) : [source.current];
  await insertCopies(files, arrival, await makeCopies(files, arrival, originals, now));
}

interface Copies {
  readonly current: Version;
  /** In the order in which they were superseded. */
  readonly older: readonly Version[];
}

async function makeCopies(
  files: FileRepository,
  { source, existing }: Arrival,
  originals: readonly Version[],
  now: Date,
): Promise<Copies> {
  const numberOf = await numberVersions(files, existing, originals);
  const fileId = existing?.id ?? makeId<'file'>(now);
  const copy = (version: Version): Version => ({
    ...version,
    key: makeId<'version-key'>(now),
    // The current version goes by the file's own id (spec library-api §2.2).
    id: version.isCurrent ? (fileId as string as VersionId) : makeId<'version'>(now),
    fileId,
    number: numberOf(version),
    deliveryToken: makeDeliveryToken(),
    createdAt: now,
    updatedAt: now,
  });
  const older = originals.filter(({ isCurrent }) => !isCurrent).toReversed();
  return { current: copy(source.current), older: older.map(copy) };
}

async function insertCopies(
  files: FileRepository,
  { place, existing }: Arrival,
  { current, older }: Copies,
): Promise<void> {
  const at = current.createdAt;
  if (existing === undefined) await files.insert({ id: current.fileId, ...place, createdAt: at, current });
  else await files.addVersion(current, { id: makeId<'version'>(at), at });
  for (const version of older) await files.addOlderVersion(version);
}
