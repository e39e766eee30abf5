import type { DetectionRepository } from '../domain/database.ts';
import type { Store } from './store.ts';

export function createDetectionRepository({ read, write }: Store): DetectionRepository {
  return {
    async find({ contentHash, subject, detector }) {
      const row = await read
        .selectFrom('detections')
        .select('found')
        .where('content_hash', '=', contentHash)
        .where('subject', '=', subject)
        .where('detector', '=', detector)
        .executeTakeFirst();
      return row && JSON.parse(row.found);
    },

    async put({ contentHash, subject, detector }, found) {
      const row = { detector, found: JSON.stringify(found) };
      await write
        .insertInto('detections')
        .values({ content_hash: contentHash, subject, ...row })
        .onConflict((conflict) => conflict.columns(['content_hash', 'subject']).doUpdateSet(row))
        .execute();
    },

    async delete(contentHash) {
      const of = read.selectFrom('detections').select('subject').where('content_hash', '=', contentHash);
      // Most contents have none, and every write makes look-ups be forgotten.
      if ((await of.limit(1).executeTakeFirst()) === undefined) return;
      await write.deleteFrom('detections').where('content_hash', '=', contentHash).execute();
    },
  };
}
