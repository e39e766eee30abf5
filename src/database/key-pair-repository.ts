import type { KeyPairRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { Seal } from '../domain/seal.ts';
import type { Store } from './store.ts';
import type { KeyPairTable } from './tables.ts';

export function createKeyPairRepository({ read, write, seal }: Store): KeyPairRepository {
  return {
    async list() {
      const rows = await read
        .selectFrom('key_pairs')
        .selectAll()
        .orderBy('created_at')
        .orderBy('public_key')
        .execute();
      return rows.map((row) => toKeyPair(row, seal));
    },

    async insert(pair) {
      const kept = await read.selectFrom('key_pairs').selectAll().execute();
      // Sealed twice, one key is two texts: the unique column would let it pass.
      const isTaken = kept.some((row) => toKeyPair(row, seal).privateKey === pair.privateKey);
      if (isTaken) throw taken(pair);
      const result = await write
        .insertInto('key_pairs')
        .values(fromKeyPair(pair, seal))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (result.numInsertedOrUpdatedRows === 0n) throw taken(pair);
    },

    async setExpiry(publicKey, expiresAt) {
      await write
        .updateTable('key_pairs')
        .set({ expires_at: expiresAt.getTime() })
        .where('public_key', '=', publicKey)
        .execute();
    },

    async delete(publicKey) {
      const result = await write
        .deleteFrom('key_pairs')
        .where('public_key', '=', publicKey)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function taken(pair: KeyPair): MediaError {
  return new MediaError(
    'conflict',
    `There is a pair with the public key ${pair.publicKey} or its private key.`,
  );
}

function toKeyPair(row: KeyPairTable, seal: Seal): KeyPair {
  return {
    publicKey: row.public_key,
    privateKey: seal.open(row.private_key, row.public_key),
    kind: row.kind,
    ...(row.media_level !== null &&
      row.account_level !== null && { permissions: { media: row.media_level, account: row.account_level } }),
    createdAt: new Date(row.created_at),
    ...(row.expires_at !== null && { expiresAt: new Date(row.expires_at) }),
  };
}

function fromKeyPair(pair: KeyPair, seal: Seal): KeyPairTable {
  return {
    public_key: pair.publicKey,
    private_key: seal.seal(pair.privateKey, pair.publicKey),
    kind: pair.kind,
    media_level: pair.permissions?.media ?? null,
    account_level: pair.permissions?.account ?? null,
    created_at: pair.createdAt.getTime(),
    expires_at: pair.expiresAt?.getTime() ?? null,
  };
}
