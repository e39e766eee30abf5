import { setTimeout as pause } from 'node:timers/promises';
import { AbortMultipartUploadCommand, type S3Client } from '@aws-sdk/client-s3';

export interface BegunUpload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string | undefined;
}

const pausesMs = [0, 100, 400];

/**
 * Its parts would be kept, and paid for, unseen. One that was on its way may arrive after the first time, and S3 asks to abort again
 * for that. Never throws: where even this fails, `removeLeftovers` has another look.
 */
export async function abortUpload(client: S3Client, upload: BegunUpload): Promise<void> {
  for (const milliseconds of pausesMs) {
    await pause(milliseconds);
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
  }
}
