import type { FileRepository } from '../domain/database.ts';
import { invalid, MediaError, notFound } from '../domain/errors.ts';
import { type FileId, isId } from '../domain/ids.ts';
import type { MediaFacts } from '../domain/media-facts.ts';

/** Bytes that were looked at: those of a version, or those that a URL delivers. */
export interface SeenFile {
  readonly facts: MediaFacts;
  readonly sizeBytes: number;
}

/** What a file is made of (spec library-api §8.1). */
export interface GetMetadata {
  /** From what was read once at upload. */
  ofFile(id: string): Promise<SeenFile>;
  ofUrl(url: string, signal: AbortSignal): Promise<SeenFile>;
}

export interface GetMetadataParts {
  readonly files: FileRepository;
  /** Undefined for a URL that is not of this account. */
  readonly lookAtUrl: (url: string, signal: AbortSignal) => Promise<SeenFile | undefined>;
}

export function createGetMetadata({ files, lookAtUrl }: GetMetadataParts): GetMetadata {
  return {
    ofFile: async (id) => {
      const file = await files.find(readId(id));
      if (file === undefined) throw inaccessible();
      return decodable(file.current);
    },

    ofUrl: async (url, signal) => {
      const seen = await lookAtUrl(url, signal).catch((error) => {
        throw nameFailure(error);
      });
      if (seen === undefined) throw invalid(`${url} should be accessible using your ImageKit.io account.`);
      return decodable(seen);
    },
  };
}

function readId(id: string): FileId {
  if (isId(id)) return id as FileId;
  throw invalid('Your request contains invalid fileId parameter.', { type: 'INVALID_PARAM_ERROR' });
}

function decodable(seen: SeenFile): SeenFile {
  if (seen.facts.kind === 'image' && seen.facts.image === undefined) throw corrupt();
  return seen;
}

function corrupt(): MediaError {
  return invalid('The requested file is corrupt or invalid.');
}

function inaccessible(): MediaError {
  return notFound('The requested file does not exist or is inaccessible at this time.');
}

/** Whatever a visitor of the URL would be refused for; a busy server is busy here too. */
function nameFailure(error: unknown): unknown {
  if (!(error instanceof MediaError) || error.code === 'busy') return error;
  return error.reason?.startsWith('EINVALIDIMAGE') ? corrupt() : inaccessible();
}
