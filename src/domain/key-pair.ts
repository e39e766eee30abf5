/** A public and a private key, created and retired together (spec auth-errors-limits §3). */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly kind: 'standard' | 'restricted';
  readonly createdAt: Date;
  /** Absent: never. */
  readonly expiresAt?: Date;
}
