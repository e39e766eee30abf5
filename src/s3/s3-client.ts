import { S3Client } from '@aws-sdk/client-s3';

export interface S3Connection {
  /** Absent: that of AWS. */
  readonly endpoint?: string;
  /** Absent: that of the environment. */
  readonly region?: string;
  readonly pathStyle: boolean;
  /** Absent: those of the environment. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Longest wait for an answer to begin, in each of the attempts. Bodies on their way to S3 take what they take. */
  readonly timeoutSeconds: number;
}

/** Signs need some region, and a server that is not AWS rarely minds which. */
const anyRegion = 'us-east-1';
const connectMilliseconds = 3000;
/** As long as whoever is sent the bytes may pause (CALOTYPE_IDLE_SECONDS): a reader that waits is no server that hangs. */
const idleMilliseconds = 120_000;
const maxSockets = 128;

/**
 * Checksums only where S3 requires them: many servers do not know the trailers that the SDK adds by itself. Nothing is
 * lost by it: bodies are sent as buffers, whose SHA-256 is part of the signature.
 */
export function createS3Client({
  endpoint,
  region,
  pathStyle,
  credentials,
  timeoutSeconds,
}: S3Connection): S3Client {
  return new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, region: region ?? anyRegion }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    forcePathStyle: pathStyle,
    // Each request that waits for "100 Continue" would have a connection of its own.
    expectContinueHeader: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connectMilliseconds,
      requestTimeout: timeoutSeconds * 1000,
      throwOnRequestTimeout: true,
      socketTimeout: idleMilliseconds,
      httpAgent: { maxSockets },
      httpsAgent: { maxSockets },
    },
  });
}
