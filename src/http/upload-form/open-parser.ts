import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { invalid, type MediaError } from '../../domain/errors.ts';

export const maxFields = 200;

/**
 * A streaming parser that tolerates what SDKs send (spec upload §3.1): a part is the file because of its name, never
 * because of its headers. What a hostile client could make large is bounded.
 */
export function openParser(contentType: string | undefined, maxFieldBytes: number): BusboyInstance {
  if (!/^\s*multipart\/form-data\b/i.test(contentType ?? '')) {
    throw invalid('Your request is missing file parameter.', {
      help: 'Send the upload as multipart/form-data.',
    });
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType?.trim() ?? '' },
      isPartAFile: (name) => name === 'file',
      limits: {
        files: 1,
        fields: maxFields,
        parts: maxFields + 100,
        fieldSize: maxFieldBytes,
        headerSize: 16 * 1024,
        headerPairs: 50,
      },
    });
  } catch (cause) {
    // No boundary, or one that is longer than any may be (RFC 2046 §5.1.1).
    throw malformedForm(cause);
  }
}

export function malformedForm(cause?: unknown): MediaError {
  return invalid('Your request contains an invalid multipart body.', {
    help: 'The multipart/form-data body is malformed or incomplete.',
    cause,
  });
}
