import type { Readable } from 'node:stream';
import type { BlobStore } from '../domain/blob-store.ts';
import type { FileRepository } from '../domain/database.ts';
import { joinPath } from '../domain/names.ts';
import type { UploadFile } from './upload-file.ts';

export interface Picture {
  readonly name: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly open: () => Readable;
}

export interface ImportParts {
  readonly files: FileRepository;
  readonly blobs: BlobStore;
  readonly uploadFile: UploadFile;
  readonly maxBytes: number;
}

/** Uploads what is not there yet, so that it may be repeated. Returns how many were new. */
export async function importPictures(
  { files, blobs, uploadFile, maxBytes }: ImportParts,
  pictures: readonly Picture[],
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  let imported = 0;
  for (const picture of pictures) {
    if ((await files.findByPath(joinPath(folder, picture.name))) !== undefined) continue;
    const staged = await blobs.stage(picture.open(), { maxBytes, signal });
    await uploadFile(makeRequest(picture, folder), { kind: 'bytes', staged }, signal);
    imported += 1;
  }
  return imported;
}

function makeRequest({ name, tags, description }: Picture, folder: string): Parameters<UploadFile>[0] {
  return {
    fileName: name,
    folder,
    useUniqueFileName: false,
    tags,
    isPrivateFile: false,
    isPublished: true,
    customCoordinates: undefined,
    description,
    customMetadata: undefined,
    responseFields: new Set(),
    overwriteFile: false,
    overwriteTags: true,
    overwriteAITags: true,
    overwriteCustomMetadata: true,
  };
}
