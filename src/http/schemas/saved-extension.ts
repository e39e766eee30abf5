import { type Static, Type } from 'typebox';
import { extensionConfigs } from './extension-config.ts';
import { say, sayRequired } from './messages.ts';

/** One sentence for everything (spec library-api §10). */
const sentence = 'Invalid extension configuration.';

const name = Type.String({ minLength: 1, ...sayRequired(sentence) });
const description = Type.String({ minLength: 1, ...sayRequired(sentence) });
const config = Type.Union([...extensionConfigs], {
  description: 'One extension with its options.',
  ...sayRequired(sentence),
});

/** Body of `POST /v1/saved-extensions`. */
export const SavedExtensionBody = Type.Object({ name, description, config }, say(sentence));

/** Body of `PATCH /v1/saved-extensions/{id}`: only what is sent changes. */
export const SavedExtensionUpdate = Type.Object(
  { name: Type.Optional(name), description: Type.Optional(description), config: Type.Optional(config) },
  say(sentence),
);

export const SavedExtensionObject = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  config: Type.Unknown(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
});
export type SavedExtensionObject = Static<typeof SavedExtensionObject>;
