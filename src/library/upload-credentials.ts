import type { UploadCredentials } from '../access/upload-signature.ts';
import { readOptionalText, readRaw, type UploadFields } from './upload-fields.ts';

export function readUploadCredentials(fields: UploadFields): UploadCredentials {
  return {
    publicKey: readOptionalText(fields, 'publicKey'),
    token: readSigned(fields, 'token'),
    expire: readSigned(fields, 'expire'),
    signature: readOptionalText(fields, 'signature'),
  };
}

/** Exactly as sent, because this text is what was signed. */
function readSigned(fields: UploadFields, name: string): string | undefined {
  return readOptionalText(fields, name) === undefined ? undefined : readRaw(fields, name);
}
