import type { Clock } from '../domain/clock.ts';
import type { Database, FileRepository } from '../domain/database.ts';
import type { FileId } from '../domain/ids.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { VersionDetails } from '../domain/version.ts';
import { type BulkFailure, type BulkOutcome, distinctIds, getFiles } from './bulk-files.ts';
import { areTooLong, checkTags } from './details.ts';

/** One change of the tags of many files (spec library-api §5). */
export type TagChange =
  | { readonly kind: 'add'; readonly tags: readonly string[] }
  | { readonly kind: 'remove'; readonly tags: readonly string[] }
  | { readonly kind: 'remove-ai'; readonly names: readonly string[] };

export type ChangeTags = (ids: readonly string[], change: TagChange) => Promise<BulkOutcome>;

export interface ChangeTagsParts {
  readonly database: Database;
  readonly clock: Clock;
}

const limit = { most: 50, sentence: 'A maximum of 50 files can be edited at a time.' };

/** Files that may not have so many tags are told of; the others change, all in one transaction. To remove cannot fail. */
export function createChangeTags({ database, clock }: ChangeTagsParts): ChangeTags {
  return async (ids, change) => {
    const distinct = distinctIds(ids, limit);
    if (change.kind !== 'remove-ai') checkTags(change.tags);
    return database.transaction(async ({ files }) =>
      changeEach(files, await getFiles(files, distinct), change, clock.now()),
    );
  };
}

async function changeEach(
  files: FileRepository,
  found: readonly MediaFile[],
  change: TagChange,
  now: Date,
): Promise<BulkOutcome> {
  const succeeded: FileId[] = [];
  const failed: BulkFailure[] = [];
  for (const { id, current } of found) {
    const details = applyChange(current.details, change);
    if (details === undefined) {
      failed.push({ fileId: id, error: 'Error in adding tags' });
    } else {
      await files.updateDetails(current.key, details, { at: now });
      succeeded.push(id);
    }
  }
  return { succeeded, failed };
}

/** Undefined when this file may not have so many tags. */
function applyChange(details: VersionDetails, change: TagChange): VersionDetails | undefined {
  switch (change.kind) {
    case 'add': {
      const tags = [...new Set([...details.tags, ...change.tags])];
      return areTooLong(tags) ? undefined : { ...details, tags };
    }
    case 'remove':
      return { ...details, tags: details.tags.filter((tag) => !change.tags.includes(tag)) };
    case 'remove-ai':
      return { ...details, aiTags: details.aiTags.filter(({ name }) => !change.names.includes(name)) };
  }
}
