import type { BusboyInstance } from '@fastify/busboy';
import { invalid, type MediaError } from '../../domain/errors.ts';
import type { FilePart } from '../../library/upload-source/file-part.ts';
import { discardReceived, type ReceivedFile } from '../../library/upload-source/receive-file.ts';

export interface ExpectedFile {
  /** Undefined when the form had none. To be asked once the form has ended. */
  received(): Promise<ReceivedFile | undefined>;
  /** Stops receiving, and throws away what came. Never rejects because of what had failed before. */
  abandon(error: unknown): Promise<void>;
}

/** The one part named `file`, received while the form is read. `fail` hears of the first fault. */
export function expectFile(
  parser: BusboyInstance,
  receiveFile: (part: FilePart) => Promise<ReceivedFile>,
  fail: (error: unknown) => void,
): ExpectedFile {
  let part: FilePart | undefined;
  let file: Promise<ReceivedFile> | undefined;
  parser.on('file', (_name, stream, filename: string | undefined, _encoding, contentType) => {
    // A body that ends early is reported here too; without a listener that would end the process.
    stream.on('error', () => {});
    part = { stream, filename, contentType };
    file = receiveFile(part);
    file.catch(fail);
  });
  parser.on('filesLimit', () => fail(moreThanOneFile()));
  return {
    received: async () => file,
    async abandon(error) {
      part?.stream.destroy(error instanceof Error ? error : undefined);
      await discardReceived(await file?.catch(() => undefined));
    },
  };
}

function moreThanOneFile(): MediaError {
  return invalid('Your request contains invalid file parameter.', { help: 'Send one file per request.' });
}
