import { parseArgs } from 'node:util';
import { openKeyPairs } from '../app/key-pairs.ts';
import { invalid } from '../domain/errors.ts';
import {
  type KeyPair,
  type PermissionGroup,
  type PermissionLevel,
  type Permissions,
  permissionGroups,
  permissionLevels,
} from '../domain/key-pair.ts';
import { type KeyPairs, type RollExpiry, rollExpiries, stateOf } from '../library/key-pairs.ts';
import { readSettings, settingOptions, settingsIn } from './read-arguments.ts';

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

export const keysUsage = `Usage: calotype keys list [--reveal]
       calotype keys create [--media LEVEL] [--account LEVEL]
       calotype keys roll PUBLIC_KEY [--expire ${rollExpiries.join('|')}]
       calotype keys delete PUBLIC_KEY

A pair is standard unless it is given a level: ${permissionLevels.join(', ')}. A rolled pair expires now unless told otherwise.
Every setting of the server is a flag here as well. A running server takes notice within seconds.
`;

/** `calotype keys …`: returns what to print. Throws MediaError for what cannot be. */
export async function keys(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...settingOptions,
      reveal: flag,
      help: flag,
      expire: { ...text, default: 'now' },
      media: text,
      account: text,
    },
  });
  if (values.help) return keysUsage;
  const [action, publicKey, ...rest] = positionals;
  const wish = { ...values, publicKey };
  const act = rest.length === 0 ? findAction(action, publicKey) : undefined;
  if (act === undefined) throw invalid(keysUsage.trimEnd());
  const { keyPairs, close } = await openKeyPairs(readSettings({ settings: settingsIn(values) }));
  try {
    return await act(keyPairs, wish);
  } finally {
    await close();
  }
}

interface Wish {
  readonly publicKey: string | undefined;
  readonly reveal: boolean;
  readonly expire: string;
  readonly media?: string | undefined;
  readonly account?: string | undefined;
}

type Action = (keyPairs: KeyPairs, wish: Wish) => Promise<string>;

function findAction(name: string | undefined, publicKey: string | undefined): Action | undefined {
  if (publicKey === undefined) return name === 'list' ? list : name === 'create' ? create : undefined;
  return name === 'roll' ? roll : name === 'delete' ? remove : undefined;
}

async function list(keyPairs: KeyPairs, { reveal }: Wish): Promise<string> {
  const now = new Date();
  const rows = (await keyPairs.list()).map((pair) => [
    pair.publicKey,
    reveal ? pair.privateKey : mask(pair.privateKey),
    describePermissions(pair),
    describeState(pair, now),
  ]);
  return rows.map((row) => `${row.join('  ')}\n`).join('');
}

async function create(keyPairs: KeyPairs, { media, account }: Wish): Promise<string> {
  const isRestricted = media !== undefined || account !== undefined;
  return describeNew(await keyPairs.create(isRestricted ? readPermissions({ media, account }) : undefined));
}

async function roll(keyPairs: KeyPairs, { publicKey = '', expire }: Wish): Promise<string> {
  const expiry = rollExpiries.find((known) => known === expire);
  if (expiry === undefined) throw invalid(`--expire: expected one of ${rollExpiries.join(', ')}.`);
  return describeNew(await keyPairs.roll(publicKey, expiry satisfies RollExpiry));
}

async function remove(keyPairs: KeyPairs, { publicKey = '' }: Wish): Promise<string> {
  await keyPairs.delete(publicKey);
  return `${publicKey} is deleted.\n`;
}

function readPermissions(given: Readonly<Record<PermissionGroup, string | undefined>>): Permissions {
  return { media: readLevel('media', given.media), account: readLevel('account', given.account) };
}

function readLevel(group: PermissionGroup, given = 'none'): PermissionLevel {
  const level = permissionLevels.find((known) => known === given);
  if (level === undefined) throw invalid(`--${group}: expected one of ${permissionLevels.join(', ')}.`);
  return level;
}

function describeNew(pair: KeyPair): string {
  return `  public key   ${pair.publicKey}\n  private key  ${pair.privateKey}\n  ${describePermissions(pair)}\n`;
}

function describePermissions({ kind, permissions }: KeyPair): string {
  if (permissions === undefined) return kind;
  return `${kind} (${permissionGroups.map((group) => `${group}: ${permissions[group]}`).join(', ')})`;
}

function describeState(pair: KeyPair, now: Date): string {
  const state = stateOf(pair, now);
  return pair.expiresAt === undefined ? state : `${state} ${pair.expiresAt.toISOString()}`;
}

/** Enough to tell keys apart, not enough to use one. */
function mask(privateKey: string): string {
  return `${privateKey.slice(0, 'private_'.length)}…${privateKey.slice(-4)}`;
}
