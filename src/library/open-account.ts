import { makeKeyPair } from '../access/make-key-pair.ts';
import { hashPassword, makePassword } from '../access/password.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Repositories } from '../domain/database.ts';
import type { KeyPair } from '../domain/key-pair.ts';

export interface AccountParts {
  readonly database: Database;
  readonly clock: Clock;
  /** From the settings: used as they are, never kept. */
  readonly given: { readonly keyPair?: KeyPair; readonly adminPassword?: string };
}

export interface Account {
  readonly keyPairs: readonly KeyPair[];
  /** Only on the start that made it: afterwards nobody knows it but the operator. */
  readonly newAdminPassword?: string;
}

const passwordSetting = 'admin-password';

/** Makes what a first start needs, and finds it again on every later one. */
export async function openAccount({ database, clock, given }: AccountParts): Promise<Account> {
  return database.transaction(async (repositories) => {
    const keyPairs = given.keyPair === undefined ? await keepKeyPair(repositories, clock) : [given.keyPair];
    const password = given.adminPassword === undefined ? await keepPassword(repositories) : undefined;
    return { keyPairs, ...(password === undefined ? {} : { newAdminPassword: password }) };
  });
}

async function keepKeyPair({ keyPairs }: Repositories, clock: Clock): Promise<readonly KeyPair[]> {
  const kept = await keyPairs.list();
  if (kept.length > 0) return kept;
  const made = makeKeyPair(clock.now());
  await keyPairs.insert(made);
  return [made];
}

async function keepPassword({ settings }: Repositories): Promise<string | undefined> {
  if ((await settings.find(passwordSetting)) !== undefined) return undefined;
  const password = makePassword();
  await settings.set(passwordSetting, hashPassword(password));
  return password;
}
