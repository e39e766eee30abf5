import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import { createKeyPairs, type KeyPairs } from '../library/key-pairs.ts';
import type { AccountParts } from '../library/open-account.ts';
import { databasePath, openDatabase, postgresUrl } from './storage.ts';

/** The key pairs alone, for the command line. The library must be there: a wrong folder would look like an empty one. */
export async function openKeyPairs(
  config: Config,
): Promise<{ readonly keyPairs: KeyPairs; close(): Promise<void> }> {
  const path = databasePath(config);
  if (postgresUrl(config) === undefined && !existsSync(path)) {
    throw notFound(`There is no library at ${path}. See CALOTYPE_DATA.`);
  }
  const database = await openDatabase(config);
  return { keyPairs: makeKeyPairs(config, database), close: () => database.close() };
}

export function makeKeyPairs(config: Config, database: Database): KeyPairs {
  const { keyPair } = givenAccount(config);
  return createKeyPairs({
    database,
    clock: systemClock,
    limits: { standard: config.maxStandardKeys, restricted: config.maxRestrictedKeys },
    ...(keyPair === undefined ? {} : { given: keyPair }),
  });
}

export function givenAccount({ publicKey, privateKey, adminPassword }: Config): AccountParts['given'] {
  return {
    ...(publicKey === undefined || privateKey === undefined
      ? {}
      : { keyPair: { publicKey, privateKey, kind: 'standard', createdAt: new Date(0) } }),
    ...(adminPassword === undefined ? {} : { adminPassword }),
  };
}
