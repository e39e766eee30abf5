import type { Clock } from '../domain/clock.ts';
import type { CustomMetadata } from '../domain/custom-field.ts';
import {
  changeCustomMetadata,
  checkCustomMetadata,
  type WrittenMetadata,
} from '../domain/custom-metadata.ts';
import type { CustomFieldRepository, Database, FileRepository } from '../domain/database.ts';
import { invalid } from '../domain/errors.ts';
import { type FileId, makeDeliveryToken } from '../domain/ids.ts';
import { type MediaFile, pathOf } from '../domain/media-file.ts';
import type { AiTag, Version, VersionDetails } from '../domain/version.ts';
import { checkCustomCoordinates, checkDescription, checkTags } from './details.ts';
import { getFile, readFileId } from './get-file.ts';
import type { Purges } from './purge-cache.ts';

/** Absent means unchanged, null means cleared (spec library-api §3.3). */
export interface DetailsUpdate {
  readonly tags?: readonly string[] | null;
  readonly customCoordinates?: string | null;
  readonly description?: string | null;
  /** Key by key; null unsets. */
  readonly customMetadata?: WrittenMetadata;
  readonly removeAITags?: readonly string[] | 'all';
  readonly publish?: { readonly isPublished: boolean; readonly includeFileVersions: boolean };
}

export type UpdateDetails = (id: string, update: DetailsUpdate) => Promise<MediaFile>;

export interface UpdateDetailsParts {
  readonly database: Database;
  readonly purges: Pick<Purges, 'startBelow'>;
  readonly clock: Clock;
}

export function createUpdateDetails(parts: UpdateDetailsParts): UpdateDetails {
  return async (id, update) => {
    const fileId = readFileId(id);
    checkUpdate(update);
    let published = 0;
    const updated = await parts.database.transaction(async ({ files, customFields }) => {
      const mergeMetadata = await prepareMerge(customFields, update.customMetadata);
      const file = await getFile(files, fileId);
      const now = parts.clock.now();
      if (update.publish !== undefined) published = await publish(files, file, update.publish, now);
      else if (Object.keys(update).length > 0) {
        const old = file.current.details;
        const customMetadata = mergeMetadata(old.customMetadata);
        const details = { ...changeDetails(old, update), customMetadata };
        await files.updateDetails(file.current.key, details, { at: now });
      }
      return getFile(files, fileId);
    });
    // One for all versions (spec library-api §3.3). Should none be left this month: no URL works any more anyway.
    if (published > 0 && update.publish?.isPublished === false)
      await parts.purges.startBelow(pathOf(updated));
    return updated;
  };
}

/** Everything is checked before anything is written. */
function checkUpdate(update: DetailsUpdate): void {
  if (update.publish !== undefined && Object.keys(update).length > 1) {
    throw invalid('Your request cannot contain any other parameters when publish is present');
  }
  if (update.tags != null) checkTags(update.tags);
  if (update.customCoordinates != null) checkCustomCoordinates(update.customCoordinates);
  if (update.description != null) checkDescription(update.description);
}

export function changeDetails(details: VersionDetails, update: DetailsUpdate): VersionDetails {
  const { customCoordinates: oldCoordinates, description: oldDescription, ...rest } = details;
  const customCoordinates =
    update.customCoordinates === undefined ? oldCoordinates : update.customCoordinates;
  const description = update.description === undefined ? oldDescription : update.description;
  return {
    ...rest,
    tags: update.tags === undefined ? details.tags : [...new Set(update.tags ?? [])],
    aiTags: withoutAiTags(details.aiTags, update.removeAITags),
    ...(customCoordinates ? { customCoordinates } : {}),
    ...(description ? { description } : {}),
  };
}

/** Checked against the fields of this very moment: one that was just deleted takes no value any more. */
async function prepareMerge(
  customFields: CustomFieldRepository,
  written: WrittenMetadata | undefined,
): Promise<(old: CustomMetadata) => CustomMetadata> {
  if (written === undefined) return (old) => old;
  const fields = await customFields.list({ includeDeleted: false });
  checkCustomMetadata(written, fields);
  return (old) => changeCustomMetadata(old, written, fields);
}

function withoutAiTags(aiTags: readonly AiTag[], removed: DetailsUpdate['removeAITags']): readonly AiTag[] {
  if (removed === undefined) return aiTags;
  return removed === 'all' ? [] : aiTags.filter((tag) => !removed.includes(tag.name));
}

/** Returns how many versions changed. */
async function publish(
  files: FileRepository,
  file: MediaFile,
  wish: NonNullable<DetailsUpdate['publish']>,
  now: Date,
): Promise<number> {
  const versions = wish.includeFileVersions ? await files.listVersions(file.id as FileId) : [file.current];
  const changing = versions.filter(({ details }) => details.isPublished !== wish.isPublished);
  for (const version of changing) await setPublished(files, version, wish.isPublished, now);
  return changing.length;
}

/** A version's delivery token dies with its state, so that old links to a draft stop working. */
async function setPublished(
  files: FileRepository,
  version: Version,
  isPublished: boolean,
  now: Date,
): Promise<void> {
  await files.updateDetails(
    version.key,
    { ...version.details, isPublished },
    { at: now, deliveryToken: makeDeliveryToken() },
  );
}
