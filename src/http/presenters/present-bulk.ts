import type { Static } from 'typebox';
import type { BulkOutcome } from '../../library/bulk-files.ts';
import type { PartlyUpdatedFiles, UpdatedFiles } from '../schemas/bulk-files.ts';

export type BulkAnswer =
  | { readonly status: 200; readonly body: Static<typeof UpdatedFiles> }
  | { readonly status: 207; readonly body: Static<typeof PartlyUpdatedFiles> };

/** 207 as soon as one file failed (spec library-api §5). */
export function presentBulkUpdate({ succeeded, failed }: BulkOutcome): BulkAnswer {
  const body = { successfullyUpdatedFileIds: succeeded };
  return failed.length === 0 ? { status: 200, body } : { status: 207, body: { ...body, errors: failed } };
}
