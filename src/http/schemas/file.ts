import { type Static, Type } from 'typebox';

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const AITag = Type.Object({ name: Type.String(), confidence: Type.Number(), source: Type.String() });
export const VersionInfo = Type.Object({ id: Type.String(), name: Type.String() });

/** A file or a file version as the management API shows it, in ImageKit's order (spec library-api §2.1). */
export const FileObject = Type.Object({
  type: Type.Enum(['file', 'file-version']),
  name: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  fileId: Type.String(),
  tags: Nullable(Type.Array(Type.String())),
  AITags: Nullable(Type.Array(AITag)),
  versionInfo: VersionInfo,
  embeddedMetadata: Type.Record(Type.String(), Type.Unknown()),
  customCoordinates: Nullable(Type.String()),
  customMetadata: Type.Record(Type.String(), Type.Unknown()),
  description: Nullable(Type.String()),
  isPrivateFile: Type.Boolean(),
  isPublished: Type.Boolean(),
  url: Type.String(),
  thumbnail: Type.String(),
  fileType: Type.Enum(['image', 'non-image']),
  filePath: Type.String(),
  height: Type.Optional(Type.Integer()),
  width: Type.Optional(Type.Integer()),
  size: Type.Integer(),
  hasAlpha: Type.Optional(Type.Boolean()),
  mime: Type.String(),
});
export type FileObject = Static<typeof FileObject>;

export const FolderObject = Type.Object({
  type: Type.Literal('folder'),
  folderId: Type.String(),
  name: Type.String(),
  folderPath: Type.String(),
  customMetadata: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Type.String(),
  updatedAt: Type.String(),
});
export type FolderObject = Static<typeof FolderObject>;
