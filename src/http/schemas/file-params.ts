import { Type } from 'typebox';
import { samples } from './samples.ts';

/** Whether the text can be an id is the use case's to say: its sentence is ImageKit's. */
export const FileParams = Type.Object({
  fileId: Type.String({ description: 'Id of a file, 24 hex digits.', examples: [samples.fileId] }),
});

export const VersionParams = Type.Object({
  ...FileParams.properties,
  versionId: Type.String({
    description: 'Id of a version, 24 hex digits.',
    examples: [samples.olderVersionId],
  }),
});
