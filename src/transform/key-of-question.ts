import { createHash } from 'node:crypto';

/** The name of what has to be found out: the same question about the same bytes is asked once. */
export function keyOfQuestion(about: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(about)).digest('hex');
}
