import type { BulkFailure, BulkOutcome } from '../../library/bulk-files.ts';

export interface BulkAnswer {
  readonly status: 200 | 207;
  readonly body: {
    readonly successfullyUpdatedFileIds: readonly string[];
    readonly errors?: readonly BulkFailure[];
  };
}

/** 207 as soon as one file failed (spec library-api §5). */
export function presentBulkUpdate({ succeeded, failed }: BulkOutcome): BulkAnswer {
  const body = { successfullyUpdatedFileIds: succeeded };
  return failed.length === 0 ? { status: 200, body } : { status: 207, body: { ...body, errors: failed } };
}
