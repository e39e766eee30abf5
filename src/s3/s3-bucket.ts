import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Bucket, BucketObject } from '../domain/bucket.ts';
import { createByteBudget } from './byte-budget.ts';
import { abortForgottenUploads } from './forgotten-uploads.ts';
import { putFile } from './put-file.ts';
import { createS3Client, type S3Connection } from './s3-client.ts';
import { explainUnusable, isAbsence, translated } from './translate-error.ts';

export interface S3BucketOptions extends S3Connection {
  readonly bucket: string;
  /** Keys begin with it and a slash; may be empty. */
  readonly prefix: string;
}

/** Of all bodies that are being sent, in memory. Two large files, or many small ones, at once. */
const budgetBytes = 32 * 1024 * 1024;

/** Throws MediaError invalid, with what an operator has to know, when the bucket cannot be used. */
export async function openS3Bucket(options: S3BucketOptions): Promise<Bucket> {
  const client = createS3Client(options);
  const { bucket, endpoint } = options;
  try {
    // Unlike HEAD it says why not.
    await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }));
  } catch (error) {
    client.destroy();
    throw explainUnusable(error, endpoint === undefined ? bucket : `${bucket} at ${endpoint}`);
  }
  return createBucket(client, options);
}

function createBucket(client: S3Client, { bucket, prefix }: S3BucketOptions): Bucket {
  const takeBytes = createByteBudget(budgetBytes);
  const top = prefix === '' ? '' : `${prefix}/`;
  const nameOf = (key: string) => ({ Bucket: bucket, Key: top + key });

  return {
    id: `s3-${createHash('sha256').update(`${bucket}/${prefix}`).digest('hex').slice(0, 32)}`,

    putFile: (key, path, signal) => putFile({ client, takeBytes }, nameOf(key), path, signal),

    async open(key, { range, signal }) {
      const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
      const command = new GetObjectCommand({ ...nameOf(key), ...part });
      const answer = await ifThere(client.send(command, signal && { abortSignal: signal }), signal);
      // On Node a body is a stream (the SDK's types also know browsers).
      return answer?.Body as Readable | undefined;
    },

    async find(key) {
      const head = await ifThere(client.send(new HeadObjectCommand(nameOf(key))));
      return head && toObject(key, head.ContentLength, head.LastModified);
    },

    async *list(below) {
      let token: string | undefined;
      do {
        const place = { Bucket: bucket, Prefix: top + below };
        const page = new ListObjectsV2Command({ ...place, ...(token && { ContinuationToken: token }) });
        const { Contents = [], NextContinuationToken } = await translated(client.send(page));
        yield Contents.map(({ Key = '', Size, LastModified }) =>
          toObject(Key.slice(top.length), Size, LastModified),
        );
        token = NextContinuationToken;
      } while (token !== undefined);
    },

    async delete(key) {
      await ifThere(client.send(new DeleteObjectCommand(nameOf(key))));
    },

    removeLeftovers: () => translated(abortForgottenUploads(client, { bucket, prefix: top })),

    async check(signal) {
      await translated(
        client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal }),
        signal,
      );
    },

    close: () => client.destroy(),
  };
}

function toObject(key: string, sizeBytes = 0, modifiedAt = new Date(0)): BucketObject {
  return { key, sizeBytes, modifiedAt };
}

/** Undefined: there is no such object. */
async function ifThere<Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result | undefined> {
  return translated(
    work.catch((error) => {
      if (isAbsence(error)) return undefined;
      throw error;
    }),
    signal,
  );
}
