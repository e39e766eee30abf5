import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** Longer than any upload takes: what was begun before is of a process that is gone. */
const forgottenMilliseconds = 24 * 3_600_000;

/** The parts of an upload that was cut off are kept, and paid for, without being seen. */
export async function abortForgottenUploads(
  client: S3Client,
  { bucket, prefix }: Place,
  now = new Date(),
): Promise<void> {
  const before = new Date(now.getTime() - forgottenMilliseconds);
  let after: Markers | undefined = {};
  while (after !== undefined) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...after }),
    );
    for (const { Key, UploadId, Initiated = new Date() } of page.Uploads ?? []) {
      if (Initiated >= before) continue;
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    }
    after = page.IsTruncated ? markersOf(page) : undefined;
  }
}

function markersOf({ NextKeyMarker, NextUploadIdMarker }: ListMultipartUploadsCommandOutput): Markers {
  return {
    ...(NextKeyMarker === undefined ? {} : { KeyMarker: NextKeyMarker }),
    ...(NextUploadIdMarker === undefined ? {} : { UploadIdMarker: NextUploadIdMarker }),
  };
}

interface Markers {
  readonly KeyMarker?: string;
  readonly UploadIdMarker?: string;
}
