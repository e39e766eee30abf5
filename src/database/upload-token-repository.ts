import type { UploadTokenRepository } from '../domain/database.ts';
import type { Store } from './store.ts';

export function createUploadTokenRepository({ write }: Store): UploadTokenRepository {
  return {
    /** One statement. Looking first and writing then would let a replayed token through between the two. */
    async use(tokenHash, usedAt) {
      const result = await write
        .insertInto('upload_tokens')
        .values({ token_hash: tokenHash, used_at: usedAt.getTime() })
        .onConflict((conflict) => conflict.column('token_hash').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },

    async forget(before) {
      await write.deleteFrom('upload_tokens').where('used_at', '<', before.getTime()).execute();
    },
  };
}
