import { type Static, Type } from 'typebox';
import { samples } from './samples.ts';

const Nullable = <T extends Type.TSchema>(schema: T, options: Type.TSchemaOptions) =>
  Type.Union([schema, Type.Null()], options);

/** A moment in UTC, with milliseconds. */
export const moment = (description: string) => Type.String({ format: 'date-time', description });

export const AITag = Type.Object(
  {
    name: Type.String(),
    confidence: Type.Number({ description: '0 to 100.' }),
    source: Type.String({ description: 'The extension that gave it.' }),
  },
  { title: 'AITag', description: 'A tag given by a program.' },
);

export const VersionInfo = Type.Object(
  { id: Type.String(), name: Type.String() },
  { title: 'VersionInfo', description: 'Which version this is: its id, and `Version 2`.' },
);

/** What details and uploads say of a file alike. */
export const fileProperties = {
  fileId: Type.String({ description: 'Shared by all versions of the file.' }),
  name: Type.String({ description: 'With its extension.' }),
  filePath: Type.String({ description: 'Full path in the library.' }),
  url: Type.String({ format: 'uri', description: 'Where it is delivered.' }),
  fileType: Type.Enum(['image', 'non-image'], { description: 'A video is a `non-image`.' }),
  size: Type.Integer({ description: 'Bytes.' }),
  height: Type.Optional(Type.Integer({ description: 'Pixels, upright. Of pictures.' })),
  width: Type.Optional(Type.Integer({ description: 'Pixels, upright. Of pictures.' })),
  tags: Nullable(Type.Array(Type.String()), { description: 'null when there are none.' }),
  AITags: Nullable(Type.Array(AITag), { description: 'null when there are none.' }),
  customCoordinates: Nullable(Type.String(), { description: 'Focus area, `x,y,width,height`.' }),
  customMetadata: Type.Record(Type.String(), Type.Unknown(), { description: 'Values by field name.' }),
  embeddedMetadata: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What the file says of itself (EXIF), in words.',
  }),
  isPrivateFile: Type.Boolean({ description: 'Delivered by signed URLs alone.' }),
  isPublished: Type.Boolean({ description: 'A draft is not delivered.' }),
};

const file = {
  fileId: samples.fileId,
  name: 'tom.png',
  filePath: samples.filePath,
  fileType: 'image',
  size: 184425,
  height: 800,
  width: 1200,
} as const;

export const fileExample = {
  ...file,
  url: samples.fileUrl,
  versionInfo: { id: samples.fileId, name: 'Version 1' },
  AITags: null,
};

/** A file or a file version as the management API shows it, in ImageKit's order (spec library-api §2.1). */
export const FileObject = Type.Object(
  {
    type: Type.Enum(['file', 'file-version'], { description: '`file` is the current version.' }),
    name: fileProperties.name,
    createdAt: moment('Of an older version: when it was superseded.'),
    updatedAt: moment('Of the last change.'),
    fileId: fileProperties.fileId,
    tags: fileProperties.tags,
    AITags: fileProperties.AITags,
    versionInfo: VersionInfo,
    embeddedMetadata: fileProperties.embeddedMetadata,
    customCoordinates: fileProperties.customCoordinates,
    customMetadata: fileProperties.customMetadata,
    description: Nullable(Type.String(), { description: 'Free text.' }),
    isPrivateFile: fileProperties.isPrivateFile,
    isPublished: fileProperties.isPublished,
    url: fileProperties.url,
    thumbnail: Type.String({ format: 'uri', description: 'A small picture of it, or a placeholder.' }),
    fileType: fileProperties.fileType,
    filePath: fileProperties.filePath,
    height: fileProperties.height,
    width: fileProperties.width,
    size: fileProperties.size,
    hasAlpha: Type.Optional(Type.Boolean({ description: 'Whether it can be transparent. Of pictures.' })),
    mime: Type.String({ description: 'Media type of its bytes.' }),
  },
  {
    title: 'File',
    description: 'A file or a file version.',
    examples: [
      {
        type: 'file',
        ...fileExample,
        createdAt: '2026-02-01T08:00:00.000Z',
        updatedAt: '2026-02-03T10:15:30.250Z',
        tags: ['cat'],
        embeddedMetadata: { XResolution: 72 },
        customCoordinates: null,
        customMetadata: { price: 39.9 },
        description: null,
        isPrivateFile: false,
        isPublished: true,
        url: `${samples.fileUrl}?updatedAt=1770113730250`,
        thumbnail: `${samples.fileUrl}?updatedAt=1770113730250&tr=n-ik_ml_thumbnail`,
        hasAlpha: false,
        mime: 'image/png',
      },
    ],
  },
);
export type FileObject = Static<typeof FileObject>;

export const FolderObject = Type.Object(
  {
    type: Type.Literal('folder'),
    folderId: Type.String(),
    name: Type.String(),
    folderPath: Type.String({ description: 'Full path of the folder itself.' }),
    customMetadata: Type.Record(Type.String(), Type.Unknown(), { description: 'Values by field name.' }),
    createdAt: moment('When it was made.'),
    updatedAt: moment('Of the last change.'),
  },
  {
    title: 'Folder',
    description: 'A folder.',
    examples: [
      {
        type: 'folder',
        folderId: '66a1f0c2d4e8b7359c0a1e71',
        name: 'summer',
        folderPath: samples.folderPath,
        customMetadata: {},
        createdAt: '2026-02-01T08:00:00.000Z',
        updatedAt: '2026-02-01T08:00:00.000Z',
      },
    ],
  },
);
export type FolderObject = Static<typeof FolderObject>;

export const AssetList = Type.Array(Type.Union([FileObject, FolderObject]), {
  description: 'The assets found, in order; none is `[]`.',
});
