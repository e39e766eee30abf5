import type { MediaFile } from '../domain/media-file.ts';
import type { UploadFile } from '../library/upload-file.ts';

/** The same upload; `onUploaded` is told of every file that was taken in. */
export function afterUpload(uploadFile: UploadFile, onUploaded: (file: MediaFile) => void): UploadFile {
  return async (...request) => {
    const file = await uploadFile(...request);
    onUploaded(file);
    return file;
  };
}
