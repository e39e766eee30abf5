import { hasExpired } from '../access/key-expiry.ts';
import { makeKeyPair } from '../access/make-key-pair.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Repositories } from '../domain/database.ts';
import { invalid, MediaError, notFound } from '../domain/errors.ts';
import type { KeyPair, Permissions } from '../domain/key-pair.ts';

export interface KeyPairParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly limits: { readonly standard: number; readonly restricted: number };
  /** The pair of the settings: counted, and changed only there. */
  readonly given?: KeyPair;
}

export interface KeyPairs {
  list(): Promise<readonly KeyPair[]>;
  /** With permissions: a restricted pair. */
  create(permissions?: Permissions): Promise<KeyPair>;
  /** Makes a pair of the same kind, and lets the old one expire. Returns the new one. */
  roll(publicKey: string, expiry: RollExpiry): Promise<KeyPair>;
  delete(publicKey: string): Promise<void>;
}

const hour = 3_600_000;

/** When a rolled pair stops working (spec auth-errors-limits §3.2). */
const rollDelays = { now: 0, '1h': hour, '24h': 24 * hour, '3d': 72 * hour, '7d': 168 * hour } as const;
export type RollExpiry = keyof typeof rollDelays;
export const rollExpiries = Object.keys(rollDelays) as RollExpiry[];

export function createKeyPairs(parts: KeyPairParts): KeyPairs {
  const { database, clock } = parts;
  return {
    list: async () => withGiven(await database.keyPairs.list(), parts.given),

    create: (permissions) =>
      database.transaction(async (repositories) => {
        const made = makeKeyPair(clock.now(), permissions);
        const kept = await listAll(repositories, parts);
        refuseOneMore(kept, made.kind, parts.limits);
        await repositories.keyPairs.insert(made);
        return made;
      }),

    roll: (publicKey, expiry) =>
      database.transaction(async (repositories) => {
        const now = clock.now();
        const old = findPair(await listAll(repositories, parts), publicKey);
        refuseGiven(old, parts.given);
        if (!isActive(old)) throw invalid(`The key pair ${publicKey} has been rolled already.`);
        const made = makeKeyPair(now, old.permissions);
        await repositories.keyPairs.insert(made);
        await repositories.keyPairs.setExpiry(publicKey, new Date(now.getTime() + rollDelays[expiry]));
        return made;
      }),

    delete: (publicKey) =>
      database.transaction(async (repositories) => {
        const kept = await listAll(repositories, parts);
        const pair = findPair(kept, publicKey);
        refuseGiven(pair, parts.given);
        refuseLastStandard(kept, pair);
        await repositories.keyPairs.delete(publicKey);
      }),
  };
}

/** The pair of the settings first; kept under the same public key as well, the settings win. */
export function withGiven(kept: readonly KeyPair[], given: KeyPair | undefined): readonly KeyPair[] {
  if (given === undefined) return kept;
  return [given, ...kept.filter((pair) => pair.publicKey !== given.publicKey)];
}

/** A pair that was rolled works on for a while, but counts no more (spec auth-errors-limits §3.2). */
export function isActive(pair: KeyPair): boolean {
  return pair.expiresAt === undefined;
}

export type KeyPairState = 'active' | 'expiring' | 'expired';

export function stateOf(pair: KeyPair, now: Date): KeyPairState {
  if (isActive(pair)) return 'active';
  return hasExpired(pair, now) ? 'expired' : 'expiring';
}

async function listAll({ keyPairs }: Repositories, { given }: KeyPairParts): Promise<readonly KeyPair[]> {
  return withGiven(await keyPairs.list(), given);
}

function findPair(pairs: readonly KeyPair[], publicKey: string): KeyPair {
  const pair = pairs.find((candidate) => candidate.publicKey === publicKey);
  if (pair === undefined) throw notFound(`There is no key pair ${publicKey}.`);
  return pair;
}

function countActive(pairs: readonly KeyPair[], kind: KeyPair['kind']): number {
  return pairs.filter((pair) => pair.kind === kind && isActive(pair)).length;
}

function refuseOneMore(
  kept: readonly KeyPair[],
  kind: KeyPair['kind'],
  limits: KeyPairParts['limits'],
): void {
  if (countActive(kept, kind) < limits[kind]) return;
  throw invalid(`There may be ${limits[kind]} active ${kind} key pairs at most.`);
}

function refuseGiven(pair: KeyPair, given: KeyPair | undefined): void {
  if (pair.publicKey !== given?.publicKey) return;
  throw invalid(`The key pair ${pair.publicKey} comes from the settings and is changed there.`);
}

function refuseLastStandard(kept: readonly KeyPair[], pair: KeyPair): void {
  if (pair.kind !== 'standard' || !isActive(pair) || countActive(kept, 'standard') > 1) return;
  throw new MediaError(
    'conflict',
    'The last active standard key pair cannot be deleted. Create another one first, or roll it.',
  );
}
