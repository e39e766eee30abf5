import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { MediaError } from '../domain/errors.ts';
import type { AmazonBucket, CompatibleBucket } from '../domain/external-origin.ts';
import { type Origin, type OriginAnswer, type OriginRequest, originFailed } from '../domain/origin.ts';
import { countedBody } from './bounded-body.ts';
import { findBackup } from './cloudinary-backup.ts';
import { accessRefused, explainOrigin } from './explain-origin.ts';
import { downloadTooLarge, explainFailure } from './failures.ts';
import { createGuardedNodeAgents } from './guarded-node-agents.ts';
import { withHeadersTimeout } from './headers-timeout.ts';
import { objectKey } from './object-key.ts';
import type { OriginTools } from './origin-tools.ts';

type Bucket = AmazonBucket | CompatibleBucket;

/** Objects of Amazon S3 and of whatever speaks its protocol. `more`: where that is, when it is not where it should be. */
export function createS3Bucket(place: Bucket, tools: OriginTools, more: S3ClientConfig = {}): Origin {
  const client = new S3Client({ ...configOf(place, tools), ...more });
  addHeaders(client, tools.headers);
  const { bucket: Bucket, prefix } = place;

  async function findKey(path: string, signal: AbortSignal): Promise<string | undefined> {
    if (place.type !== 'CLOUDINARY_BACKUP') return objectKey(prefix, path);
    return await findBackup({ client, Bucket, prefix, path, signal });
  }

  async function get(path: string, { known, signal }: OriginRequest) {
    const Key = await findKey(path, signal);
    if (Key === undefined) return undefined;
    const conditions = known?.etag === undefined ? {} : { IfNoneMatch: known.etag };
    return await client.send(new GetObjectCommand({ Bucket, Key, ...conditions }), { abortSignal: signal });
  }

  return {
    async open(path, request) {
      const { headersTimeoutMs } = tools;
      try {
        const waiting = { headersTimeoutMs, signal: request.signal };
        const found = await withHeadersTimeout(waiting, (signal) => get(path, { ...request, signal }));
        return found === undefined ? { kind: 'missing' } : fileOf(found, request);
      } catch (error) {
        request.signal.throwIfAborted();
        return answerFailure(error);
      }
    },
  };
}

/** The API does not name a region; AWS says where a bucket is when it is asked in the wrong one. */
const firstRegion = 'us-east-1';

function configOf(place: Bucket, tools: OriginTools): S3ClientConfig {
  const agents = createGuardedNodeAgents(tools.guard, tools.resolve);
  const common: S3ClientConfig = {
    region: firstRegion,
    requestHandler: {
      ...agents,
      connectionTimeout: tools.headersTimeoutMs,
      socketTimeout: tools.idleTimeoutMs,
    },
    // Whoever asked waits: a second try is theirs.
    maxAttempts: 1,
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
  const credentials = { accessKeyId: place.accessKey, secretAccessKey: place.secretKey };
  if (place.type === 'S3_COMPATIBLE') {
    const { endpoint, s3ForcePathStyle: forcePathStyle } = place;
    return { ...common, endpoint, forcePathStyle, credentials };
  }
  // Without keys the SDK finds those of the machine that it runs on.
  return { ...common, followRegionRedirects: true, ...(place.useIAMRole ? {} : { credentials }) };
}

/** Before the request is signed. */
function addHeaders(client: S3Client, headers: Readonly<Record<string, string>>): void {
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: Record<string, string> }).headers, headers);
      return next(args);
    },
    { step: 'build', name: 'addOriginHeaders' },
  );
}

function fileOf(object: GetObjectCommandOutput, limits: OriginRequest): OriginAnswer {
  const body = object.Body as Readable;
  if ((object.ContentLength ?? 0) > limits.maxBytes) {
    body.destroy();
    throw downloadTooLarge();
  }
  const { CacheControl: cacheControl, ExpiresString: expires } = object;
  return {
    kind: 'file',
    body: countedBody([body], limits),
    sizeBytes: object.ContentLength,
    validators: {
      ...(object.ETag !== undefined && { etag: object.ETag }),
      ...(object.LastModified !== undefined && { lastModified: object.LastModified.toUTCString() }),
    },
    isPrivate: object.Metadata?.isprivatefile?.toLowerCase() === 'true',
    caching: {
      ...(cacheControl !== undefined && { cacheControl }),
      ...(expires !== undefined && { expires }),
    },
  };
}

function answerFailure(error: unknown): OriginAnswer {
  if (error instanceof S3ServiceException) {
    const status = error.$metadata.httpStatusCode;
    if (status === 304) return { kind: 'unchanged', caching: {} };
    if (error.name === 'NoSuchBucket') throw originFailed('UNIDENTIFIED', 'There is no such bucket', error);
    if (status === 404) return { kind: 'missing' };
    if (status === 401 || status === 403) throw accessRefused(error);
    throw originFailed('UNIDENTIFIED', 'The origin did not answer with the file', error);
  }
  if (error instanceof MediaError && error.code === 'too_large') throw error;
  throw explainOrigin(explainFailure(error, 'UNREACHABLE'));
}
