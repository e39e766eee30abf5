import type { KeyPairRepository } from '../domain/database.ts';
import { MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { Store } from './store.ts';
import type { KeyPairTable } from './tables.ts';

export function createKeyPairRepository({ read, write }: Store): KeyPairRepository {
  return {
    async list() {
      const rows = await read
        .selectFrom('key_pairs')
        .selectAll()
        .orderBy('created_at')
        .orderBy('public_key')
        .execute();
      return rows.map(toKeyPair);
    },

    async insert(pair) {
      const result = await write
        .insertInto('key_pairs')
        .values(fromKeyPair(pair))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (result.numInsertedOrUpdatedRows === 0n) {
        throw new MediaError(
          'conflict',
          `There is a pair with the public key ${pair.publicKey} or its private key.`,
        );
      }
    },
  };
}

function toKeyPair(row: KeyPairTable): KeyPair {
  return {
    publicKey: row.public_key,
    privateKey: row.private_key,
    kind: row.kind,
    createdAt: new Date(row.created_at),
    ...(row.expires_at !== null && { expiresAt: new Date(row.expires_at) }),
  };
}

function fromKeyPair(pair: KeyPair): KeyPairTable {
  return {
    public_key: pair.publicKey,
    private_key: pair.privateKey,
    kind: pair.kind,
    created_at: pair.createdAt.getTime(),
    expires_at: pair.expiresAt?.getTime() ?? null,
  };
}
