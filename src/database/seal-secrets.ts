import { atomically, type Store } from './store.ts';

/**
 * Opens every secret once, so that a wrong or missing secret of the operator shows at the start and not later, and seals
 * what was kept before there was one.
 */
export async function sealSecrets(store: Pick<Store, 'write' | 'seal'>): Promise<void> {
  const { seal } = store;
  await atomically(store, async (db) => {
    const pairs = await db.selectFrom('key_pairs').select(['public_key', 'private_key']).execute();
    const origins = await db.selectFrom('origins').select(['id', 'secrets']).execute();
    for (const { public_key, private_key } of pairs) seal.open(private_key, public_key);
    for (const { id, secrets } of origins) seal.open(secrets, id);

    for (const pair of pairs.filter(({ private_key }) => seal.isDue(private_key))) {
      const sealed = seal.seal(pair.private_key, pair.public_key);
      await db
        .updateTable('key_pairs')
        .set({ private_key: sealed })
        .where('public_key', '=', pair.public_key)
        .execute();
    }
    for (const origin of origins.filter(({ secrets }) => seal.isDue(secrets))) {
      const sealed = seal.seal(origin.secrets, origin.id);
      await db.updateTable('origins').set({ secrets: sealed }).where('id', '=', origin.id).execute();
    }
  });
}
