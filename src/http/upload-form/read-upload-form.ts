import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { UploadFields } from '../../library/upload-fields.ts';
import type { FilePart } from '../../library/upload-source/file-part.ts';
import type { ReceivedFile } from '../../library/upload-source/receive-file.ts';
import { collectFields } from './collect-fields.ts';
import { drainRequest } from './drain-request.ts';
import { expectFile } from './expect-file.ts';
import { malformedForm, openParser } from './open-parser.ts';

export interface UploadForm {
  readonly fields: UploadFields;
  readonly file: ReceivedFile | undefined;
}

export interface UploadFormOptions {
  readonly maxFieldBytes: number;
  readonly signal: AbortSignal;
  /** Drains the part or destroys it. What it returns is discarded when the form turns out to be bad. */
  readonly receiveFile: (part: FilePart) => Promise<ReceivedFile>;
}

/**
 * Reads a form to its end, in whatever order its parts come. When it rejects, nothing that was received is left and
 * the client has sent everything, so that it will read the answer.
 */
export async function readUploadForm(
  request: IncomingMessage,
  options: UploadFormOptions,
): Promise<UploadForm> {
  try {
    return await parseForm(request, options);
  } catch (error) {
    if (!options.signal.aborted) await drainRequest(request);
    throw error;
  }
}

async function parseForm(request: IncomingMessage, options: UploadFormOptions): Promise<UploadForm> {
  const { maxFieldBytes, signal, receiveFile } = options;
  signal.throwIfAborted();
  const parser = openParser(request.headers['content-type'], maxFieldBytes);
  const { promise: parsed, resolve: succeed, reject: fail } = Promise.withResolvers<void>();
  const onAbort = () => fail(signal.reason);
  const fields = collectFields(parser, maxFieldBytes, fail);
  const file = expectFile(parser, receiveFile, fail);
  parser.on('error', (error) => fail(malformedForm(error)));
  parser.on('finish', () => succeed());
  finished(request, { writable: false }, (error) => error && fail(malformedForm(error)));
  signal.addEventListener('abort', onAbort, { once: true });

  try {
    request.pipe(parser);
    await parsed;
    return { fields, file: await file.received() };
  } catch (error) {
    request.unpipe(parser);
    await file.abandon(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
