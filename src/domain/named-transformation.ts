import type { NamedTransformationId } from './ids.ts';

/** A transformation kept under a name: `n-card` in a URL stands for its text (spec library-api §11). */
export interface NamedTransformation {
  readonly id: NamedTransformationId;
  /** Letters, digits and `_`; case-sensitive. */
  readonly name: string;
  /** Without `tr:`. */
  readonly transformation: string;
  /** When not, URLs that use it are refused. */
  readonly enabled: boolean;
  readonly createdAt: Date;
}
