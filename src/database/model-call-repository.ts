import type { ModelCallRepository } from '../domain/database.ts';
import type { Store } from './store.ts';

export function createModelCallRepository({ write }: Store): ModelCallRepository {
  return {
    /** One statement: looking first and counting then would let two nodes have the last call of the day. */
    async count(day, limit) {
      if (limit < 1) return false;
      const result = await write
        .insertInto('model_calls')
        .values({ day, started: 1 })
        .onConflict((conflict) =>
          conflict
            .column('day')
            .doUpdateSet((eb) => ({ started: eb('model_calls.started', '+', 1) }))
            .where('model_calls.started', '<', limit),
        )
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },

    async forget(day) {
      await write.deleteFrom('model_calls').where('day', '<', day).execute();
    },
  };
}
