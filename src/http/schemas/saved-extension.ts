import { type Static, Type } from 'typebox';
import { extensionConfigs } from './extension-config.ts';
import { moment } from './file.ts';
import { idParams } from './id-params.ts';
import { say, sayRequired } from './messages.ts';
import { samples } from './samples.ts';
import { shownAs } from './shown-as.ts';

/** One sentence for everything (spec library-api §10). */
const sentence = 'Invalid extension configuration.';

const name = Type.String({ description: 'For people.', minLength: 1, ...sayRequired(sentence) });
const description = Type.String({ description: 'What it is for.', minLength: 1, ...sayRequired(sentence) });
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

export const SavedExtensionParams = idParams('a saved extension', samples.savedExtensionId);

export const SavedExtensionObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'For people.' }),
    description: Type.String({ description: 'What it is for.' }),
    config: Type.Unknown({ description: 'One extension with its options.', ...shownAs(config) }),
    createdAt: moment('When it was made.'),
    updatedAt: moment('Of the last change.'),
  },
  {
    title: 'SavedExtension',
    description: 'A saved extension.',
    examples: [
      {
        id: samples.savedExtensionId,
        name: 'Describe',
        description: 'A sentence for every new picture',
        config: { name: 'ai-auto-description' },
        createdAt: '2026-02-01T08:00:00.000Z',
        updatedAt: '2026-02-01T08:00:00.000Z',
      },
    ],
  },
);
export type SavedExtensionObject = Static<typeof SavedExtensionObject>;
