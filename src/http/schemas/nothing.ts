import { Type } from 'typebox';

/** An answer without a body: 204. */
export function nothing(description: string) {
  return Type.Unsafe<undefined>({ description });
}

/** `{}`, where ImageKit says so much and no more. */
export function emptyObject(description: string) {
  return Type.Object({}, { description, examples: [{}] });
}
