import type { TSchema } from 'typebox';

/**
 * For what a use case checks, with sentences of its own, and the schema lets pass: how the description of the API shows it.
 * Validation knows nothing of it.
 */
export function shownAs(schema: TSchema): { readonly shownAs: TSchema } {
  return { shownAs: schema };
}
