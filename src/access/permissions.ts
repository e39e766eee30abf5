import { MediaError } from '../domain/errors.ts';
import {
  type KeyPair,
  type PermissionGroup,
  type PermissionLevel,
  permissionLevels,
} from '../domain/key-pair.ts';

/** What an operation needs of a key (spec auth-errors-limits §3.3). */
export interface Need {
  /** `settings`: what no restricted key may see or change, because it could lift its own limits. */
  readonly group: PermissionGroup | 'settings';
  readonly level: Exclude<PermissionLevel, 'none'>;
}

export function checkPermission(pair: KeyPair, need: Need): void {
  if (allows(pair, need)) return;
  throw new MediaError('forbidden', 'Your API key does not have the permission required for this operation.');
}

function levelOf({ kind, permissions }: KeyPair, group: Need['group']): PermissionLevel {
  if (kind === 'standard') return 'write';
  return group === 'settings' ? 'none' : (permissions?.[group] ?? 'none');
}

export function mayRead(pair: KeyPair, group: PermissionGroup): boolean {
  return allows(pair, { group, level: 'read' });
}

/** A restricted pair without a level for a group has none there. */
function allows(pair: KeyPair, { group, level }: Need): boolean {
  return permissionLevels.indexOf(levelOf(pair, group)) >= permissionLevels.indexOf(level);
}
