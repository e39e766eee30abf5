import type { StagedBlob } from '../domain/blob-store.ts';
import { splitPath } from '../domain/names.ts';
import type { UploadFile } from './upload-file.ts';

/** A file that delivery has made or fetched joins the library like an upload. It never overwrites: a link must not. */
export type KeepFile = (path: string, staged: StagedBlob, options: KeepOptions) => Promise<void>;

export interface KeepOptions {
  readonly isPrivate: boolean;
  readonly signal: AbortSignal;
}

export function createKeepFile({ uploadFile }: { readonly uploadFile: UploadFile }): KeepFile {
  return async (path, staged, { isPrivate, signal }) => {
    const { folderPath, name } = splitPath(path);
    const request: Parameters<UploadFile>[0] = {
      fileName: name,
      folder: folderPath,
      useUniqueFileName: false,
      tags: undefined,
      isPrivateFile: isPrivate,
      isPublished: true,
      customCoordinates: undefined,
      description: undefined,
      customMetadata: undefined,
      responseFields: new Set(),
      overwriteFile: false,
      overwriteTags: false,
      overwriteAITags: false,
      overwriteCustomMetadata: false,
    };
    await uploadFile(request, { kind: 'bytes', staged }, signal);
  };
}
