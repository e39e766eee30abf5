import { MediaError } from '../domain/errors.ts';
import {
  type KeyPair,
  type PermissionGroup,
  type PermissionLevel,
  permissionLevels,
} from '../domain/key-pair.ts';

/** What an operation needs of a key (spec auth-errors-limits §3.3). */
export interface Need {
  readonly group: PermissionGroup;
  readonly level: Exclude<PermissionLevel, 'none'>;
}

export function checkPermission(pair: KeyPair, need: Need): void {
  if (allows(pair, need)) return;
  throw new MediaError('forbidden', 'Your API key does not have the permission required for this operation.');
}

export function mayRead(pair: KeyPair, group: PermissionGroup): boolean {
  return allows(pair, { group, level: 'read' });
}

/** A restricted pair without a level for a group has none there. */
function allows(pair: KeyPair, { group, level }: Need): boolean {
  const given = pair.kind === 'standard' ? 'write' : (pair.permissions?.[group] ?? 'none');
  return permissionLevels.indexOf(given) >= permissionLevels.indexOf(level);
}
