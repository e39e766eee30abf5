/** A public and a private key, created and retired together (spec auth-errors-limits §3). */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly kind: 'standard' | 'restricted';
  /** Of a restricted pair; a standard one may do everything. */
  readonly permissions?: Permissions;
  readonly createdAt: Date;
  /** Absent: never. */
  readonly expiresAt?: Date;
}

/** `media`: uploads, library, metadata. `account`: what is set up for all of them. */
export const permissionGroups = ['media', 'account'] as const;
export type PermissionGroup = (typeof permissionGroups)[number];

/** Each allows what the ones before it allow. */
export const permissionLevels = ['none', 'read', 'write'] as const;
export type PermissionLevel = (typeof permissionLevels)[number];

export type Permissions = Readonly<Record<PermissionGroup, PermissionLevel>>;
