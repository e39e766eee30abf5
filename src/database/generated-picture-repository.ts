import type { GeneratedPictureRepository } from '../domain/database.ts';
import type { Store } from './store.ts';

export function createGeneratedPictureRepository({ read, write }: Store): GeneratedPictureRepository {
  return {
    async find(key) {
      const row = await read
        .selectFrom('generated_pictures')
        .selectAll()
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        key,
        madeFrom: row.made_from,
        blobHash: row.blob_hash,
        facts: JSON.parse(row.facts),
        createdAt: new Date(row.created_at),
      };
    },

    async insert({ key, madeFrom, blobHash, facts, createdAt }) {
      await write
        .insertInto('generated_pictures')
        .values({
          key,
          made_from: madeFrom,
          blob_hash: blobHash,
          facts: JSON.stringify(facts),
          created_at: createdAt.getTime(),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
    },

    async isBlobInUse(blobHash) {
      const row = await read
        .selectFrom('generated_pictures')
        .select('key')
        .where('blob_hash', '=', blobHash)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async deleteMadeFrom(contentHash) {
      const of = read.selectFrom('generated_pictures').select('key').where('made_from', '=', contentHash);
      // Most contents have none, and every write makes look-ups be forgotten.
      if ((await of.limit(1).executeTakeFirst()) === undefined) return;
      await write.deleteFrom('generated_pictures').where('made_from', '=', contentHash).execute();
    },
  };
}
