import { type _Object, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { objectKey } from './object-key.ts';

interface Search {
  readonly client: S3Client;
  readonly Bucket: string;
  readonly prefix: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/**
 * Cloudinary's backup keeps an object for each version of an asset below its public id: the newest is meant. The public id of a
 * picture has no extension, that of other files has theirs.
 */
export async function findBackup(search: Search): Promise<string | undefined> {
  const key = objectKey(search.prefix, search.path);
  const withoutExtension = key.replace(/\.[^./]+$/, '');
  for (const publicId of new Set([withoutExtension, key])) {
    const newest = await findNewest(search, `${publicId}/`);
    if (newest !== undefined) return newest;
  }
  return undefined;
}

async function findNewest({ client, Bucket, signal }: Search, Prefix: string): Promise<string | undefined> {
  let newest: _Object | undefined;
  let ContinuationToken: string | undefined;
  do {
    // With a delimiter: what lies in folders below belongs to other public ids.
    const query = { Bucket, Prefix, Delimiter: '/', ...(ContinuationToken && { ContinuationToken }) };
    const page = await client.send(new ListObjectsV2Command(query), { abortSignal: signal });
    for (const object of page.Contents ?? []) {
      if (timeOf(object) > timeOf(newest)) newest = object;
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return newest?.Key;
}

function timeOf(object: _Object | undefined): number {
  return object?.LastModified?.getTime() ?? Number.NEGATIVE_INFINITY;
}
