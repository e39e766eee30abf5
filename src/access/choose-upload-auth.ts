import { invalid, MediaError } from '../domain/errors.ts';
import { readBasicUser } from './basic-auth.ts';
import type { UploadCredentials } from './upload-signature.ts';

/** How an upload V1 proves who sends it (spec upload §8.1). */
export function chooseUploadAuth(
  authorization: string | undefined,
  credentials: UploadCredentials,
): 'basic' | 'signature' {
  if (readBasicUser(authorization).kind === 'none') {
    const signs = Object.values(credentials).some((text) => text !== undefined);
    if (signs) return 'signature';
    throw new MediaError('unauthorized', 'Your request does not contain private API key.');
  }
  if (credentials.signature === undefined) return 'basic';
  throw invalid(
    'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.',
  );
}
