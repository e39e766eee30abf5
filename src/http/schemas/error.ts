import { type Static, Type } from 'typebox';

/** The body of every error of the API. `help` is always there, and nothing of ours leaks (spec auth-errors-limits §5.1). */
export const ErrorObject = Type.Object(
  {
    message: Type.String({ description: 'What is wrong, for people.' }),
    help: Type.String({ description: 'Where to turn, or how to put it right.' }),
    reason: Type.Optional(
      Type.String({ description: 'A word for programs, where several things may be wrong with one status.' }),
    ),
    type: Type.Optional(
      Type.String({ description: '`INVALID_PARAM_ERROR` beside an id that can be none of a file.' }),
    ),
    errors: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'What is wrong, property by property.' }),
    ),
    missingFileIds: Type.Optional(
      Type.Array(Type.String(), { description: 'Of a request for many files, those that do not exist.' }),
    ),
  },
  {
    title: 'Error',
    description: 'An error.',
    examples: [
      {
        message: 'The requested file does not exist.',
        help: 'For support kindly contact us at support@imagekit.io .',
      },
    ],
  },
);
export type ErrorObject = Static<typeof ErrorObject>;
