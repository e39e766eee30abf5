import type { StagedBlob } from '../domain/blob-store.ts';
import { splitPath } from '../domain/names.ts';
import type { UploadFile } from './upload-file.ts';

/** A picture that was made out of words joins the library like an upload. It never overwrites: a link must not. */
export function createKeepGeneratedFile({ uploadFile }: { readonly uploadFile: UploadFile }) {
  return async (path: string, staged: StagedBlob, signal: AbortSignal): Promise<void> => {
    const { folderPath, name } = splitPath(path);
    const request: Parameters<UploadFile>[0] = {
      fileName: name,
      folder: folderPath,
      useUniqueFileName: false,
      tags: undefined,
      isPrivateFile: false,
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
