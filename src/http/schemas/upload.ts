import { type Static, Type } from 'typebox';
import { fileExample, fileProperties, VersionInfo } from './file.ts';
import { MetadataObject } from './metadata.ts';

const text = (description: string) => Type.Optional(Type.String({ description }));
const flag = (description: string, fallback: boolean) =>
  Type.Optional(Type.Boolean({ description, default: fallback }));

/**
 * Fields of an upload form, as the description of the API shows them. The form is a stream, and whoever reads it checks
 * it: `library/upload-request.ts`.
 */
export const UploadForm = Type.Object(
  {
    file: Type.String({
      description:
        'The bytes, as a part with a file name; or a text: base64, a data URI, or an http(s) URL that the server reads.',
    }),
    fileName: Type.String({ description: 'Its name; what a name cannot have becomes `_`.' }),
    useUniqueFileName: flag('Add a random suffix, so that nothing is overwritten.', true),
    folder: Type.Optional(
      Type.String({ description: 'Full path of a folder; made where it is missing.', default: '/' }),
    ),
    tags: text('Comma-separated, or a JSON array; at most 500 characters together.'),
    isPrivateFile: flag('Deliver it by signed URLs alone.', false),
    isPublished: flag('False makes a draft, which is not delivered.', true),
    customCoordinates: text('Focus area, `x,y,width,height`.'),
    description: text('Free text.'),
    customMetadata: text('A JSON object: values by field name.'),
    responseFields: text(
      'What the answer has besides: any of tags, customCoordinates, isPrivateFile, isPublished, customMetadata, embeddedMetadata, metadata.',
    ),
    overwriteFile: flag('False refuses a name that is taken, instead of making a new version.', true),
    overwriteTags: flag('A new version without tags has none; false keeps those of the old one.', true),
    overwriteAITags: flag('A new version has no AI tags; false keeps those of the old one.', true),
    overwriteCustomMetadata: flag(
      'A new version without custom metadata has none; false keeps those of the old one.',
      true,
    ),
    publicKey: text('Of a key pair; with `signature`, `expire` and `token` instead of the private key.'),
    signature: text('Hex HMAC-SHA1 of `token` and `expire` one after the other, by the private key.'),
    expire: text('When the signature expires, in seconds since 1970; within an hour.'),
    token: text('A text that was never used before.'),
  },
  { title: 'UploadForm', description: 'A file and what is to be known of it.' },
);

/** The answer to an upload (spec upload §13). */
export const UploadObject = Type.Object(
  {
    fileId: fileProperties.fileId,
    name: fileProperties.name,
    size: fileProperties.size,
    versionInfo: VersionInfo,
    filePath: fileProperties.filePath,
    url: fileProperties.url,
    fileType: fileProperties.fileType,
    height: fileProperties.height,
    width: fileProperties.width,
    orientation: Type.Optional(Type.Integer({ description: 'EXIF orientation, 1 to 8.' })),
    thumbnailUrl: Type.Optional(Type.String({ format: 'uri', description: 'Of pictures.' })),
    tags: Type.Optional(fileProperties.tags),
    customCoordinates: Type.Optional(fileProperties.customCoordinates),
    isPrivateFile: Type.Optional(fileProperties.isPrivateFile),
    isPublished: Type.Optional(fileProperties.isPublished),
    customMetadata: Type.Optional(fileProperties.customMetadata),
    embeddedMetadata: Type.Optional(fileProperties.embeddedMetadata),
    metadata: Type.Optional(MetadataObject),
    AITags: fileProperties.AITags,
    description: Type.Optional(Type.String({ description: 'Free text.' })),
  },
  { title: 'Upload', description: 'The file as it is in the library now.', examples: [fileExample] },
);
export type UploadObject = Static<typeof UploadObject>;
