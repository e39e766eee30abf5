import type { AssetRepository } from '../domain/database.ts';
import { pathOf } from '../domain/media-file.ts';

/** Path of the oldest picture that anyone may see, if one is among the first of the library. */
export async function findSample(assets: AssetRepository): Promise<string | undefined> {
  const oldest = await assets.list({
    type: 'file',
    fileType: 'image',
    sort: { field: 'created', direction: 'asc' },
    limit: 20,
    skip: 0,
  });
  const shown = oldest.find(
    (asset) =>
      asset.type === 'file' &&
      asset.file.current.details.isPublished &&
      !asset.file.current.details.isPrivate &&
      asset.file.current.facts.image !== undefined,
  );
  return shown?.type === 'file' ? pathOf(shown.file) : undefined;
}
