import { makeKeyPair } from '../access/make-key-pair.ts';
import { hashPassword, makePassword } from '../access/password.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Repositories } from '../domain/database.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import { isActive } from './key-pairs.ts';

export interface AccountParts {
  readonly database: Database;
  readonly clock: Clock;
  /** From the settings: used as they are, never kept. */
  readonly given: { readonly keyPair?: KeyPair; readonly adminPassword?: string };
}

export interface Account {
  /** A standard pair that does not expire: what the greeting shows. */
  readonly keyPair: KeyPair;
  /** Only on the start that made it: afterwards nobody knows it but the operator. */
  readonly newAdminPassword?: string;
}

const passwordSetting = 'admin-password';

/** Makes what a first start needs, and finds it again on every later one. */
export async function openAccount({ database, clock, given }: AccountParts): Promise<Account> {
  return database.transaction(async (repositories) => {
    const keyPair = given.keyPair ?? (await keepKeyPair(repositories, clock));
    const password = given.adminPassword === undefined ? await keepPassword(repositories) : undefined;
    return { keyPair, ...(password === undefined ? {} : { newAdminPassword: password }) };
  });
}

async function keepKeyPair({ keyPairs }: Repositories, clock: Clock): Promise<KeyPair> {
  const kept = await keyPairs.list();
  const standard = kept.find((pair) => pair.kind === 'standard' && isActive(pair));
  if (standard !== undefined) return standard;
  const made = makeKeyPair(clock.now());
  await keyPairs.insert(made);
  return made;
}

async function keepPassword({ settings }: Repositories): Promise<string | undefined> {
  if ((await settings.find(passwordSetting)) !== undefined) return undefined;
  const password = makePassword();
  await settings.set(passwordSetting, hashPassword(password));
  return password;
}
