import type { SettingRepository } from '../domain/database.ts';
import type { Store } from './store.ts';

export function createSettingRepository({ read, write }: Store): SettingRepository {
  return {
    async find(name) {
      const row = await read
        .selectFrom('settings')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    },

    async set(name, value) {
      await write
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
