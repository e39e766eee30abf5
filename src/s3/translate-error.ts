import { S3ServiceException } from '@aws-sdk/client-s3';
import { invalid, MediaError } from '../domain/errors.ts';

const tooManyRequests = 429;

/** What a request has answered. A server that is not there, or has too much to do, may be back soon: MediaError busy. */
export async function translated<Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw signal?.aborted ? signal.reason : translateError(error);
  }
}

function translateError(error: unknown): unknown {
  if (error instanceof MediaError || error instanceof TypeError) return error;
  if (error instanceof S3ServiceException && !isPassing(error)) return error;
  return new MediaError('busy', 'The storage cannot be reached at the moment. Please try again.', {
    cause: error,
  });
}

function isPassing({ $metadata }: S3ServiceException): boolean {
  const { httpStatusCode = 0 } = $metadata;
  return httpStatusCode === 0 || httpStatusCode === tooManyRequests || httpStatusCode >= 500;
}

/** HEAD has no body that could say more than its status. */
export function isAbsence(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}

const sentences: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket; Calotype does not make one',
  InvalidAccessKeyId: 'the access key is unknown',
  SignatureDoesNotMatch: 'the secret key is wrong',
  AccessDenied: 'these credentials may not list it',
  ExpiredToken: 'the credentials have expired',
  CredentialsProviderError:
    'there are no credentials, neither in the URL nor in the environment (AWS_ACCESS_KEY_ID and so on)',
  PermanentRedirect: 'the bucket is in another region',
  AuthorizationHeaderMalformed: 'the bucket is in another region',
};

/** What an operator has to know at the start. `place` is the bucket's name and where it was looked for. */
export function explainUnusable(error: unknown, place: string): MediaError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isAnswer = error instanceof S3ServiceException;
  const reason =
    sentences[name] ??
    (isAnswer ? `the server says “${message}”` : `it cannot be reached (${message || name})`);
  return invalid(`The bucket ${place} cannot be used: ${reason}.`, { cause: error });
}
